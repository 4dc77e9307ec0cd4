from ultralytics import YOLO

from . import config as settings
from .config import BATCH_SIZE, TrainConfig


def run(cfg: TrainConfig):
    model = YOLO(cfg.model)
    return model.train(data=cfg.data, imgsz=cfg.imgsz, epochs=cfg.epochs, batch=BATCH_SIZE)


if __name__ == "__main__":
    run(TrainConfig(epochs=20))
    YOLO("yolo11n.pt").train(data=settings.Paths.DATA, batch=settings.BATCH_SIZE, imgsz=settings.IMG_SIZES[0])
