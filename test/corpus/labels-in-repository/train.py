from ultralytics import YOLO

YOLO("yolov8n.pt").train(data="dataset/data.yaml", batch=2, epochs=2)
