#!/usr/bin/env bash
set -euo pipefail
# Settings can be given from outside.
IMGSZ="${IMGSZ:-640}"
EPOCHS=${EPOCHS:-200}
BATCH=16
DEVICE=${DEVICE:-0}
CFG=cfg/sar.yaml
export WANDB_MODE=offline

train_one() {
  local ds="$1" model=$2
  local data_yaml="data/${ds}.yaml"
  local extra=(optimizer=SGD cos_lr=True)
  echo "=== Train: dataset=${ds} model=${model} yolo detect train ==="
  yolo detect train \
    cfg="${CFG}" \
    model="${model}" \
    "${extra[@]}" \
    data="${data_yaml}" \
    imgsz="${IMGSZ}" epochs="${EPOCHS}" batch="${BATCH}" \
    device="${DEVICE}" exist_ok=True 2>&1 | tee train.log
}

train_one ssdd yolo11n.pt
train_one ssdd yolov8s.pt
