from ultralytics import YOLO

print(YOLO('yolov8n.pt')('bus.jpg'))
