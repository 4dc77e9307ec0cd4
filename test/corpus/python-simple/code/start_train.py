from ultralytics import YOLO

if __name__ == "__main__":
    # Load a model
    model = YOLO("yolov8m.yaml").load("yolov8m.pt")  # build from YAML and transfer weights

    # Train the model
    results = model.train(data="./data/meta.yaml", epochs=100, batch=16, imgsz=1024,
                          device=[0, 1], workers=8, lr0=1e-2)  # yolov8x is too large
    model.val()
