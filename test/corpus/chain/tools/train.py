import argparse
import yaml
from ultralytics import YOLO

DEFAULTS = {"epochs": 100, "imgsz": 640, "batch": 16}


def get_args():
    p = argparse.ArgumentParser()
    p.add_argument("--config", required=True)
    p.add_argument("--batch", type=int)
    return p.parse_args()


def main():
    args = get_args()
    with open(args.config) as f:
        config = {**DEFAULTS, **yaml.safe_load(f)}
    if args.batch:
        config["batch"] = args.batch
    weights = config.pop("weights")
    YOLO(weights).train(**config)


if __name__ == "__main__":
    main()
