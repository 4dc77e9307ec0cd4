from ultralytics.models.yolo.detect import DetectionTrainer
from ultralytics.models.yolo.segment.train import SegmentationTrainer as ST
from ultralytics import YOLO


class LogTrainer(DetectionTrainer):
    def save_model(self):
        super().save_model()


if __name__ == '__main__':
    args = dict(model='yolov8n.pt', data='mydataset.yaml', epochs=100, batch=32, workers=4)
    trainer = DetectionTrainer(overrides=args)
    trainer.train()
    LogTrainer(overrides={**args, "batch": 5}).train()
    seg = ST(overrides={"model": "yolov8n-seg.pt", "data": "coco8-seg.yaml", "imgsz": 320})
    seg.train()
    YOLO("yolov8s.pt").train(trainer=LogTrainer, data="mydataset.yaml", batch=6)
