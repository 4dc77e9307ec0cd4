import os
from ultralytics import YOLO

MODEL_DIR = "models"
model = YOLO(os.path.join(MODEL_DIR, "yolov8s-night.yaml"))
model.train(data="data/vehicles.yaml", batch=48, pretrained="weights/first.pt")
YOLO("runs/detect/train/weights/best.pt").train(data="data/vehicles.yaml", batch=24, imgsz=960)
