yolo classify train model=yolov8s-cls.pt data=cifar10 imgsz=64 batch=512
