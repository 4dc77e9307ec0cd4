import threading
from ultralytics import YOLO


class TrainingManager:
    def __init__(self):
        self.thread = None

    def start(self, params):
        self.thread = threading.Thread(target=self._train, args=(params,))
        self.thread.start()

    def _train(self, params):
        model = YOLO(params.get("model", "yolo11n.pt"))
        model.train(data=params["data"], batch=params.get("batch", 16), imgsz=640, amp=False)


def quick(data_yaml, epochs=10):
    model = YOLO("yolo11n.pt")
    return model.train(data=data_yaml, epochs=epochs, batch=16)
