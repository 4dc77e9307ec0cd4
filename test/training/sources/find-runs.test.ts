import { expect, test } from "vitest";
import { published } from "../../../src/graph/models/index.ts";
import { lookedAt } from "../../../src/training/sources/explain.ts";
import { findRuns } from "../../../src/training/sources/find-runs.ts";
import { repositories, repository, runsIn } from "./corpus.ts";

const runsOf = (files: Readonly<Record<string, string>>) => runsIn(new Map(Object.entries(files)));
const YOLO = "from ultralytics import YOLO\n";

test("every value has the place where it is written, however far from the training", async () => {
  const { runs } = await runsOf({
    "app/settings.py": "BATCH = 4\n",
    "app/train.py": `${YOLO}from .settings import BATCH\nSIZE = 2 * 160\nYOLO("yolov8n.pt").train(data="coco8.yaml", batch=BATCH, imgsz=SIZE)\n`,
  });
  const [run] = runs;
  expect(run?.place).toEqual({ file: "app/train.py", line: 4, column: 1 });
  expect(run?.places).toEqual({
    data: { file: "app/train.py", line: 4, column: 31 },
    batch: { file: "app/settings.py", line: 1, column: 9 },
    imgsz: { file: "app/train.py", line: 3, column: 8 },
    model: { file: "app/train.py", line: 4, column: 6 },
  });
});

test("a run that a command starts depends on all files of its chain", async () => {
  const { files } = repository("chain");
  const { runs } = await runsIn(files);
  expect(runs.map(({ id, files: through }) => [id, [...through].sort()])).toEqual([
    [
      "scripts/train.sh",
      ["Makefile", "configs/night.yaml", "data/vehicles.yaml", "scripts/train.sh", "tools/train.py"],
    ],
  ]);
});

test("what can't be followed is named with why, where, and how to make it predictable", async () => {
  const { unknown } = await runsOf({
    "train.py": `${YOLO}import requests\nbatch = requests.get("x").json()["batch"]\nYOLO("yolov8n.pt").train(data="coco8.yaml", batch=batch, imgsz=320)\n`,
  });
  expect(unknown.map(({ written, reasons }) => [written, reasons])).toEqual([
    [
      { data: "coco8.yaml", imgsz: 320, model: "yolov8n.pt" },
      [
        {
          code: "not-followed",
          message: "The value of `batch` can't be followed: what `requests.get` yields is known when it runs.",
          remedy: "Write `batch` as a plain value, or declare the run under `runs` in the fleet file.",
          place: { file: "train.py", line: 3, column: 9 },
        },
      ],
    ],
  ]);
});

test("an argument with a small part in memory that can't be followed is taken at its default, and said", async () => {
  const { runs } = await runsOf({
    "train.py": `${YOLO}YOLO("yolov8n.pt").train(data="coco8.yaml", batch=2, epochs=int(input()), name=input())\n`,
  });
  expect(
    runs.map(({ arguments: { epochs }, assumptions }) => [epochs, assumptions.filter(({ name }) => name === "epochs")]),
  ).toEqual([
    [
      100,
      [
        {
          name: "epochs",
          text: "The value of `epochs` can't be followed: what `input` yields is known when it runs. The default is taken.",
        },
      ],
    ],
  ]);
});

test("a comment declares labels per image, or leaves a run out", async () => {
  const { runs, skipped } = await runsIn(repository("inline-comments").files);
  expect(runs.map(({ place, dataset }) => [`${place.file}:${place.line}`, dataset.labelsPerImage.mean])).toContainEqual(
    ["train.sh:5", 60],
  );
  expect(skipped.filter(({ why }) => why.includes("comment"))).toEqual([
    { path: "configs/ignored.yaml", why: "is left out by a comment at line 2: kept for the paper" },
    { path: "train.py", why: "line 4 is left out by a comment: demo" },
    { path: "train.sh", why: "line 3 is left out by a comment: only on the laptop" },
  ]);
});

test("labels per image are counted where the label files are in the repository", async () => {
  const { runs } = await runsIn(repository("labels-in-repository").files);
  expect(runs.map(({ dataset, assumptions }) => [dataset.labelsPerImage, assumptions.map(({ name }) => name)])).toEqual(
    [[{ mean: 4, maximum: 6 }, ["train-images"]]],
  );
});

test("one run described twice is one, whatever describes it", async () => {
  const { runs } = await runsOf({
    "train.sh": "yolo train model=yolov8n.pt data=coco8.yaml batch=2\n",
    Makefile: "a:\n\tbash train.sh\nb:\n\tbash train.sh\n",
  });
  expect(runs.map(({ id }) => id)).toEqual(["train.sh"]);
});

