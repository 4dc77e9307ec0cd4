#!/bin/bash
for size in n s; do
  for b in 8 16
  do
    CUDA_VISIBLE_DEVICES=0 nohup yolo task=detect mode=train model=yolov8${size}.pt data=coco8.yaml batch=$b imgsz=320 name=v8$size-$b > log_$size.txt 2>&1 &
  done
done
wait
