#!/bin/bash
echo "yolo train model=yolov8x.pt data=coco8.yaml"
# yolo train model=yolov8l.pt data=coco8.yaml
USE_LARGE=0
if [ "$USE_LARGE" = 1 ]; then
  yolo train model=yolov8x.pt data=coco8.yaml batch=8
else
  yolo train model=yolov8s.pt data=coco8.yaml batch=24
fi
: <<'END'
yolo train model=yolov8m.pt data=coco8.yaml batch=77
END
exit 0
yolo train model=yolov8m.pt data=coco8.yaml batch=78
