from ultralytics import YOLO


class BaseTrainer:
    default_batch = 32

    def __init__(self, weights, imgsz=640):
        self.weights = weights
        self.imgsz = imgsz
        self.model = None

    def build(self):
        self.model = YOLO(self.weights)
        return self


class FaceTrainer(BaseTrainer):
    def __init__(self, weights="yolov8n.pt", **kwargs):
        super().__init__(weights, **kwargs)
        self.epochs = 250

    def train(self, data, **overrides):
        if self.model is None:
            self.build()
        options = dict(data=data, epochs=self.epochs, batch=self.default_batch, imgsz=self.imgsz)
        options.update(overrides)
        return self.model.train(**options)
