"""Writes golden.json: what a version of Ultralytics makes of each train argument's value.

Run once a version, with that version (and PyYAML) importable: python3 make-golden.py
"""

import json
import logging
import pathlib

import ultralytics
import yaml
from ultralytics.cfg import DEFAULT_CFG_DICT, get_cfg

logging.disable(logging.CRITICAL)

VALUES = """
1 0 -1 2 3.0 0.5 1.5 -0.1 1e-4 1.0e-4 yes no null None banana '1' 010 [0.1,0.5] [1,2] [] {} auto fp16 BF16 true-ish 16 .nan 12:30
""".split()
# Judged when training starts (image size, batch, device, optimizer, freeze, model, data), or not arguments of a training run.
LATER = "task mode model data imgsz batch device optimizer freeze cfg save_dir name project resume format".split()
EXTRA = "compile channels_last quantize cutmix cls_pw half int8 keras crop_fraction save_hybrid label_smoothing augmentations banana".split()


def outcome(name, text):
    value = yaml.safe_load(text)
    if value == "None":  # as the package's own loader does
        value = None
    try:
        cfg = get_cfg(DEFAULT_CFG_DICT, {name: value})
    except Exception:
        return "refused"
    result = getattr(cfg, name, "gone")
    return result if isinstance(result, (int, float, str, bool, list, type(None))) and result == result else "other"


names = sorted(set(DEFAULT_CFG_DICT) | set(EXTRA))
table = {name: [outcome(name, text) for text in VALUES] for name in names if name not in LATER}
defaults = {name: value for name, value in DEFAULT_CFG_DICT.items() if name not in LATER}
target = pathlib.Path(__file__).with_name("golden.json")
golden = json.loads(target.read_text()) if target.exists() else {"values": VALUES, "versions": {}}
golden["values"] = VALUES
golden["versions"][ultralytics.__version__] = {"defaults": defaults, "outcomes": table}
lines = [
    f'"{version}": {{"defaults": {json.dumps(entry["defaults"])},\n"outcomes": {{\n'
    + ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in entry["outcomes"].items())
    + "\n}}"
    for version, entry in sorted(golden["versions"].items())
]
target.write_text(f'{{"values": {json.dumps(golden["values"])},\n"versions": {{\n' + ",\n".join(lines) + "\n}}\n")
