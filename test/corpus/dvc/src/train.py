import click
import yaml
from ultralytics import YOLO


@click.command()
@click.option("--params", default="params.yaml")
@click.option("--data", required=True)
def train(params, data):
    with open(params) as fd:
        p = yaml.safe_load(fd)["train"]
    model = YOLO(p["model"])
    model.train(data=data, imgsz=p["imgsz"], batch=p["batch"], epochs=p["epochs"])


if __name__ == "__main__":
    train()
