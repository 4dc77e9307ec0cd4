#!/bin/sh
python train.py train.epochs=5
python train.py -m model=small,large train.batch=8,32
