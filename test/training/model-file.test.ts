import { expect, test } from "vitest";
import { published, publishedDescriptions } from "../../src/graph/models/index.ts";
import { problemText } from "../../src/problem.ts";
import { readModelFile } from "../../src/training/model-file.ts";
import { nameWithoutScale, scaledModel, scaleInName, taskOfHead } from "../../src/training/model-names.ts";
import { strideOf } from "../../src/training/model-stride.ts";

const SMALL = `# three layers
nc: 6
kpt_shape: [5, 2]
scales:
  s: [0.5, 0.5, 512]
  m: [1.0, 1, 384]
backbone:
  - [-1, 1, Conv, [32, 3, 2]]
  - [-1, 2, C2f, [32, True, "yes"]]
head:
  - [[-1, 0], 1, Concat, [1]]
  - [[1], 1, Detect, [nc]]
`;

const at = (line: number, column: number) => ({ file: "models/small.yaml", line, column });
const problems = (text: string) => readModelFile(text, "models/small.yaml").problems.map(problemText);

test("a model file is read as written, each row with its place", () => {
  expect(readModelFile(SMALL, "models/small.yaml")).toEqual({
    problems: [],
    description: {
      name: "small.yaml",
      place: at(2, 1),
      task: "detect",
      classes: 6,
      keypoints: [5, 2],
      scales: { s: [0.5, 0.5, 512], m: [1, 1, 384] },
      backbone: [
        { from: -1, repeats: 1, module: "Conv", args: [32, 3, 2], place: at(8, 5) },
        { from: -1, repeats: 2, module: "C2f", args: [32, true, "yes"], place: at(9, 5) },
      ],
      head: [
        { from: [-1, 0], repeats: 1, module: "Concat", args: [1], place: at(11, 5) },
        { from: [1], repeats: 1, module: "Detect", args: ["nc"], place: at(12, 5) },
      ],
    },
  });
});

test("every bad row is named at its place", () => {
  const text = `nc: 6
backbone:
  - [-1, 1, Conv]
  - [-1, 1, Conv, [32, 3, 2]]
  - [5, 1, C2f, [32]]
  - [-4, 1, C2f, [32]]
  - [[-1, 4], 1, Concat, [1]]
head:
  - [-1, one, Conv, [32]]
  - [[x], 1, Detect, [nc]]
`;
  expect(problems(text)).toEqual([
    "models/small.yaml:3:5: error: Row 0 is malformed: [-1, 1, 'Conv']. A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.",
    "models/small.yaml:5:5: error: Row 2 (C2f) reads row 5, which does not come before it. Refer to one of the rows 0 to 1, or to -1, the row before.",
    "models/small.yaml:6:5: error: Row 3 (C2f) reads -4, which lies before the first row. At row 3 the least is -3.",
    "models/small.yaml:7:5: error: Row 4 (Concat) reads row 4, which does not come before it. Refer to one of the rows 0 to 3, or to -1, the row before.",
    "models/small.yaml:9:5: error: Row 5 is malformed: [-1, 'one', 'Conv', [32]]. A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.",
    "models/small.yaml:10:5: error: Row 6 is malformed: [['x'], 1, 'Detect', ['nc']]. A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.",
  ]);
});

test("missing parts and wrong facts are named", () => {
  expect(problems("nc: many\nscales: {n: [1, 2]}\nkpt_shape: 17\nbackbone: []\n")).toEqual([
    "models/small.yaml:4:11: error: A model file needs `backbone`, a list of rows. A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.",
    "models/small.yaml:1:1: error: A model file needs `head`, a list of rows. A row is `[from, repeats, module, [arguments]]`, such as `[-1, 1, Conv, [64, 3, 2]]`.",
    "models/small.yaml:1:5: error: `nc: 'many'` can't be used; a whole number of at least 1 is expected.",
    "models/small.yaml:2:13: error: `scales: n: [1, 2]` can't be used; depth, width, most channels is expected.",
    "models/small.yaml:3:12: error: `kpt_shape: 17` can't be used; `[points, 2]` or `[points, 3]` is expected.",
  ]);
  expect(problems("just text")).toEqual([
    "models/small.yaml:1:1: error: A model file is a map with `nc`, `backbone` and `head`.",
  ]);
});

test("a module that is not known is not this stage's to judge", () => {
  expect(problems(SMALL.replace("C2f", "OurBlock"))).toEqual([]);
});

test("the scale is the letter behind the family's number, in names like the published ones only", () => {
  const names = [
    "yolov8x-ours.yaml",
    "yolo11n.yaml",
    "yoloe-11s-seg.yaml",
    "models/small.yaml",
    "yolov8-x.yaml",
    "yolov10b.yaml",
  ];
  expect(names.map(scaleInName)).toEqual(["x", "n", "s", "", "", ""]);
  expect(nameWithoutScale("models/yolov8x-ours.yaml")).toBe("models/yolov8-ours.yaml");
});

test("a scale that the file does not have is an error, none at all a warning", () => {
  const { description } = readModelFile(SMALL, "models/small.yaml");
  if (description === undefined) throw new Error("the model file was refused");
  const scaled = (written: string) => scaledModel(description, written, { file: "a.yaml", line: 1, column: 8 });
  expect(scaled("yolov8m-small.yaml")).toMatchObject({ model: { scale: "m" }, problems: [] });
  expect(scaled("yolov8n-small.yaml").problems.map(problemText)).toEqual([
    "a.yaml:1:8: error: `yolov8n-small.yaml` asks for the scale n, which small.yaml does not have. Its scales are `s` or `m`.",
  ]);
  expect(scaled("models/small.yaml").model?.scale).toBe("s");
  expect(scaled("models/small.yaml").problems.map(problemText)).toEqual([
    "a.yaml:1:8: warning: `models/small.yaml` names no scale; Ultralytics takes the first one of the file, s.",
  ]);
});

test("the module at the end says the task", () => {
  const modules = [
    "Detect",
    "v10Detect",
    "Segment26",
    "SemanticSegment",
    "Classify",
    "Pose",
    "OBB26",
    "Depth",
    "RTDETRDecoder",
    "Conv",
  ];
  expect(modules.map(taskOfHead)).toEqual([
    "detect",
    "detect",
    "segment",
    "semantic",
    "classify",
    "pose",
    "obb",
    "depth",
    "detect",
    undefined,
  ]);
});

test("images are rounded to 64 for models with a sixth level and to 32 for all others", () => {
  const strides = [...publishedDescriptions().keys()].map((name) => {
    const model = published.find(`${name}.yaml`)?.model;
    return [name, model && strideOf(model)];
  });
  expect(strides).toEqual([...publishedDescriptions().keys()].map((name) => [name, name.includes("p6") ? 64 : 32]));
});
