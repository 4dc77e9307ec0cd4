./darknet yolo train cfg/yolov1/yolo.train.cfg
