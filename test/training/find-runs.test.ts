import { expect, test } from "vitest";
import { published } from "../../src/graph/models/index.ts";
import { problemText } from "../../src/problem.ts";
import type { DeclaredFacts } from "../../src/training/declared.ts";
import { findRuns } from "../../src/training/sources/find-runs.ts";
import { findVersions } from "../../src/training/versions.ts";

interface Repository {
  readonly files: Readonly<Record<string, string>>;
  /** Which of the files to look at; all by default. */
  readonly candidates?: readonly string[];
  readonly declared?: Partial<DeclaredFacts>;
  readonly rules?: readonly string[];
}

const DATA = "path: /data/vehicles\ntrain: images/train\nval: images/val\nnames: [car, truck, bus]\n";
const VERSIONS = "ultralytics==8.4.190\ntorch==2.11.0\n";
const MODEL = "nc: 6\nbackbone:\n  - [-1, 1, Conv, [32, 3, 2]]\nhead:\n  - [[0], 1, Detect, [nc]]\n";

function runsOf({ files, candidates = Object.keys(files), declared = {}, rules = [] }: Repository) {
  return findRuns({
    paths: candidates,
    repository: { readText: (path) => files[path] },
    published,
    declared: { datasets: {}, environment: {}, ...declared },
    versions: findVersions(Object.entries(files).map(([path, text]) => ({ path, text }))),
    isDeclared: (path) => rules.includes(path),
  });
}

async function onlyRun(repository: Repository) {
  const { runs, unknown } = await runsOf(repository);
  expect(unknown).toEqual([]);
  expect(runs.length).toBe(1);
  return runs[0]!;
}

async function mistakes(config: string, files: Record<string, string> = {}) {
  const { problems, unknown, runs } = await runsOf({
    files: { "requirements.txt": VERSIONS, ...files, "train.yaml": config },
    candidates: ["train.yaml"],
  });
  const reasons = unknown.flatMap((run) => run.reasons.map(({ code }) => code));
  return { problems: problems.map(problemText), reasons, runs: runs.length };
}

test("a config becomes a run with the data file's classes, the pinned versions and nothing assumed that is declared", async () => {
  const run = await onlyRun({
    files: {
      "requirements.txt": VERSIONS,
      "configs/big.yaml": "model: yolov8m.pt\ndata: data/vehicles.yaml\nbatch: 32\nimgsz: 640\nepochs: 50\n",
      "data/vehicles.yaml": DATA,
    },
    declared: { datasets: { "data/vehicles.yaml": { images: 84_000, labelsPerImage: { mean: 60, maximum: 240 } } } },
  });
  const at = (line: number, column: number) => ({ file: "configs/big.yaml", line, column });
  expect({ ...run, model: [run.model.description.name, run.model.scale, run.model.written], arguments: 0 }).toEqual({
    id: "configs/big.yaml",
    mode: "train",
    place: at(1, 1),
    task: "detect",
    model: ["yolov8", "m", "yolov8m.pt"],
    arguments: 0,
    dataset: { classes: 3, labelsPerImage: { mean: 60, maximum: 240 }, trainImages: 84_000 },
    environment: { ultralytics: "8.4.190", torch: "2.11.0", os: "linux", ampCheck: true, finalEvaluation: true },
    assumptions: [],
    places: { model: at(1, 8), data: at(2, 7), batch: at(3, 8), imgsz: at(4, 8), epochs: at(5, 9) },
    written: { model: "yolov8m.pt", data: "data/vehicles.yaml", batch: 32, imgsz: 640, epochs: 50 },
    files: ["configs/big.yaml", "data/vehicles.yaml"],
    writtenIn: ["configs/big.yaml"],
  });
  expect(run.arguments).toMatchObject({ batch: 32, imgsz: 640, epochs: 50, optimizer: "auto" });
});

test("whatever is assumed is named, with where to declare it", async () => {
  const { assumptions, dataset } = await onlyRun({
    files: { "a.yaml": "model: yolov8n.yaml\ndata: d.yaml\ntime: 2\n", "d.yaml": DATA },
  });
  expect(assumptions.map(({ name }) => name)).toEqual([
    "ultralytics-version",
    "torch-version",
    "labels-per-image",
    "train-images",
    "epochs",
  ]);
  expect(assumptions[2]?.text).toBe(
    "Labels per image of d.yaml are not known; those of COCO are assumed: 7.3 on average, 93 on the densest. Declare it under `datasets` in the fleet file.",
  );
  expect(dataset).toEqual({ classes: 3, labelsPerImage: { mean: 7.3, maximum: 93 } });
});

