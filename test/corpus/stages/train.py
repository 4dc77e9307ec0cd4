from ultralytics import YOLO

GPUS = [0, 1, 2, 3]


def stage_one(model):
    return model.train(data="data/face.yaml", epochs=10, freeze=10, batch=16 * len(GPUS), device=GPUS)


def stage_two(model):
    return model.train(data="data/face.yaml", epochs=100, batch=8 * len(GPUS), device=",".join(str(g) for g in GPUS))


if __name__ == "__main__":
    model = YOLO("yolov8m.pt")
    model.to("cuda")
    stage_one(model)
    stage_two(model)
