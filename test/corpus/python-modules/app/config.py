from dataclasses import dataclass, field

BATCH_SIZE = 2 * 9
IMG_SIZES = (640, 1280)


@dataclass
class TrainConfig:
    model: str = "yolo11m.pt"
    data: str = "data/vehicles.yaml"
    imgsz: int = IMG_SIZES[1]
    epochs: int = 40
    tags: list = field(default_factory=list)


class Paths:
    DATA = "data/vehicles.yaml"
