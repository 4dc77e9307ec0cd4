import wandb
from ultralytics import YOLO

sweep_config = {
    "method": "random",
    "parameters": {"batch": {"values": [2, 4]}, "epochs": {"value": 7}},
}


def train():
    wandb.init()
    config = wandb.config
    YOLO("yolov8n.pt").train(data="coco8.yaml", batch=config.batch, epochs=wandb.config["epochs"])


sweep_id = wandb.sweep(sweep_config, project="p")
wandb.agent(sweep_id, function=train, count=5)
