import json
import os
from ultralytics import YOLO

with open("config.json") as fh:
    CONFIG = json.load(fh)

os.environ.setdefault("DATA", "data/vehicles.yaml")


def train():
    hyper = CONFIG["hyper"]
    net = YOLO(CONFIG["model"])
    kwargs = {k: v for k, v in hyper.items()}
    net.train(data=os.getenv("DATA", "data/vehicles.yaml"), **kwargs)


train()
