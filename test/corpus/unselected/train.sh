#!/bin/sh
yolo detect train cfg=configs/current.yaml epochs=9
# yolo detect train cfg=configs/old.yaml
