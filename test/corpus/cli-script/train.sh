#!/usr/bin/env bash
set -e

yolo detect train data=coco.yaml model=yolov10n.yaml epochs=500 batch=256 imgsz=640 device=0,1,2,3,4,5,6,7
yolo detect train data=coco.yaml model=yolov10x.yaml epochs=500 batch=256 imgsz=640 device=0,1,2,3,4,5,6,7

yolo val model=runs/detect/train/weights/best.pt data=coco.yaml batch=256
yolo export model=runs/detect/train/weights/best.pt format=onnx opset=13 simplify
