#!/bin/bash
BATCH=30
cat > data.yaml <<EOF
train: images
val: images
names: [yolo train]
EOF
python - <<'PY'
from ultralytics import YOLO
YOLO("yolov8n.pt").train(data="coco8.yaml", batch=10)
PY
python -c "from ultralytics import YOLO; YOLO('yolov8s.pt').train(data='coco8.yaml', batch=$BATCH)"
python3 -m ultralytics detect train model=yolov8m.pt data=coco8.yaml batch=2
poetry run yolo train model=yolo11n.pt data=coco8.yaml batch=1 && echo done
docker run --gpus all -v $PWD:/w ultralytics/ultralytics yolo train model=yolo11s.pt data=coco8.yaml batch=17
