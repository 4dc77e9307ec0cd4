#!/bin/sh
M=yolov8s.pt
yolo train model=$M \
  data=coco8.yaml batch=9
