"""Writes golden.json: what PyYAML (C loader, safe) makes of each text, with the place of every plain scalar.

Run: python3 make-golden.py   (needs PyYAML 6.0.3)
"""

import datetime
import json
import math
import pathlib

import yaml

SCALARS = """
yes Yes YES yEs no NO on On off Off OFF true True TRUE tRue false y Y n N t f
null Null NULL nUll ~ None none nil
0 1 -1 +1 10 010 -010 08 09 0o10 0b101 0b1_0 0x1F 0xfg 0x_1 1_000 _1 1_ 1__0 0_ 00 0_7 +012
12:30 1:2:3 12:60 0:30 00:30 1:5 -1:30 1:30.5 12:30: 12:3a 190:20:30
1.0 1. .5 -.5 +.5 1.5e3 1.5e+3 1.5E-3 1e3 1e-4 1E+4 1.e+3 1.0e5 .5e-3 1_0.5 1._5 0.0005 5e-4 -1.5 -0.0 1.2.3 01.5
.inf -.inf +.inf .Inf .INF .iNf inf .nan .NaN .NAN -.nan nan
2020-01-02 2020-1-2 2020-01-02T03:04:05Z 2001-12-14t21:59:43.10-05:00 20-01-02
640x480 16GB 5% 1,5 0,1 1,2,3 v1.0 1.0.0 auto SGD ../data yolov8n.pt 3.11 3.10 +1_0:3 --1 +-1 - -- 1- 1-2 a-b @a `a %a &a *a !a
'1' "1" 'yes' "null" '' "" "\\x41" "a\\tb" 'it''s' "\\/"
""".split()

TEXTS = [
    "",
    "# only a comment\n",
    "---\n",
    "---\na: 1\n...\n",
    "a: 1\n---\nb: 2\n",
    "%YAML 1.1\n---\na: yes\n",
    "just a text\n",
    "- 1\n- yes\n- [a, 1e-4, 010]\n",
    "a:\nb: ~\nc:\n  - 1\n  -\n  - x\n",
    "on: 1\noff: 2\nyes_: 3\n7: a\n1.5: b\nnull: c\n~x: d\n",
    "a: {b: 1, c: [1, 2], d, e: }\n",
    "a: [1, 2, ]\nb: [[-1, 6], 1, Concat, [1]]\n",
    "a: [None, 2, \"nearest\"]\n",
    "a: 'two\n  lines'\nb: two\n  plain lines\nc: |\n  kept\n  lines\nd: >-\n  folded\n  lines\n",
    "a: 1 # comment\nb: x#y\nc: 'x # y'\n",
    "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\n",
    "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc:\n  <<: [*a, *b]\n  z: 1\n",
    "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc:\n  <<: *a\n  <<: *b\n",
    "a: &a {x: 1}\nb: &b\n  <<: *a\n  y: 2\nc:\n  <<: *b\n",
    "a:\n  <<: 1\n",
    "a:\n  <<: [1]\n",
    "a:\n  '<<': 1\n",
    "a: &n 8\nb: *n\nc: [*n, *n]\n",
    "a: *nowhere\n",
    "a: !!str 8\nb: !!int '8'\nc: !!float 1e-4\nd: !!bool 'yes'\ne: !!null x\nf: ! 12\ng: !!float 3\n",
    "a: !!int banana\n",
    "a: !!bool maybe\n",
    "a: !!float x\n",
    "a: !!python/object:os.system x\n",
    "a: !!python/tuple [1, 2]\n",
    "a: !custom 1\n",
    "a: !custom {b: 1}\n",
    "a: !!seq {b: 1}\n",
    "a: !!map {b: 1}\nb: !!seq [1]\n",
    "a: =\n",
    "=: 1\n",
    "? [1, 2]\n: x\n",
    "{a: 1}: x\n",
    "? a\n: 1\n",
    "a: 1\n b: 2\n",
    "a: 1\n  b: 2\n",
    "a:\n\tb: 1\n",
    "\ta: 1\n",
    "a:\t1\nb: 2\t\n",
    "a:\n  b: 1\n\tc: 2\n",
    "a: [1, 2\nb: 3\n",
    "a: {b: 1\n",
    "a: 'open\n",
    "a: \"open\n",
    "a: b: c\n",
    "a: - b\n",
    "a: 1\n- b\n",
    "- a\nb: 1\n",
    "a: @b\n",
    "a: `b`\n",
    "a: %b\n",
    "a: \"\\q\"\n",
    "a:1\nb: 2\n",
    "a:1\n",
    "names:\n  0: person\n  1: no\n  2: 'off'\n",
    "a: 1\r\nb: yes\r\n",
    "a: 1\rb: 2\r",
    "a: \u00e9\u4e2d\U0001f600\nb: 2\n",
    "\ufeffa: 1\n",
    "path: ../datasets/x # root\ntrain: images/train\nval:\n  - a\n  - b\n",
    "a: http://x.y/z?q=1#frag\nb: C:\\data\\x\n",
    "a: [http://x, b:c]\n",
    "x: {a:1, b: 2}\n",
    "a: 'x' y\n",
    "- [a, b]: 1\n",
    "lr0: 1e-4\nbatch: 010\nimgsz: 1_280\ndropout: .5\namp: on\ntime: 1:30\n",
]


def plain(value):
    """A value as JSON with its Python type beside it, so that 1, 1.0, True and '1' stay apart."""
    if isinstance(value, dict):
        return ["map", [[plain(k), plain(v)] for k, v in value.items()]]
    if isinstance(value, (list, tuple)):
        return ["list", [plain(v) for v in value]]
    if value is None:
        return ["null", None]
    if isinstance(value, bool):
        return ["bool", value]
    if isinstance(value, int):
        return ["int", value]
    if isinstance(value, float):
        return ["float", value if math.isfinite(value) else str(value)]
    if isinstance(value, str):
        return ["str", value]
    assert isinstance(value, (datetime.date, bytes, set)), type(value)
    return ["other", None]


def places(text):
    """Line and column (from 1) of the plain scalars, in order of the text; none where anchors or tags stand before them."""
    found = []

    def visit(node):
        if isinstance(node, yaml.ScalarNode):
            if not node.style and node.value != "":
                found.append([node.value, node.start_mark.line + 1, node.start_mark.column + 1])
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                visit(item)
        else:
            for key, item in node.value:
                visit(key)
                visit(item)

    if any(mark in text for mark in "&*!"):
        return None
    visit(yaml.compose(text, Loader=yaml.CSafeLoader) or yaml.ScalarNode("", ""))
    return found


def golden(text):
    try:
        value = yaml.load(text, Loader=yaml.CSafeLoader)
    except Exception as error:
        return {"text": text, "error": type(error).__name__}
    return {"text": text, "value": plain(value), "places": places(text)}


cases = [golden(f"v: {scalar}\n") for scalar in SCALARS] + [golden(text) for text in TEXTS]
target = pathlib.Path(__file__).with_name("golden.json")
lines = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases)
target.write_text(f'{{"pyyaml": "{yaml.__version__}", "cases": [\n{lines}\n]}}\n')
