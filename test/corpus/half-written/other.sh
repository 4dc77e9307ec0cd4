#!/bin/bash
yolo train model=yolov8l.pt \
  data=coco8.yaml \
  # batch=64 \
  imgsz=1280
