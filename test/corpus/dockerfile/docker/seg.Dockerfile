FROM ultralytics/ultralytics:8.3.63
RUN pip install ultralytics==8.3.63
ENTRYPOINT ["yolo", "segment", "train", "model=yolo11n-seg.pt", \
    "data=coco8-seg.yaml"]
CMD ["batch=10", "imgsz=512"]
