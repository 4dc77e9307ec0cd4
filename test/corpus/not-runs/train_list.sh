cat <<EOF
yolo train model=yolov8n.pt data=coco8.yaml
EOF
grep -r 'yolo train' .
printf 'yolo train model=%s' yolov8n.pt