test("a data set that Ultralytics ships is known by name, but a file of the repository comes first", async () => {
  const config = "model: yolo11s.pt\ndata: coco.yaml\nepochs: 3\n";
  const shipped = await onlyRun({ files: { "requirements.txt": VERSIONS, "a.yaml": config } });
  expect([shipped.dataset, shipped.assumptions]).toEqual([
    { classes: 80, labelsPerImage: { mean: 7.3, maximum: 93 }, trainImages: 118_287, valImages: 5000 },
    [],
  ]);
  const own = await onlyRun({ files: { "a.yaml": config, "coco.yaml": DATA } });
  expect(own.dataset.classes).toBe(3);
});

test("a model file of the repository wins over the published one of its name, and is found beside the config too", async () => {
  const config = "model: yolov8n.yaml\ndata: coco8.yaml\n";
  const own = await onlyRun({ files: { "yolov8n.yaml": MODEL, "cfg/a.yaml": config } });
  expect([own.model.description.backbone.length, own.files]).toEqual([1, ["cfg/a.yaml", "yolov8n.yaml"]]);
  const beside = await onlyRun({
    files: { "cfg/ours.yaml": MODEL, "cfg/a.yaml": "model: ours.yaml\ndata: coco8.yaml\n" },
  });
  expect(beside.files).toEqual(["cfg/a.yaml", "cfg/ours.yaml"]);
});

test("a file of all scales is found by the name with the scale", async () => {
  const scaled = `scales: {n: [0.33, 0.25, 1024], s: [0.33, 0.5, 1024]}\n${MODEL}`;
  const run = await onlyRun({
    files: { "yolov8-ours.yaml": scaled, "a.yaml": "model: yolov8s-ours.yaml\ndata: coco8.yaml\n" },
  });
  expect([run.model.scale, run.model.description.name]).toEqual(["s", "yolov8-ours.yaml"]);
});

test("an image size off the stride is answered at the size it is rounded to, with a warning", async () => {
  expect(await mistakes("model: yolov8n.pt\ndata: coco8.yaml\nimgsz: 650\n")).toEqual({
    problems: [
      "train.yaml:3:8: warning: `imgsz: 650` is not a multiple of the model's stride 32; the trainer rounds it up to 672. Write `imgsz: 672`.",
    ],
    reasons: [],
    runs: 1,
  });
  const p6 = await onlyRun({ files: { "a.yaml": "model: yolov8n-p6.yaml\ndata: coco8.yaml\nimgsz: 650\n" } });
  expect(p6.arguments.imgsz).toBe(704);
});

test("all mistakes of a config come at once, in the order of the file, and the config has no run", async () => {
  expect(await mistakes("model: yolov8q.pt\ndata: cocoo8.yaml\nbatch: banana\nimgsz: -1\naccumulate: 4\n")).toEqual({
    problems: [
      "train.yaml:1:8: error: `yolov8q.pt` is no published model. Did you mean `yolov8l.pt`, `yolov8m.pt` or `yolov8n.pt`?",
      "train.yaml:2:7: error: `cocoo8.yaml` is neither a file of the repository nor a data set that Ultralytics ships. Did you mean `coco8.yaml`, `coco.yaml` or `coco128.yaml`? If it exists on the training machine only, declare it under `datasets` in the fleet file.",
      "train.yaml:3:8: error: `batch: banana` is a text; a whole number such as 16, -1 for AutoBatch, or the share of GPU memory that AutoBatch may use, above 0 and below 1 is expected.",
      "train.yaml:4:8: error: `imgsz: -1` is out of range. Expected is a whole number of pixels, at least 1 and at most 65536.",
      "train.yaml:5:1: error: Ultralytics 8.4.190 has no train argument `accumulate` and refuses it. Did you mean `nbs`? Gradients add up over round(nbs / batch) batches: nbs = batch x steps.",
    ],
    reasons: ["unreadable-config"],
    runs: 0,
  });
});

