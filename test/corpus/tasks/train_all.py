from ultralytics import RTDETR, YOLO, YOLOWorld

YOLO("yolo11s-seg.pt").train(data="coco8-seg.yaml", batch=8)
YOLO("yolov8n-pose.yaml", task="pose").train(data="coco8-pose.yaml", epochs=2)
YOLO(model="yolo11n-obb.pt").train(data="dota8.yaml", imgsz=1024)
YOLO("yolo11n-cls.pt").train(data="datasets/flowers", imgsz=224, batch=256)
RTDETR("rtdetr-l.pt").train(data="coco8.yaml", batch=4)
