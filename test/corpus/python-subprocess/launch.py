import os
import subprocess
import sys

dataset = "data/vehicles.yaml"
size = 1280

subprocess.run(["yolo", "settings", "wandb=True"])
subprocess.run(
    ["yolo", "task=detect", "mode=train", "model=yolov8s.pt", f"data={dataset}", "epochs=100", f"imgsz={size}"],
    check=True,
)

cmd = [sys.executable, "train.py", "--batch-size", str(4 * 2)]
cmd += ["--model", "yolov8l.pt"]
subprocess.check_call(cmd)

command = f"yolo detect train model=yolo11x.pt data={dataset} batch=2"
os.system(command)
