libreyolo train model=LibreYOLO9s.pt data=my.yaml epochs=100
python rfdetr_train.py --epochs 3
yolo predict model=yolov8n.pt source=x.jpg
yolo help
pip install yolo train