test("a model file that is nowhere is a mistake; weights of one's own are not, but have no answer", async () => {
  expect(await mistakes("model: models/yolov8nn.yaml\ndata: coco8.yaml\n")).toEqual({
    problems: [
      "train.yaml:1:8: error: `models/yolov8nn.yaml` is neither a file of the repository nor a published model. Did you mean `yolov8n.yaml`, `yolov10n.yaml` or `yolov5n.yaml`?",
    ],
    reasons: ["unreadable-config"],
    runs: 0,
  });
  expect(await mistakes("model: runs/train/weights/best.pt\ndata: coco8.yaml\n")).toEqual({
    problems: [],
    reasons: ["custom-weights"],
    runs: 0,
  });
  const exported = await runsOf({ files: { "a.yaml": "model: best.onnx\ndata: coco8.yaml\n" }, rules: ["a.yaml"] });
  expect(exported.problems.map(problemText)).toEqual([
    "a.yaml:1:8: error: `best.onnx` is an exported model, which can't be trained. Name weights (`.pt`) or a model file (`.yaml`).",
  ]);
  expect((await mistakes("model: $MODEL.pt\ndata: coco8.yaml\n")).reasons).toEqual(["templated-value"]);
  expect((await mistakes("model: yolov8n.pt\ndata: coco8.yaml\nresume: runs/last.pt\n")).reasons).toEqual([
    "resumed-run",
  ]);
  expect((await mistakes("model: yolov8n.pt\ndata: coco8.yaml\ndevice: cpu\n")).reasons).toEqual(["not-a-gpu"]);
});

test("mistakes in a model or data file are told there, once, however many configs use it", async () => {
  const { problems, unknown } = await runsOf({
    files: {
      "requirements.txt": VERSIONS,
      "a.yaml": "model: ours.yaml\ndata: d.yaml\n",
      "b.yaml": "model: ours.yaml\ndata: d.yaml\n",
      "ours.yaml": MODEL.replace("[[0], 1", "[[3], 1"),
      "d.yaml": DATA.replace("names:", "nc: 2\nnames:"),
    },
    candidates: ["a.yaml", "b.yaml"],
  });
  expect(problems.map(problemText)).toEqual([
    "d.yaml:5:8: error: `names` has 3 classes and `nc` says 2. Remove `nc`, or make them equal.",
    "ours.yaml:5:5: error: Row 1 (Detect) reads row 3, which does not come before it. Refer to row 0, or to -1, the row before.",
  ]);
  expect(unknown.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)])).toEqual([
    ["a.yaml", ["unreadable-config"]],
    ["b.yaml", ["unreadable-config"]],
  ]);
});

test("a broken config that looks like one is unknown, and the other configs are still answered", async () => {
  const { runs, unknown, problems } = await runsOf({
    files: {
      "bad.yaml": "model: yolov8n.pt\ndata: coco8.yaml\n<<<<<<< HEAD\nbatch: 8\n=======\nbatch: 16\n>>>>>>> b\n",
      "good.yaml": "model: yolov8n.pt\ndata: coco8.yaml\n",
      "twice.yaml": "model: yolov8n.pt\ndata: coco8.yaml\nbatch: 8\nbatch: 16\n",
    },
  });
  expect(runs.map(({ id }) => id)).toEqual(["good.yaml"]);
  expect(unknown.map(({ id, reasons }) => [id, reasons[0]?.code, reasons[0]?.place])).toEqual([
    ["bad.yaml", "unreadable-config", { file: "bad.yaml", line: 3, column: 1 }],
    ["twice.yaml", "unreadable-config", { file: "twice.yaml", line: 4, column: 1 }],
  ]);
  expect(problems.map(({ file, code }) => [file, code])).toEqual([
    ["bad.yaml", "merge-conflict"],
    ["bad.yaml", "merge-conflict"],
    ["twice.yaml", "duplicate-key"],
  ]);
});

test("a file is a config if a rule says so, else if it has a model with data, epochs, imgsz or batch", async () => {
  const files = {
    "ci.yaml": "on: push\njobs: {}\n",
    "hydra.yaml": "model:\n  name: x\ndata: {}\n",
    "timm.yaml": "model: resnet50\nepochs: 90\nlr: 0.1\n",
    "val.yaml": "mode: val\nmodel: yolov8n.pt\ndata: coco8.yaml\n",
    "ruled.yaml": "epochs: 3\n",
    "one-line.yaml": "{model: yolov8n.pt, epochs: 3}\n",
    "notes.txt": "model: yolov8n.pt\nepochs: 3\n",
  };
  const { runs, unknown, skipped, problems } = await runsOf({ files, rules: ["ruled.yaml"] });
  expect(runs.map(({ id }) => id)).toEqual(["one-line.yaml"]);
  expect(unknown.map(({ id }) => id)).toEqual(["ruled.yaml"]);
  expect(problems.map(problemText)).toEqual([
    "ruled.yaml:1:1: error: The config names no model. Write `model: yolov8n.pt`, or the path of a model file.",
  ]);
  expect(skipped).toEqual([
    { path: "ci.yaml", why: "has no `model` with data, epochs, imgsz, batch" },
    { path: "hydra.yaml", why: "has a `model` that is no name" },
    { path: "timm.yaml", why: "has the model resnet50, which is no YOLO" },
    { path: "val.yaml", why: "is for the mode val" },
  ]);
});

