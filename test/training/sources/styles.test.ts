import { expect, test } from "vitest";
import { listedIn } from "./corpus.ts";

const Y = "from ultralytics import YOLO\n";
const D = "data='coco8.yaml'";

/** Ways to hand values to a training, each in a repository of its own. */
const STYLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a dict of one's own with attributes": {
    "c.yaml": "model: {weights: yolov8n.pt, size: 320}\ntraining: {batch: 6}\n",
    "t.py": `import yaml\n${Y}class Config(dict):\n    def __getattr__(self, key):\n        value = self[key]\n        return Config(value) if isinstance(value, dict) else value\nwith open("c.yaml") as f:\n    cfg = Config(yaml.safe_load(f))\nYOLO(cfg.model.get("weights", "x.pt")).train(${D}, batch=cfg.training.batch, imgsz=cfg["model"]["size"])\n`,
  },
  "a class that answers for what it holds": {
    "t.py": `${Y}class Settings:\n    def __init__(self, values):\n        self._values = values\n    def __getattr__(self, key):\n        return self._values[key]\n    def __getitem__(self, key):\n        return self._values[key]\ns = Settings({"batch": 3, "size": 416})\nYOLO("yolov8n.pt").train(${D}, batch=s.batch, imgsz=s["size"])\n`,
  },
  "a gate that the environment opens": {
    "r.sh": `RUN="\${RUN_TRAINING:-0}"\nif [[ "$RUN" != "1" ]]; then\n  echo dry\n  exit 0\nfi\nyolo train model=yolov8n.pt data=coco8.yaml batch=\${BATCH:-10}\n`,
  },
  "two scripts that start one program alike": {
    "t.py": `import argparse\n${Y}p=argparse.ArgumentParser()\np.add_argument('--trials',type=int)\na=p.parse_args()\nYOLO("yolov8n.pt").train(${D}, batch=14)\n`,
    "a.sh": "python t.py\n",
    "b.sh": "python t.py --trials 20\n",
  },
  "not before and and or": {
    "t.py": `${Y}a = False\nb = "s"\nbatch = 3\nif not a and b == "x":\n    batch = 5\nif not a or b == "x":\n    size = 320\nif not (a or b == "s") or not a and b == "x":\n    size = 64\nYOLO("yolov8n.pt").train(${D}, batch=batch if -1 + 2 == 1 and size == 320 else 7)\n`,
  },
  "a copy of settings that lie elsewhere": {
    "t.py": `from config.settings import CFG\n${Y}c = CFG.copy()\nc.update({"batch": 8})\nYOLO("yolov8n.pt").train(${D}, batch=c["batch"])\n`,
  },
  "an entry of settings that can't be followed": {
    "t.py": `import sys, yaml\n${Y}c = dict(yaml.safe_load(open(sys.argv[1])))\nc["batch"] = 4\nd = yaml.safe_load(open(sys.argv[1]))\nd["model"] = "yolov8s.pt"\nYOLO(d["model"]).train(${D}, batch=c["batch"])\n`,
  },
  "a dataclass made of others": {
    "t.py": `from dataclasses import dataclass, field\n${Y}@dataclass\nclass Training:\n    batch: int = 18\n@dataclass\nclass Settings:\n    training: Training = field(default_factory=Training)\ns = Settings()\nYOLO("yolov8n.pt").train(${D}, batch=s.training.batch)\n`,
  },
  "sub-commands, of which any may be started": {
    "t.py": `import argparse\n${Y}p = argparse.ArgumentParser()\ncommands = p.add_subparsers(dest="command", required=True)\ntrain = commands.add_parser("train")\ntrain.add_argument("--model", default="yolov8n.pt")\ntrain.add_argument("--batch", type=int, default=6)\nval = commands.add_parser("val")\nval.add_argument("--model", default="best.pt")\na = p.parse_args()\nif a.command == "train":\n    YOLO(a.model).train(${D}, batch=a.batch)\nelif a.command == "val":\n    YOLO(a.model).val(${D})\n`,
  },
  "a sub-command that is started, by its function": {
    "t.py": `import argparse\n${Y}def train(a):\n    YOLO(a.model).train(${D}, batch=a.batch)\ndef tune(a):\n    YOLO("yolov8x.pt").train(${D}, batch=1)\ncommon = argparse.ArgumentParser(add_help=False)\ncommon.add_argument("--model", default="yolov8n.pt")\np = argparse.ArgumentParser()\nc = p.add_subparsers()\none = c.add_parser("train", parents=[common])\none.add_argument("--batch", type=int, default=6)\none.set_defaults(func=train)\ntwo = c.add_parser("tune", parents=[common])\ntwo.set_defaults(func=tune)\na = p.parse_args()\na.func(a)\n`,
    "r.sh": "python t.py train --batch 9\n",
  },
  "the folder that a program goes to": {
    "tools/t.py": `import os, subprocess\nos.chdir("jobs")\nsubprocess.run("bash run.sh", shell=True)\nsubprocess.run(["bash", "run.sh"], cwd="night")\n`,
    "jobs/run.sh": "yolo train model=yolov8n.pt data=coco8.yaml batch=3\n",
    "jobs/night/run.sh": "yolo train model=yolov8n.pt data=coco8.yaml batch=5\n",
    "run.sh": "echo yolo train\n",
  },
  "the mode of a network that a loop of its own trains": {
    "t.py": `${Y}model = YOLO("yolov8n.yaml")\nmodel.train()\nmodel.train(True)\nYOLO("yolov8n.pt").train(${D}, batch=2)\n`,
  },
  "files of the package in the repository, by their names": {
    "ultralytics/__init__.py": '__version__ = "8.3.9"\n',
    "ultralytics/engine/trainer.py": "class BaseTrainer: pass\n",
    "ultralytics/cfg/ours.yaml": "batch: 12\n",
    "ultralytics/cfg/datasets/own.yaml": "train: a\nval: b\nnames: [x]\n",
    "ultralytics/cfg/models/11/yolo11-own.yaml":
      "nc: 2\nscales: {n: [0.5, 0.25, 1024]}\nbackbone:\n  - [-1, 1, Conv, [64, 3, 2]]\nhead:\n  - [-1, 1, Conv, [64, 3, 2]]\n  - [[0, 1], 1, Detect, [nc]]\n",
    "t.py": `${Y}YOLO("yolo11n-own.yaml").train(data="own.yaml", cfg="ours.yaml")\n`,
  },
  "what a resumed run recorded": {
    "c.yaml": "model: yolov8n.pt\ndata: coco8.yaml\nbatch: 7\nepochs: 30\n",
    "runs/a/args.yaml":
      "task: detect\nmode: train\nmodel: runs/a/weights/last.pt\ndata: coco8.yaml\nbatch: 7\nepochs: 30\nimgsz: 640\nresume: runs/a/weights/last.pt\nsave_dir: runs/a\n",
  },
  typer: {
    "t.py": `import typer\n${Y}app = typer.Typer()\n@app.command()\ndef train(batch: int = typer.Option(12, "--batch"), model: str = "yolov8n.pt"):\n    YOLO(model).train(${D}, batch=batch)\nif __name__ == "__main__":\n    app()\n`,
    "r.sh": "python t.py --batch 7 --model yolov8s.pt\n",
  },
  "click groups": {
    "t.py": `import click\n${Y}@click.group()\ndef cli(): pass\n@cli.command()\n@click.option("--batch", default=9, type=int)\ndef train(batch):\n    YOLO("yolov8n.pt").train(${D}, batch=batch)\nif __name__ == "__main__":\n    cli()\n`,
  },
  fire: {
    "t.py": `import fire\n${Y}def main(batch=5, imgsz=320):\n    YOLO("yolov8n.pt").train(${D}, batch=batch, imgsz=imgsz)\nif __name__ == "__main__":\n    fire.Fire(main)\n`,
    Makefile: "t:\n\tpython t.py --batch=3\n",
  },
  "OmegaConf with a command line": {
    "c.yaml": "batch: 4\nmodel: yolov8n.pt\ntrain:\n  imgsz: 320\n",
    "t.py": `from omegaconf import OmegaConf\n${Y}cfg = OmegaConf.merge(OmegaConf.load("c.yaml"), OmegaConf.from_cli())\nYOLO(cfg.model).train(${D}, batch=cfg.batch, **cfg.train)\n`,
    "r.sh": "python t.py batch=6\n",
  },
  "names imported with a star": {
    "config.py": "BATCH = 3\nMODEL = 'yolov8n.pt'\n",
    "t.py": `from config import *\n${Y}YOLO(MODEL).train(${D}, batch=BATCH)\n`,
  },
  "variables that a service sets": {
    "docker-compose.yml": "services:\n  a:\n    environment: {BATCH: 11}\n    command: python t.py\n",
    "t.py": `import os\n${Y}YOLO("yolov8n.pt").train(${D}, batch=int(os.environ.get("BATCH", "4")))\n`,
  },
  "programs and shells in notebooks": {
    "a.ipynb": JSON.stringify({
      cells: [
        { cell_type: "code", source: "!python train.py --batch 8" },
        { cell_type: "code", source: "%run train.py --batch 2" },
        { cell_type: "code", source: "%%bash\nyolo train model=yolov8n.pt data=coco8.yaml batch=13" },
      ],
    }),
    "train.py": `import argparse\n${Y}p=argparse.ArgumentParser()\np.add_argument('--batch',type=int)\na=p.parse_args()\nYOLO("yolov8n.pt").train(${D}, batch=a.batch)\n`,
  },
  "launchers and wrappers": {
    "train.py": `import argparse\n${Y}p=argparse.ArgumentParser()\np.add_argument('--batch',type=int)\na=p.parse_args()\nYOLO("yolov8n.pt").train(${D}, batch=a.batch)\n`,
    "r.sh":
      "torchrun --nproc_per_node 2 train.py --batch 8\nuv run --with ultralytics train.py --batch 9\naccelerate launch train.py --batch 10\ntmux new-session -d 'python train.py --batch 11'\nscreen -dmS x bash -c \"python train.py --batch 12\"\nconda run -n y python -u train.py --batch 13\n",
  },
  tyro: {
    "t.py": `import tyro\nfrom dataclasses import dataclass\n${Y}@dataclass\nclass C:\n    batch: int = 6\n    model: str = "yolov8n.pt"\ndef main(c: C):\n    YOLO(c.model).train(${D}, batch=c.batch)\nif __name__ == "__main__":\n    main(tyro.cli(C))\n`,
  },
  "choices of ray": {
    "t.py": `from ray import tune\n${Y}def f(config):\n    YOLO("yolov8n.pt").train(${D}, batch=config["batch"])\ntune.run(f, config={"batch": tune.choice([2,4])})\n`,
  },
  "partial functions": {
    "t.py": `from functools import partial\n${Y}def f(m, batch):\n    YOLO(m).train(${D}, batch=batch)\ng = partial(f, batch=3)\ng("yolov8n.pt")\n`,
  },
  "decorators of its own": {
    "t.py": `${Y}import functools\ndef timed(fn):\n    @functools.wraps(fn)\n    def w(*a, **k):\n        return fn(*a, **k)\n    return w\n@timed\ndef go(batch=2):\n    YOLO("yolov8n.pt").train(${D}, batch=batch)\ngo(batch=5)\n`,
  },
  "properties and constructors": {
    "t.py": `${Y}class P:\n    def __init__(self, cfg):\n        self.cfg = cfg\n        self.model = YOLO(cfg["model"])\n    @property\n    def kw(self):\n        return {k: v for k, v in self.cfg.items() if k != "model"}\n    def run(self):\n        self.model.train(**self.kw)\nif __name__ == "__main__":\n    P({"model": "yolov8n.pt", "data": "coco8.yaml", "batch": 4}).run()\n`,
  },
  match: {
    "t.py": `${Y}size = "s"\nmatch size:\n    case "n": b = 64\n    case "s": b = 32\n    case _: b = 1\nYOLO(f"yolo11{size}.pt").train(${D}, batch=b)\n`,
  },
  "loops over a dict of settings": {
    ".vscode/launch.json": '{"configurations":[{"program":"train.py","args":["--batch","4"]}]}',
    "train.py": `${Y}cfg = {"small": dict(m="yolov8n.pt", b=4), "big": dict(m="yolov8x.pt", b=2)}\nfor name, c in cfg.items():\n    YOLO(c["m"]).train(${D}, batch=c["b"], name=name)\n`,
  },
  "commands put together from a dict": {
    "t.py": `import subprocess\nargs = {"model": "yolov8n.pt", "data": "coco8.yaml", "batch": 4}\ncmd = ["yolo", "detect", "train"] + [f"{k}={v}" for k, v in args.items()]\nsubprocess.Popen(" ".join(cmd), shell=True)\n`,
  },
  "processes with arguments": {
    "t.py": `import multiprocessing as mp\n${Y}def w(i, b):\n    YOLO("yolov8n.pt").train(${D}, batch=b, device=i)\nif __name__ == "__main__":\n    ps = [mp.Process(target=w, args=(i, 4*(i+1))) for i in range(2)]\n    for p in ps: p.start()\n`,
  },
  "checks of what is on the machine": {
    "t.py": `import os, sys\n${Y}DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "d", "data.yaml")\nif not os.path.exists(DATA):\n    print("no"); sys.exit(1)\nm = YOLO("runs/last.pt" if os.path.exists("runs/last.pt") else "yolov8n.pt")\nm.train(data=DATA, batch=2)\n`,
    "d/data.yaml": "train: a\nval: b\nnames: [x]\n",
  },
  "global names": {
    "t.py": `${Y}model = None\ndef load():\n    global model\n    model = YOLO("yolov8n.pt")\ndef go():\n    load()\n    model.train(${D}, batch=8)\ngo()\n`,
  },
  "keywords that are passed on": {
    "t.py": `${Y}def train_yolo(model_name="yolov8n.pt", **kwargs):\n    params = dict(${D}, epochs=3)\n    params.update({k: v for k, v in kwargs.items() if v is not None})\n    return YOLO(model_name).train(**params)\ntrain_yolo("yolov8s.pt", batch=6, imgsz=None)\n`,
  },
};

