#!/bin/bash
yolo train model=yolov8n.pt data=coco8.yaml batch=$BATCH imgsz=640
