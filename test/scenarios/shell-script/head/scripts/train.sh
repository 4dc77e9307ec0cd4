#!/bin/bash
# Nightly trainings, on the team's card.
set -e
SIZE=${1:-320}
BATCH=64

yolo detect train model=yolov8m.yaml data=data/vehicles.yaml \
  epochs=100 imgsz=$SIZE batch=$BATCH optimizer=SGD
# The small one is for the demo.
yolo detect train model=yolov8n.yaml data=data/vehicles.yaml epochs=100 imgsz=640 batch=16 optimizer=SGD
