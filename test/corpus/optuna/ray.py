from ultralytics import YOLO

model = YOLO("yolo11n.pt")
result_grid = model.tune(data="coco8.yaml", epochs=5, iterations=10, use_ray=True, batch=6)
