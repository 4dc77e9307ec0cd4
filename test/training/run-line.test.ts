import { expect, test } from "vitest";
import { published } from "../../src/graph/models/index.ts";
import { type RunOfLine, runOfLine } from "../../src/training/run-line.ts";

const place = { file: "runs.jsonl", line: 3, column: 1 };
const OURS = "nc: 6\nbackbone:\n  - [-1, 1, Conv, [32, 3, 2]]\nhead:\n  - [[0], 1, Segment, [nc, 32, 64]]\n";
const context = { published, place, readModel: (path: string) => (path === "../models/ours.yaml" ? OURS : undefined) };
const environment = {
  gpu: "NVIDIA H200",
  ultralytics: "8.4.190",
  torch: "2.11.0",
  cuda: "13.0",
  cudnn: "9.19.0",
  os: "linux",
};
const dataset = { classes: 80, labelsPerImage: 8, trainImages: 32, valImages: 16, imageSize: [640, 480] };
const line = {
  id: "u149",
  mode: "train",
  task: "detect",
  train: { model: "yolo26n.yaml", epochs: 1, mosaic: 0.0, scale: 0.0, plots: false, batch: 8, imgsz: 640 },
  dataset,
  environment,
};

function runOf(value: unknown) {
  const result = runOfLine(value, context);
  if (!("run" in result)) throw new Error(result.unknown.message);
  return result.run;
}
const reasonOf = (result: RunOfLine) => ("unknown" in result ? result.unknown : undefined);

test("a line is a run", () => {
  const { model, ...run } = runOf(line);
  expect([model.description.name, model.scale, model.written]).toEqual(["yolo26", "n", "yolo26n.yaml"]);
  expect(run).toEqual({
    id: "u149",
    mode: "train",
    place,
    task: "detect",
    arguments: {
      batch: 8,
      imgsz: 640,
      epochs: 1,
      optimizer: "auto",
      amp: "fp16",
      nbs: 64,
      multi_scale: 0,
      rect: false,
      deterministic: true,
      compile: false,
      val: true,
      mosaic: 0,
      close_mosaic: 10,
      mixup: 0,
      cutmix: 0,
      copy_paste: 0,
      overlap_mask: true,
      mask_ratio: 4,
      dropout: 0,
      single_cls: false,
      warmup_epochs: 3,
      half: false,
      fraction: 1,
      max_det: 300,
      plots: false,
      pretrained: true,
      devices: [0],
    },
    dataset: {
      classes: 80,
      labelsPerImage: { mean: 8, maximum: 8 },
      trainImages: 32,
      valImages: 16,
      imageSize: [640, 480],
    },
    environment: {
      ultralytics: "8.4.190",
      torch: "2.11.0",
      cuda: "13.0",
      cudnn: "9.19.0",
      os: "linux",
      ampCheck: false,
      finalEvaluation: false,
    },
    assumptions: [],
    places: {},
    files: [],
  });
});

test("the AMP check and the final evaluation are played where the line says so", () => {
  const run = runOf({
    ...line,
    environment: { ...environment, ampCheck: true, finalEval: true, allocator: "expandable_segments:True" },
  });
  expect(run.environment).toMatchObject({
    ampCheck: true,
    finalEvaluation: true,
    allocator: "expandable_segments:True",
  });
});

test("a model with a slash is a file beside the lines, at its own classes and task where the line names none", () => {
  const run = runOf({ id: "a", mode: "train", train: { model: "../models/ours.yaml" }, environment });
  expect([run.task, run.dataset.classes, run.model.description.name]).toEqual(["segment", 6, "ours.yaml"]);
});

test("a prediction takes one image at a time and needs no data set", () => {
  const run = runOf({
    id: "p",
    mode: "predict",
    task: "detect",
    predict: { model: "yolov8s.yaml", imgsz: 320, half: true },
    environment,
  });
  expect(run).toMatchObject({
    mode: "predict",
    arguments: { batch: 1, imgsz: 320, quantize: 16 },
    dataset: { classes: 80 },
  });
});

test("labels have a mean and a maximum", () => {
  const run = runOf({ ...line, dataset: { ...dataset, labelsPerImage: { mean: 7.3, max: 93 } } });
  expect(run.dataset.labelsPerImage).toEqual({ mean: 7.3, maximum: 93 });
});

test("with single_cls the model has one class in 8.4.190 and all of them in 8.3.63", () => {
  const single = { ...line, train: { ...line.train, model: "yolov8n.yaml", single_cls: true } };
  expect(runOf(single).dataset.classes).toBe(1);
  expect(runOf({ ...single, environment: { ...environment, ultralytics: "8.3.63" } }).dataset.classes).toBe(80);
});

test("versions that a line does not name are assumed aloud", () => {
  expect(runOf({ ...line, environment: {} }).assumptions).toEqual([
    { name: "ultralytics-version", text: "The line names no ultralytics version; 8.4.190 is assumed." },
    { name: "torch-version", text: "The line names no torch version; 2.11.0 is assumed." },
  ]);
});

test("a line that is no run says why", () => {
  const codes = (value: unknown) => [runOfLine(value, context).id, reasonOf(runOfLine(value, context))?.code];
  expect(codes({ ...line, train: { ...line.train, model: "best.pt" } })).toEqual(["u149", "custom-weights"]);
  expect(codes({ ...line, train: { ...line.train, model: "yolov8q.yaml" } })).toEqual(["u149", "unknown-model"]);
  expect(codes({ ...line, train: { ...line.train, batch: "banana" } })).toEqual(["u149", "unreadable-line"]);
  expect(codes({ ...line, train: { ...line.train, device: "cpu" } })).toEqual(["u149", "not-a-gpu"]);
  expect(codes({ ...line, dataset: { classes: -1 } })).toEqual(["u149", "unreadable-line"]);
  expect(codes({ ...line, mode: "export" })).toEqual(["u149", "unreadable-line"]);
  for (const value of [null, 7, [], "x", {}]) expect(codes(value)).toEqual(["3", "unreadable-line"]);
});

test("a prediction from weights is told from one of a model file", () => {
  const predicted = (model: string) => runOf({ id: "p", mode: "predict", predict: { model }, environment }).fromWeights;
  expect([predicted("yolov8s.pt"), predicted("yolov8s.yaml")]).toEqual([true, undefined]);
});