test("a config that a rule names stands for itself, and the command that only passes it on is no second run", async () => {
  const files = new Map([
    ["train.sh", "yolo train cfg=configs/a.yaml\nyolo train cfg=configs/a.yaml batch=9\n"],
    ["configs/a.yaml", "model: yolov8n.pt\ndata: coco8.yaml\nbatch: 2\n"],
  ]);
  const { runs } = await runsIn(files, { isDeclared: (path) => path.startsWith("configs/") });
  expect(runs.map(({ id, arguments: { batch } }) => [id, batch])).toEqual([
    ["configs/a.yaml", 2],
    ["train.sh", 9],
  ]);
});

test("what was looked at is listed with why there is no run in it", async () => {
  const found = await runsIn(repository("unselected").files);
  expect(lookedAt(found)).toEqual([
    { path: "configs/current.yaml", findings: ["is read by train.sh:2"] },
    { path: "configs/old.yaml", findings: ["is selected by nothing; train.sh:2 selects another config of its folder"] },
    { path: "train.sh", findings: ["line 2: a run of yolov8m.pt"] },
  ]);
});

test("a notebook that goes to the folder of YOLOv5 trains there, whatever its model file is called", async () => {
  const { unknown } = await runsOf({
    "a.ipynb": JSON.stringify({
      cells: [
        { cell_type: "code", source: "%time\n%cd /content/yolov5" },
        {
          cell_type: "code",
          source: "!python train.py --img 416 --batch 16 --data d.yaml --cfg models/own_yolov5s.yaml --weights ''",
        },
      ],
    }),
  });
  expect(unknown.map(({ written, reasons }) => [written, reasons.map(({ code }) => code)])).toEqual([
    [{ model: "models/own_yolov5s.yaml", imgsz: 416, batch: 16, data: "d.yaml" }, ["legacy-trainer"]],
  ]);
});

test("the package in the repository is the version that runs", async () => {
  const { runs } = await runsOf({
    "ultralytics/__init__.py": '# Ultralytics\n\n__version__ = "8.3.9"\n',
    "requirements.txt": "ultralytics==8.2.0\n",
    "t.py": `${YOLO}YOLO("yolov8n.pt").train(data="coco8.yaml", batch=2)\n`,
  });
  expect(runs.map(({ environment }) => environment.ultralytics)).toEqual(["8.3.9"]);
});

test("code blocks of READMEs are read only when asked", async () => {
  const readme =
    "# Us\n\n```console\n$ pip install ultralytics\n$ yolo train model=yolov8n.pt \\\n    data=coco8.yaml batch=16\n```\n\n```python\nfrom ultralytics import YOLO\nYOLO('yolov8s.pt').train(data='coco8.yaml', batch=4)\n```\n\n```yaml\nrun: yolo train model=yolov8x.pt\n```\n";
  const files = new Map([["docs/README.md", readme]]);
  expect((await runsIn(files)).runs).toEqual([]);
  const { runs } = await runsIn(files, { readmes: true });
  expect(runs.map(({ place, model, arguments: { batch } }) => [place, model.written, batch])).toEqual([
    [{ file: "docs/README.md", line: 5, column: 3 }, "yolov8n.pt", 16],
    [{ file: "docs/README.md", line: 11, column: 1 }, "yolov8s.pt", 4],
  ]);
});

test("launch configurations and tasks of an editor start trainings with their arguments", async () => {
  const { runs } = await runsOf({
    ".vscode/launch.json":
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the editor's own
      '{\n\t// ours\n\t"configurations": [\n\t\t{"program": "${workspaceFolder}/t.py", "args": ["--batch", "8"], "env": {"SIZE": "320"},},\n\t\t{"module": "ultralytics", "args": "train model=yolov8m.pt data=coco8.yaml batch=3"}\n\t],\n}\n',
    ".vscode/tasks.json":
      '{"tasks": [{"command": "yolo", "args": ["train", "model=yolov8l.pt", "data=coco8.yaml", "batch=2"]}, {"command": "yolo train model=yolov8x.pt data=coco8.yaml batch=1"}]}\n',
    "t.py": `import argparse, os\n${YOLO}p = argparse.ArgumentParser()\np.add_argument("--batch", type=int, default=2)\na = p.parse_args()\nYOLO("yolov8n.pt").train(data="coco8.yaml", batch=a.batch, imgsz=int(os.environ["SIZE"]))\n`,
  });
  expect(
    runs.map(({ place, model, arguments: { batch, imgsz } }) => [
      `${place.file}:${place.line}`,
      model.written,
      batch,
      imgsz,
    ]),
  ).toEqual([
    [".vscode/launch.json:4", "yolov8n.pt", 8, 320],
    [".vscode/launch.json:5", "yolov8m.pt", 3, 640],
    [".vscode/tasks.json:1", "yolov8l.pt", 2, 640],
    [".vscode/tasks.json:1", "yolov8x.pt", 1, 640],
  ]);
});