test("a rule that names a folder catches neither its model and data files nor configs of other modes", async () => {
  const files = {
    "cfg/a.yaml": "model: yolov8n.pt\n",
    "cfg/data.yaml": DATA,
    "cfg/ours.yaml": MODEL,
    "cfg/export.yaml": "mode: export\nmodel: yolov8n.pt\n",
  };
  const { runs, unknown, skipped, problems } = await runsOf({ files, rules: Object.keys(files) });
  expect([runs.map(({ id }) => id), unknown, problems]).toEqual([["cfg/a.yaml"], [], []]);
  expect(skipped.map(({ why }) => why)).toEqual(["is a data file", "is a model file", "is for the mode export"]);
});

test("a template that can't be parsed is no config of ours unless its model is a YOLO's", async () => {
  const chart = "spec:\n  model: {{ .Values.model }}\n  data: x\n\tbad\n";
  const { unknown, skipped } = await runsOf({
    files: { "chart.yaml": chart, "a.yaml": "model: yolov8n.pt\ndata: {{ data }}\n  x" },
  });
  expect([unknown.map(({ id }) => id), skipped]).toEqual([["a.yaml"], [{ path: "chart.yaml", why: "can't be read" }]]);
});

test("a data set on the training machine only is no mistake when its path says so or the fleet file declares it", async () => {
  const absolute = await onlyRun({ files: { "a.yaml": "model: yolov8n.pt\ndata: /data/v.yaml\n" } });
  expect(absolute.assumptions.map(({ name }) => name)).toContain("classes");
  const declared = await onlyRun({
    files: { "a.yaml": "model: yolov8n.pt\ndata: data/v.yaml\n" },
    declared: { datasets: { "data/v.yaml": { images: 100 } } },
  });
  expect(declared.dataset).toEqual({ classes: 80, labelsPerImage: { mean: 7.3, maximum: 93 }, trainImages: 100 });
});

test("no path leaves the repository", async () => {
  const asked: string[] = [];
  const text = "model: ../../../etc/m.yaml\ndata: ../../d.yaml\n";
  await findRuns({
    paths: ["a/b.yaml"],
    repository: {
      readText: (path) => {
        asked.push(path);
        return path === "a/b.yaml" ? text : undefined;
      },
    },
    published,
    declared: { datasets: {}, environment: {} },
    versions: { problems: [] },
    isDeclared: () => false,
  });
  expect(asked.filter((path) => path.startsWith("/") || path.includes(".."))).toEqual([]);
});

test("the data file decides key points and image channels", async () => {
  const files = {
    "a.yaml": "model: yolov8n-pose.pt\ndata: d.yaml\n",
    "d.yaml": "train: a\nval: b\nnc: 1\nkpt_shape: [5, 2]\nchannels: 4\n",
  };
  const { model } = await onlyRun({ files });
  expect([model.description.keypoints, model.description.inputChannels]).toEqual([[5, 2], 4]);
  expect((await mistakes("model: yolov8n-pose.pt\ndata: coco8.yaml\n")).problems).toEqual([
    "train.yaml:2:7: error: `coco8.yaml` has no `kpt_shape`, which training a pose model needs. Write `kpt_shape: [17, 3]` in the data file: how many points, and 2 or 3 numbers each.",
  ]);
});

test("a classifier is trained on a folder, known by name or taken with the model's classes", async () => {
  const known = await onlyRun({ files: { "a.yaml": "model: yolo11n-cls.pt\ndata: cifar10\nepochs: 3\n" } });
  expect([known.task, known.dataset]).toEqual([
    "classify",
    { classes: 10, labelsPerImage: { mean: 0, maximum: 0 }, trainImages: 50_000, valImages: 10_000 },
  ]);
  const own = await onlyRun({ files: { "a.yaml": "model: yolo11n-cls.pt\ndata: datasets/flowers\n" } });
  expect([own.dataset.classes, own.assumptions.map(({ name }) => name).includes("classes")]).toEqual([1000, true]);
  expect((await mistakes("model: yolo11n-cls.pt\ndata: flowers.yaml\n")).problems[0]).toContain(
    "is a file; a classifier",
  );
});

