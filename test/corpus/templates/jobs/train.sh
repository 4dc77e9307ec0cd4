yolo train model=${MODEL} data=coco8.yaml batch=4
