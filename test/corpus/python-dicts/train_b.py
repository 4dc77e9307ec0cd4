import ultralytics

BASE = dict(data="data_pr.yaml", imgsz=640, batch=16)
LARGE = {**BASE, "batch": BASE["batch"] // 2, "imgsz": 2 * 640}
LARGE.update(epochs=5, cache=False)
LARGE["workers"] = 2

if (net := ultralytics.YOLO("yolo11l.pt")) is not None:
    net.train(**LARGE, name="large")
