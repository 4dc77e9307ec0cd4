import argparse

from ultralytics import YOLO


def parse_args():
    parser = argparse.ArgumentParser(description="Train a detector")
    parser.add_argument("--model", type=str, default="yolov8n.pt")
    parser.add_argument("--data", default="data/vehicles.yaml", help="data file")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--batch-size", "-b", type=int, default=16)
    parser.add_argument("--imgsz", type=int, default=640)
    parser.add_argument("--device", default="0")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--no-amp", dest="amp", action="store_false")
    return parser.parse_args()


def main(args):
    model = YOLO(args.model)
    if args.resume:
        model.train(resume=True)
        return
    model.train(
        data=args.data,
        epochs=args.epochs,
        batch=args.batch_size,
        imgsz=args.imgsz,
        device=args.device,
        amp=args.amp,
    )


if __name__ == "__main__":
    main(parse_args())
