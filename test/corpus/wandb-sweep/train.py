import argparse
from ultralytics import YOLO

ap = argparse.ArgumentParser()
ap.add_argument("--batch", type=int, default=4)
ap.add_argument("--imgsz", type=int, default=640)
ap.add_argument("--model", default="yolo11x.pt")
ap.add_argument("--lr0", type=float, default=0.01)
opt = ap.parse_args()
YOLO(opt.model).train(data="coco8.yaml", batch=opt.batch, imgsz=opt.imgsz, lr0=opt.lr0)
