import itertools
from ultralytics import YOLO

MODELS = ["yolov8n", "yolov8s"]
SIZES = {"small": 320, "large": 640}

for name, (label, size) in itertools.product(MODELS, SIZES.items()):
    m = YOLO(f"{name}.pt")
    m.train(data="coco8.yaml", imgsz=size, batch=8, name=f"{name}_{label}")

for i, batch in enumerate([4, 8]):
    YOLO("yolo11n.pt").train(data="coco8.yaml", batch=batch, seed=i)

for b in range(16, 33, 16):
    YOLO("yolo11s.pt").train(data="coco8.yaml", batch=b)
