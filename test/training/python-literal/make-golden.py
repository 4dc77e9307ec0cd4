"""Writes golden.json: what Python's ast.literal_eval, and with it the yolo command, takes each text for.

Run: python3 make-golden.py
"""

import ast
import json
import pathlib

TEXTS = r"""
16 -1 +5 0 00 010 0x10 0o17 0b11 1_000 1__0 _1 1_ 1.0 1. .5 -.5 1e-4 1E5 1.5e+3 1e 1_0.5 --1
true True TRUE false none None NONE nil yes on
yolov8n.pt data/coco.yaml a=b 0,1 [0,1] (0,1) (0,) (0) [0,1,] [] () [0,[1,2]] [a,b] ['a',"b"] [0 1] [0,,1] 0, , [ ] [1 (1
'a' "a" 'a" 'it\'s' "a\tb" '' {} {'a':1} {'a':1,'b':[2]} {a:1} {1} 1,'a' [None,True] True, Truely None1
cuda:0 640x480 1.2.3 1-2 5% [640,480] 0.5 1.0e-3 0xfg 1j b'a' r'a' -0 ['22.cv2',3]
""".split()


def shown(value):
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{...}" if value else "{}"
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, float) and value != int(value):
        return format(value, ".12g") if abs(value) >= 1e-4 else str(value)
    return str(value)


def literal(text):
    """None where it is no literal, or one that no argument takes (complex, bytes, sets, prefixed texts)."""
    try:
        value = ast.literal_eval(text)
    except Exception:
        return None
    if isinstance(value, (complex, bytes, set)) or text[:1] in "rRbBuU":
        return None
    return shown(value)


def command(text):
    words = {"none": "None", "true": "True", "false": "False"}
    return words.get(text.lower()) or literal(text) or shown(text)


cases = [{"text": text, "literal": literal(text), "command": command(text)} for text in TEXTS]
target = pathlib.Path(__file__).with_name("golden.json")
target.write_text('{"cases": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]}\n")
