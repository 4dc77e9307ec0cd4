#!/bin/sh
exp=$1
batch=${2:-8}
cd "$(dirname "$0")/.."
python3 -m tools.train --config "configs/${exp}.yaml" --batch "$batch"
