"""Train.

    model = YOLO("yolov8x.pt")
    model.train(data="coco.yaml", batch=64)
"""
import sys
from ultralytics import YOLO

DEBUG = False
MODE = "train"

# model = YOLO("yolov8l.pt")
model = YOLO("yolov8n.pt")

if DEBUG:
    model.train(data="coco8.yaml", batch=1)
elif MODE == "train" and not DEBUG:
    model.train(data="coco8.yaml", batch=32)
else:
    model.train(data="coco8.yaml", batch=2)

print("yolo train model=yolov8x.pt data=coco.yaml")
usage = "python train.py or yolo train model=yolov8n.pt"
sys.exit(0)
model.train(data="coco8.yaml", batch=99)