const notebook = (...cells: readonly string[]): string =>
  JSON.stringify({ cells: cells.map((source) => ({ cell_type: "code", source: source.split(/(?<=\n)/) })) }, null, 1);

test("files that a notebook writes are there for what it starts, with places in the notebook", async () => {
  const text = notebook(
    "%%writefile train.py\nimport argparse\nfrom ultralytics import YOLO\np = argparse.ArgumentParser()\np.add_argument('--batch', type=int)\na = p.parse_args()\nSIZE = 320\nYOLO('yolov8n.pt').train(data='own.yaml', batch=a.batch, imgsz=SIZE)\n",
    "%%writefile own.yaml\ntrain: images\nval: images\nnames: [a, b, c]\n",
    "%%writefile /content/other.yaml\ntrain: images\nval: images\nnames: [a, b]\n",
    "!python train.py --batch 6",
    "from ultralytics import YOLO\nYOLO('yolov8s.pt').train(data='/content/other.yaml', batch=2)\n",
  );
  const { runs } = await runsOf({ "lab/train.ipynb": text });
  expect(runs.map(({ model, arguments: { batch }, dataset: { classes } }) => [model.written, batch, classes])).toEqual([
    ["yolov8n.pt", 6, 3],
    ["yolov8s.pt", 2, 2],
  ]);
  const line = text.split("\n").findIndex((each) => each.includes("SIZE = 320")) + 1;
  expect(runs[0]?.places["imgsz"]).toMatchObject({ file: "lab/train.ipynb", line });
  expect(runs.every(({ place }) => place.file === "lab/train.ipynb")).toBe(true);
});

test("a file of the repository is not replaced by one that a notebook writes", async () => {
  const { runs } = await runsOf({
    "a.ipynb": notebook(
      "%%writefile t.py\nfrom ultralytics import YOLO\nYOLO('yolov8x.pt').train(data='coco8.yaml')\n",
    ),
    "t.py": `${YOLO}YOLO("yolov8n.pt").train(data="coco8.yaml", batch=2)\n`,
  });
  expect(runs.map(({ model }) => model.written)).toEqual(["yolov8n.pt"]);
});

test("settings in TOML are read with their places", async () => {
  const toml =
    '# ours\ntitle = "x"\n[tool.vision.train]\nmodel = "yolov8n.pt"\nbatch = 12\nimgsz = 416\nrect = true\nscales = [0.5, 1]\n';
  const load = 'with open("pyproject.toml", "rb") as f:\n    cfg = tomllib.load(f)["tool"]["vision"]["train"]\n';
  const { runs, unknown } = await runsOf({
    "pyproject.toml": toml,
    "t.py": `import tomllib\n${YOLO}${load}YOLO(cfg["model"]).train(data="coco8.yaml", batch=cfg["batch"], imgsz=cfg["imgsz"], rect=cfg["rect"])\n`,
    "u.py": `import toml\n${YOLO}cfg = toml.load("conf/broken.toml")\nYOLO("yolov8s.pt").train(data="coco8.yaml", batch=cfg["batch"])\n`,
    "conf/broken.toml": "batch = \n",
  });
  expect(runs.map(({ model, arguments: { batch, imgsz, rect } }) => [model.written, batch, imgsz, rect])).toEqual([
    ["yolov8n.pt", 12, 416, true],
  ]);
  expect(runs[0]?.places["batch"]).toEqual({ file: "pyproject.toml", line: 5, column: 9 });
  expect(unknown.flatMap(({ reasons }) => reasons.map(({ message }) => message))).toEqual([
    "The value of `batch` can't be followed: conf/broken.toml is no TOML that can be read.",
  ]);
});

