import argparse
import yaml
from ultralytics import YOLO

parser = argparse.ArgumentParser()
parser.add_argument("--cfg", default="hyp.yaml")
parser.add_argument("--batch", type=int, default=64)
parser.add_argument("--imgsz", type=int, default=640)
args, unknown = parser.parse_known_args()

with open(args.cfg) as f:
    for k, v in yaml.safe_load(f).items():
        setattr(args, k, v)

model = YOLO("yolov8s.pt")
model.train(data="data/vehicles.yaml", batch=args.batch, imgsz=args.imgsz)
