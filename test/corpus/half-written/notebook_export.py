# %%
!pip install ultralytics
from ultralytics import YOLO
# %%
!yolo task=detect mode=train model=yolov8m.pt data = coco8.yaml epochs = 180 imgsz = 900 batch =15  name = high
