from ultralytics import YOLO

YOLO("yolov8n.pt").train(data="coco8.yaml", epochs=3, batch=8, imgsz=320)
