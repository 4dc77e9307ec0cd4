#!/bin/bash
git clone https://github.com/ultralytics/yolov5
cd yolov5 && pip install -r requirements.txt
python train.py --img 640 --batch 16 --epochs 50 --data ../coin_dataset.yaml --weights yolov5s.pt
python -m torch.distributed.run --nproc_per_node 2 train.py --batch-size 64 --imgsz 1280 --data coco.yaml --cfg models/yolov5l.yaml --weights '' --device 0,1
