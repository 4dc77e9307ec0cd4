from ultralytics import YOLO

def broken(:
    return 1 +

model = YOLO("yolov8n.pt")
model.train(data="coco8.yaml", batch=14)

if True
