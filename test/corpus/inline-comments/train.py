from ultralytics import YOLO

model = YOLO("yolov8s.pt")
model.train(data="coco8.yaml", batch=128)  # gpu-memory: ignore reason="demo"
model.train(data="coco8.yaml", batch=12)
