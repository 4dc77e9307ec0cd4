import optuna
from ultralytics import YOLO


def objective(trial):
    lr = trial.suggest_float("lr0", 1e-5, 1e-1, log=True)
    batch = trial.suggest_categorical("batch", [8, 32])
    model = YOLO("yolov8s.pt")
    results = model.train(data="coco8.yaml", lr0=lr, batch=batch, imgsz=640, epochs=3)
    return results.box.map


study = optuna.create_study(direction="maximize")
study.optimize(objective, n_trials=20)