const FOUND: Readonly<Record<string, readonly string[]>> = {
  "a dict of one's own with attributes": ["t.py:9 yolov8n.pt 6"],
  "a class that answers for what it holds": ["t.py:10 yolov8n.pt 3"],
  "a gate that the environment opens": ["r.sh:6 yolov8n.pt 10"],
  "two scripts that start one program alike": ["t.py:6 yolov8n.pt 14"],
  "not before and and or": ["t.py:11 yolov8n.pt 3"],
  "a copy of settings that lie elsewhere": ["t.py:5 yolov8n.pt 8"],
  "an entry of settings that can't be followed": ["t.py:7 yolov8s.pt 4"],
  "a dataclass made of others": ["t.py:10 yolov8n.pt 18"],
  "sub-commands, of which any may be started": ["t.py:12 yolov8n.pt 6"],
  "a sub-command that is started, by its function": ["r.sh:1 yolov8n.pt 9", "t.py:6 yolov8x.pt 1"],
  "the folder that a program goes to": ["jobs/night/run.sh:1 yolov8n.pt 5", "jobs/run.sh:1 yolov8n.pt 3"],
  "the mode of a network that a loop of its own trains": ["t.py:5 yolov8n.pt 2"],
  "files of the package in the repository, by their names": ["t.py:2 yolo11n-own.yaml 12"],
  "what a resumed run recorded": ["c.yaml:1 yolov8n.pt 7"],
  typer: ["r.sh:1 yolov8s.pt 7"],
  "click groups": ["t.py:8 yolov8n.pt 9"],
  fire: ["Makefile:2 yolov8n.pt 3"],
  "OmegaConf with a command line": ["r.sh:1 yolov8n.pt 6"],
  "names imported with a star": ["t.py:3 yolov8n.pt 3"],
  "variables that a service sets": ["t.py:3 yolov8n.pt 11"],
  "programs and shells in notebooks": ["a.ipynb:1 yolov8n.pt 8", "a.ipynb:1 yolov8n.pt 2", "a.ipynb:1 yolov8n.pt 13"],
  "launchers and wrappers": [
    "r.sh:1 yolov8n.pt 8",
    "r.sh:2 yolov8n.pt 9",
    "r.sh:3 yolov8n.pt 10",
    "r.sh:5 yolov8n.pt 12",
    "r.sh:6 yolov8n.pt 13",
  ],
  tyro: ["t.py:9 yolov8n.pt 6"],
  "choices of ray": ["t.py:4 yolov8n.pt 2", "t.py:4 yolov8n.pt 4"],
  "partial functions": ["t.py:4 yolov8n.pt 3"],
  "decorators of its own": ["t.py:10 yolov8n.pt 5"],
  "properties and constructors": ["t.py:10 yolov8n.pt 4"],
  match: ["t.py:7 yolo11s.pt 32"],
  "loops over a dict of settings": [".vscode/launch.json:1 yolov8n.pt 4", ".vscode/launch.json:1 yolov8x.pt 2"],
  "commands put together from a dict": ["t.py:4 yolov8n.pt 4"],
  "processes with arguments": ["t.py:4 yolov8n.pt 4", "t.py:4 yolov8n.pt 8"],
  "checks of what is on the machine": ["t.py:7 yolov8n.pt 2"],
  "global names": ["t.py:8 yolov8n.pt 8"],
  "keywords that are passed on": ["t.py:5 yolov8s.pt 6"],
};

test.each(Object.keys(STYLES))("%s: every run is found with its model and batch", async (style) => {
  const listed = await listedIn(new Map(Object.entries(STYLES[style] ?? {})));
  expect(
    listed.map(({ file, line, model, train, unknown = [] }) => [`${file}:${line} ${model} ${train["batch"]}`, unknown]),
  ).toEqual(FOUND[style]?.map((run) => [run, []]));
});
