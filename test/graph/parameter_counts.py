"""Measures test/graph/parameter-counts.json: builds every model that Ultralytics publishes, and our own custom files,
and writes down what PyTorch counts. Needs ultralytics, torch, torchvision; no GPU (everything is built on "meta").

    python test/graph/parameter_counts.py > test/graph/parameter-counts.json
"""
import copy, hashlib, json, re, sys
from pathlib import Path

import torch, torchvision, ultralytics, yaml
from ultralytics.nn.tasks import guess_model_scale, parse_model

HERE = Path(__file__).parent
PUBLISHED = sorted((Path(ultralytics.__file__).parent / "cfg" / "models").glob("*/*.yaml"))
CUSTOM = sorted([*(HERE / "custom").glob("*.yaml"), *(HERE.parent / "models").glob("*.yaml")])
OTHER_CLASSES = 7
SIZE = 256
# In full for these: where a hash differs, the lists show the first parameter that does.
IN_FULL = {"yolov8n.yaml", "yolov10n.yaml", "yolo11n.yaml", "yolo12n.yaml", "yolo26n.yaml", "yolo26n-pose.yaml",
           "yolo26n-seg.yaml", "yolo26n-depth.yaml", "yolo26n-sem.yaml", "rtdetr-l.yaml", "yolov9e.yaml"}


def digest(items):
    return hashlib.sha1(";".join(items).encode()).hexdigest()[:12]


def outputs(layers):
    """Shape of each layer's output for one SIZE x SIZE image, the last layer (the head) left out."""
    x, kept, shapes = torch.zeros(1, 3, SIZE, SIZE), [], []
    for layer in list(layers)[:-1]:
        if layer.f != -1:
            x = kept[layer.f] if isinstance(layer.f, int) else [x if j == -1 else kept[j] for j in layer.f]
        x = layer(x)
        kept.append(x)
        shapes.append([list(t.shape[1:]) for t in x] if isinstance(x, (list, tuple)) else list(x.shape[1:]))
    return shapes


def measure(name, description, scale, classes, full):
    d = copy.deepcopy(description)
    d["scale"], d["nc"] = scale, classes
    for row in d["backbone"]:
        if row[2] == "TorchVision":  # the weights would be downloaded; they change no shape
            row[3][2] = None
    with torch.device("meta"):
        layers, _ = parse_model(d, 3, verbose=False)
        named = [(f"model.{n}", p) for n, p in layers.named_parameters()]
        row = {
            "name": name, "scale": scale, "classes": classes,
            "parameters": sum(p.numel() for _, p in named),
            "tensors": len(named),
            "bufferBytes": sum(b.numel() * b.element_size() for b in layers.buffers()),
            "shapes": digest("x".join(map(str, p.shape)) for _, p in named),
            "names": digest(n for n, _ in named),
        }
        if full and name in IN_FULL:
            row["list"] = [f"{n} {'x'.join(map(str, p.shape))}".strip() for n, p in named]
        if full:
            try:
                row["outputs"] = outputs(layers)
            except TypeError:  # layers that also take text embeddings can't run alone
                pass
    return row


def scales(path, description):
    """The scales to build: that of the file's name, or all that the file has, or none."""
    written = list(description.get("scales") or [])
    return [scale for scale in written if f"yolov10{scale}" == path.stem] or written or [guess_model_scale(path)]


def named(path, scale, published):
    """The name a user would write: yolov8n-seg.yaml for scale n of yolov8-seg.yaml."""
    family = re.match(r"(?:yoloe-v|yolov|yoloe-|yolo)\d+", path.stem)
    if not published or not scale or not family or path.stem[family.end():].startswith(scale):
        return path.name
    return family.group() + scale + path.stem[family.end():] + ".yaml"


rows = []
for path in [*PUBLISHED, *CUSTOM]:
    description = yaml.safe_load(path.read_text())
    for i, scale in enumerate(scales(path, description)):
        for classes in dict.fromkeys([description["nc"], OTHER_CLASSES]):
            name = named(path, scale, path in PUBLISHED)
            rows.append(measure(name, description, scale, classes, classes == description["nc"] and i == 0))
    print(path.name, file=sys.stderr)
head = {"ultralytics": ultralytics.__version__, "torch": torch.__version__.split("+")[0],
        "torchvision": torchvision.__version__.split("+")[0], "size": SIZE}
print(json.dumps(head)[:-1] + ',"rows":[')
print(",\n".join(json.dumps(r, separators=(",", ":")) for r in rows) + "\n]}")
