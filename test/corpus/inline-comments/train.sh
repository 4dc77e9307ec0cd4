#!/bin/sh
# gpu-memory: ignore reason="only on the laptop"
yolo train model=yolov8x.pt data=coco8.yaml batch=64
# gpu-memory: labels-per-image=60
yolo train model=yolov8n.pt data=coco8.yaml batch=4