test("several data sets are trained on one after the other: a run each", async () => {
  const { runs } = await runsOf({ files: { "a.yaml": "model: yolov8n.pt\ndata: [coco8.yaml, VOC.yaml]\n" } });
  expect(runs.map(({ id, dataset }) => [id, dataset.classes])).toEqual([
    ["a.yaml#1", 80],
    ["a.yaml#2", 20],
  ]);
});

test("a count or a list as fraction limits the images, a share stays an argument", async () => {
  const fraction = async (written: string) => {
    const run = await onlyRun({ files: { "a.yaml": `model: yolov8n.pt\ndata: VOC.yaml\nfraction: ${written}\n` } });
    return [run.dataset.trainImages, run.dataset.valImages, run.arguments.fraction];
  };
  expect(await fraction("0.5")).toEqual([16_551, 4952, 0.5]);
  expect(await fraction("1000")).toEqual([1000, 4952, 1]);
  expect(await fraction("[0.1, 100]")).toEqual([1655, 100, 1]);
});

test("a task that does not fit the model is passed over, with a warning", async () => {
  expect(await mistakes("task: segment\nmodel: yolov8n.pt\ndata: coco8.yaml\n")).toEqual({
    problems: [
      "train.yaml:1:7: warning: `task: segment` does not fit the model, whose task is detect; the model's counts. Write `task: detect`.",
    ],
    reasons: [],
    runs: 1,
  });
});

test("without data Ultralytics trains on its example, which is said", async () => {
  const run = await onlyRun({ files: { "a.yaml": "model: yolo11n-seg.pt\nepochs: 3\n" } });
  expect([run.dataset.trainImages, run.assumptions.find(({ name }) => name === "data")?.text]).toEqual([
    4,
    "The config names no data; Ultralytics trains on coco8-seg.yaml then. Write `data`.",
  ]);
});

test("what the fleet file says of the environment counts before what the repository pins", async () => {
  const run = await onlyRun({
    files: { "requirements.txt": VERSIONS, "a.yaml": "model: yolov8n.pt\nepochs: 3\n" },
    declared: { environment: { ultralytics: "8.3.63", allocator: "expandable_segments:True" } },
  });
  expect(run.environment).toEqual({
    ultralytics: "8.3.63",
    torch: "2.11.0",
    os: "linux",
    allocator: "expandable_segments:True",
    ampCheck: true,
    finalEvaluation: true,
  });
});

test("the record of an earlier run may hold arguments of its release, a config may not", async () => {
  const text = "model: yolov8n.pt\ndata: coco8.yaml\nepochs: 3\nv5loader: false\nsave_hybrid: false\n";
  expect(await onlyRun({ files: { "runs/train/args.yaml": text } })).toMatchObject({ mode: "train" });
  expect((await mistakes(text)).runs).toBe(0);
});

test("a train config that bears the name of the model it trains is not taken for a model file", async () => {
  const { runs, problems } = await runsOf({
    files: {
      "configs/yolov8m.yaml": "model: yolov8m.pt\ndata: coco8.yaml\n",
      "configs/vehicles.yaml": "model: yolov8m.yaml\ndata: coco8.yaml\n",
    },
  });
  expect(problems).toEqual([]);
  expect(runs.map(({ model }) => [model.description.name, model.scale])).toEqual([
    ["yolov8", "m"],
    ["yolov8", "m"],
  ]);
});

test("a model file beside the config comes before the published one of its name, a broken one at the very path too", async () => {
  const beside = await onlyRun({
    files: { "configs/yolov8n.yaml": MODEL, "configs/train.yaml": "model: yolov8n.yaml\ndata: coco8.yaml\n" },
    candidates: ["configs/train.yaml"],
  });
  expect(beside.files).toContain("configs/yolov8n.yaml");
  const { problems } = await mistakes("model: yolov8n.yaml\ndata: coco8.yaml\n", { "yolov8n.yaml": "nc: 3\n" });
  expect(problems.join()).toMatch(/yolov8n\.yaml:1:1: error: A model file needs `backbone`/);
});