test("brackets in texts and comments, closed or not, hide no training; too many in each other do", async () => {
  const smile = `# ((((\nx = ":(" + '[{'\ny = """\n${"(".repeat(400)}\n"""\n`.repeat(80);
  const training = `YOLO("yolov8n.pt").train(data="coco8.yaml", batch=2)\n`;
  const { runs } = await runsOf({
    "t.py": `${YOLO}${smile}${training}`,
    "u.py": `${YOLO}z = ${"[".repeat(300)}${"]".repeat(300)}\n${training}`,
  });
  expect(runs.map(({ place }) => place.file)).toEqual(["t.py"]);
});

test("a config that is a template is found with the values that are known, each other with its place", async () => {
  const { unknown } = await runsOf({
    "a.yaml":
      "{% if night %}\nmodel: yolov8n.pt\n{% endif %}\ndata: coco8.yaml\nbatch: {{ batch }}\nimgsz: \u0024{SIZE}\nepochs: 5\n",
    "b.yaml": "\tmodel: yolov8n.pt\ndata: coco8.yaml\nbatch: 2\n",
  });
  expect(
    unknown.map(({ place, written, reasons }) => [
      place.file,
      written,
      reasons.map(({ code, message, place }) => [code, message, place?.line]),
    ]),
  ).toEqual([
    [
      "a.yaml",
      { model: "yolov8n.pt", data: "coco8.yaml", epochs: 5 },
      [
        ["not-followed", "The value of `batch` can't be followed: `{{ batch }}` is filled in when the run starts.", 5],
        ["not-followed", "The value of `imgsz` can't be followed: `\u0024{SIZE}` is filled in when the run starts.", 6],
      ],
    ],
    ["b.yaml", undefined, [["unreadable-config", expect.stringContaining("tab"), 1]]],
  ]);
});

test("a comment at the end of a line with one of the run's arguments is the run's", async () => {
  const { runs, skipped } = await runsOf({
    "a.yaml": "model: yolov8n.pt\ndata: coco8.yaml\nbatch: 2 # gpu-memory: labels-per-image=60\n",
    "b.yaml": 'model: yolov8n.pt\ndata: coco8.yaml # gpu-memory: ignore reason="by hand"\nbatch: 2\n',
    "t.py": `${YOLO}YOLO("yolov8s.pt").train(\n    data="coco8.yaml",  # gpu-memory: labels-per-image=30\n    batch=3,\n)\n`,
    "r.sh": "yolo train model=yolov8m.pt \\\n  data=coco8.yaml batch=4 # gpu-memory: labels-per-image=20\n",
  });
  expect(runs.map(({ place, dataset }) => [place.file, dataset.labelsPerImage.mean])).toEqual([
    ["a.yaml", 60],
    ["r.sh", 20],
    ["t.py", 30],
  ]);
  expect(skipped.filter(({ path }) => path === "b.yaml")).toEqual([
    { path: "b.yaml", why: "is left out by a comment at line 1: by hand" },
  ]);
});

test("a config that is not in the repository is named", async () => {
  const { unknown } = await runsOf({
    "t.py": `${YOLO}YOLO("yolov8n.pt").train(data="coco8.yaml", cfg="own.yaml")\n`,
  });
  expect(unknown.flatMap(({ reasons }) => reasons.map(({ message }) => message))).toEqual([
    "The value of `cfg` can't be followed: `own.yaml` is not in the repository.",
  ]);
});

test("of 50,000 files only candidates are read, 2,000 of them in a few seconds", async () => {
  const kinds = repositories.flatMap((name) =>
    [...repository(name).files].map(([path, text]) => [`${name}/${path}`, text] as const),
  );
  const files = new Map<string, string>();
  for (let at = 0; files.size < 2000; at++) {
    const [path, text] = kinds[at % kinds.length]!;
    files.set(`team-${Math.floor(at / kinds.length)}/${path}`, text);
  }
  const others = Array.from({ length: 48_000 }, (_, at) => `images/train/${at}.jpg`);
  const read = new Set<string>();
  // What this process computes, not what it waits for: other work on the machine does not count.
  const begin = process.cpuUsage();
  const { runs } = await findRuns({
    paths: [...files.keys(), ...others],
    repository: {
      readText: (path) => {
        read.add(path);
        return files.get(path);
      },
    },
    published,
    declared: { datasets: {}, environment: {} },
    versions: { problems: [] },
    isDeclared: () => false,
  });
  expect(runs.length).toBeGreaterThan(500);
  expect([...read].filter((path) => path.endsWith(".jpg"))).toEqual([]);
  const { user, system } = process.cpuUsage(begin);
  // The bar is 5 s on two cores of one's own; memory that is swept up counts here too.
  expect((user + system) / 1000).toBeLessThan(10_000);
});
