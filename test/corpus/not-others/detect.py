from ultralytics import YOLO

model = YOLO("yolov8n.pt")
results = model("bus.jpg", imgsz=640)
model.predict("bus.jpg", batch=8)
model.export(format="onnx", imgsz=640, batch=1)
model.val(data="coco8.yaml", batch=4)
model.model.train()
