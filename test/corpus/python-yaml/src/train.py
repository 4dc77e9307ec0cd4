from pathlib import Path

import yaml
from ultralytics import YOLO

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "config" / "train.yaml"


def load_config(path):
    """Read the settings."""
    with open(path, "r", encoding="utf-8") as f:
        return yaml.safe_load(f)


def main():
    cfg = load_config(CONFIG)
    model = YOLO(f"{cfg['model']['name']}.pt")
    model.train(
        data=cfg["data"],
        optimizer=cfg["train"].get("optimizer", "auto"),
        **cfg["train"],
    )


if __name__ == "__main__":
    main()
