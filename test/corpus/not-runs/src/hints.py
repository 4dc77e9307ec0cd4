HINTS = [
    "yolo train model=yolov8n.pt data=coco.yaml",
    "model = YOLO('yolov8n.pt'); model.train(data='coco.yaml')",
]


class Yolo:
    def train(self, data):
        return data


Yolo().train("x")
