import argparse
import yaml
from ultralytics import YOLO

parser = argparse.ArgumentParser()
parser.add_argument("--cfg", default="hyp.yaml")
parser.add_argument("--batch", type=int, default=None)
parser.add_argument("--imgsz", type=int)
args = parser.parse_args()

options = yaml.safe_load(open(args.cfg))
for key, value in vars(args).items():
    if value is not None and key != "cfg":
        options[key] = value
YOLO("yolov8n.pt").train(data="data/vehicles.yaml", **options)
