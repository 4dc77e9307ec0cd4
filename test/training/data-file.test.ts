import { expect, test } from "vitest";
import { problemText } from "../../src/problem.ts";
import { readDataFile } from "../../src/training/data-file.ts";
import { CLASSIFICATION_DATASETS, SHIPPED_DATASETS } from "../../src/training/shipped-datasets.ts";

const SPLITS = "path: ../data\ntrain: images/train\nval: images/val\n";
const data = (text: string) => readDataFile(SPLITS + text, "data.yaml").data;
const problems = (text: string) => readDataFile(text, "data.yaml").problems.map(problemText);

test("classes are counted from a list, a map, or taken from nc in any form Ultralytics takes", () => {
  expect(data("names: [car, no, 7]\n")).toEqual({ classes: 3, masks: false });
  expect(data("names:\n  0: car\n  1: truck\n")).toEqual({ classes: 2, masks: false });
  for (const nc of ["12", "12.0", "'12'"]) expect(data(`nc: ${nc}\n`)).toEqual({ classes: 12, masks: false });
});

test("key points, channels and mask images are read", () => {
  expect(data("nc: 1\nkpt_shape: [17, 3]\nchannels: 4\nmasks_dir: masks\n")).toEqual({
    classes: 1,
    keypoints: [17, 3],
    channels: 4,
    masks: true,
  });
});

test("everything that Ultralytics would refuse is said at once", () => {
  expect(problems("names: [a, b]\nnc: 3\nkpt_shape: [17]\nchannels: rgb\ntrain: 7\n")).toEqual([
    "data.yaml:5:8: error: `train: 7` can't be used; a path or a list of paths is expected.",
    "data.yaml:1:1: error: A data file needs `val`, where its images are. Write `val: images/val`.",
    "data.yaml:1:8: error: `names` has 2 classes and `nc` says 3. Remove `nc`, or make them equal.",
    "data.yaml:3:12: error: `kpt_shape: [17]` can't be used; `[points, 2]` or `[points, 3]` is expected.",
    "data.yaml:4:11: error: `channels: 'rgb'` can't be used; a whole number is expected.",
  ]);
  expect(problems(SPLITS)).toEqual([
    "data.yaml:1:1: error: A data file needs `names`, the class names, or `nc`, their number.",
  ]);
  expect(problems(`${SPLITS}names: {1: a, 2: b}\n`)).toEqual([
    "data.yaml:4:15: error: `2` is no class index of 2 classes. The indices are 0 to 1.",
  ]);
  expect(problems(`${SPLITS}nc: many\n`)).toEqual([
    "data.yaml:4:5: error: `nc: 'many'` can't be used; a whole number of at least 1 is expected.",
  ]);
  expect(problems(`${SPLITS}names: []\n`)).toEqual([
    "data.yaml:4:8: error: `names` is empty; at least one class is needed.",
  ]);
  expect(problems("- a\n")).toEqual(["data.yaml:1:1: error: A data file is a map with `train`, `val` and `names`."]);
});

test("`validation` is another name for `val`", () => {
  expect(readDataFile("train: a\nvalidation: b\nnc: 2\n", "data.yaml")).toEqual({
    data: { classes: 2, masks: false },
    problems: [],
  });
});

test("the data sets that Ultralytics ships are known by name", () => {
  expect(Object.keys(SHIPPED_DATASETS).length).toBe(51);
  expect(SHIPPED_DATASETS.coco).toEqual({
    classes: 80,
    train: 118_287,
    val: 5000,
    labels: { mean: 7.3, maximum: 93 },
  });
  expect(SHIPPED_DATASETS["coco8-pose"]).toEqual({ classes: 1, train: 4, val: 4, keypoints: [17, 3] });
  expect(CLASSIFICATION_DATASETS.cifar100?.classes).toBe(100);
});
