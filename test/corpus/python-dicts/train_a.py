import torch
from ultralytics import YOLO

training_args = {
    'data': 'data_pr.yaml',  # data
    'epochs': 300,
    'batch': -1,
    'imgsz': 512,
    'device': 0 if torch.cuda.is_available() else 'cpu',
    'optimizer': 'AdamW',
    'hsv_h': .2,
}

if __name__ == '__main__':
    model= YOLO('./yolo11n.pt')

    model.train(**training_args)
