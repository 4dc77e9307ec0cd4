import warnings
warnings.filterwarnings('ignore')
from ultralytics import YOLO

if __name__ == '__main__':
    model = YOLO(r'ultralytics/cfg/models/v8/yolov8n-ours.yaml')
    # model.load('yolov8n.pt')
    model.train(data=r'ultralytics/cfg/datasets/coco.yaml',
                cache=False,
                imgsz=640,
                epochs=300,
                single_cls=False,
                batch=32,
                close_mosaic=0,
                workers=8,
                # resume='runs/train/exp/weights/last.pt',
                optimizer='SGD',
                amp=False,
                project='runs/train',
                name='exp',
                )
