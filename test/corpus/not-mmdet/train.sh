bash tools/dist_train.sh configs/yolo/yolov3_d53.py 8
python tools/train.py configs/yolo/yolov3_d53.py --cfg-options data.samples_per_gpu=16
