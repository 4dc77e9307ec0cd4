from detector.trainer import FaceTrainer

trainer = FaceTrainer("yolov8s.pt", imgsz=800)
trainer.train("data/widerface.yaml", batch=20)
