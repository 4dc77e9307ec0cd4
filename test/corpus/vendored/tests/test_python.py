from ultralytics import YOLO

def test_train():
    YOLO("yolo11n.yaml").train(data="coco8.yaml", epochs=1, imgsz=32)
