from ultralytics import YOLO

def main():
	model = YOLO('yolov8n.pt')
	model.train(data='coco8.yaml',
		batch=7)

main()
