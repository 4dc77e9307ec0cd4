import { expect, test } from "vitest";
import { buildGraph } from "../../src/graph/build.ts";
import { listing } from "../../src/graph/graph.ts";
import { published } from "../../src/graph/models/index.ts";
import { modelProblems } from "../../src/graph/problems.ts";
import { stridesOf } from "../../src/graph/shapes.ts";
import { unplayedLayer } from "../../src/graph/unplayed.ts";
import type { Model } from "../../src/training/training-run.ts";
import { modelOfText } from "./custom-models.ts";

/** A sound model of five rows; a test changes some. Rows 0 to 2 stand on lines 3 to 5, rows 3 and 4 on lines 7 and 8. */
function model(rows: Readonly<Record<number, string>> = {}, facts: readonly string[] = ["nc: 4"]): Model {
  const row = (index: number, sound: string) => `  - ${rows[index] ?? sound}`;
  const text = [
    ...facts,
    "backbone:",
    row(0, "[-1, 1, Conv, [32, 3, 2]]"),
    row(1, "[-1, 1, Conv, [64, 3, 2]]"),
    row(2, "[-1, 1, C2f, [64]]"),
    "head:",
    row(3, "[-1, 1, Conv, [64, 3, 2]]"),
    row(4, "[[2, 3], 1, Detect, [nc]]"),
  ];
  return modelOfText(text.join("\n"), "ours.yaml");
}

/** What is wrong, as a reader sees it: `line: message`, with the remedy behind it. */
function wrong(of: Model): readonly string[] {
  const built = buildGraph(of, 4);
  if ("graph" in built) return [];
  return built.all.map(({ place, message, remedy }) => [`${place?.line}: ${message}`, remedy].join(" ").trim());
}

const codes = (of: Model): readonly string[] => {
  const built = buildGraph(of, 4);
  return "graph" in built ? [] : built.all.map(({ code }) => code);
};

test("a sound model has nothing wrong", () => {
  expect(wrong(model())).toEqual([]);
});

test("a listing shows index, inputs, module, channels and parameters of each layer", () => {
  const built = buildGraph(model(), 4);
  expect("graph" in built && listing(built.graph).split("\n")).toEqual([
    "0   -1    Conv  32     928",
    "1   -1    Conv  64   18560",
    "2   -1     C2f  64   29056",
    "3   -1    Conv  64   36992",
    "4  2,3  Detect  64  304792",
  ]);
});

test("a layer that the estimate does not know is named with its line; what reads it is not blamed", () => {
  expect(wrong(model({ 1: "[-1, 1, CBAM, [64]]", 2: "[-1, 1, C2PSA, [64]]" }))).toEqual([
    "4: Layer 1 (CBAM) is not a layer that the estimate knows. Measure this run on a GPU with smoke/measure.py.",
  ]);
});

test("all mistakes come at once, each at its row, as problems where the file is to blame", () => {
  const of = model({ 0: "[-1, 1, Conv, [32, three, 2]]", 1: "[-1, 1, CBAM, [64]]", 4: "[[-1], 1, Detect, [nc, 80]]" });
  expect(wrong(of)).toEqual([
    '3: Layer 0 (Conv): argument 2 must be a number, not "three".',
    "4: Layer 1 (CBAM) is not a layer that the estimate knows. Measure this run on a GPU with smoke/measure.py.",
    "8: Layer 4 (Detect): it takes at most 1 argument, not 2.",
  ]);
  expect(modelProblems(buildGraph(of, 4)).map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
    ["ours.yaml", 3, 5, "bad-model-row"],
    ["ours.yaml", 8, 5, "bad-model-row"],
  ]);
});

test.each([
  ["[-1, 1, Conv, []]", "5: Layer 2 (Conv): it takes at least 1 argument, not 0."],
  ["[-1, 1, AConv, [64, 3]]", "5: Layer 2 (AConv): it takes at most 1 argument, not 2."],
  ["[-1, 1, Conv, [-64]]", "5: Layer 2 (Conv): argument 1 must be a whole number above 0, not -64."],
  ["[-1, 1, Conv, [width_of_ours]]", '5: Layer 2 (Conv): argument 1 must be a number, not "width_of_ours".'],
  ["[-1, 1, C2f, [64, maybe]]", '5: Layer 2 (C2f): argument 2 must be True or False, not "maybe".'],
  ["[-1, 1, SPP, [64, 5]]", "5: Layer 2 (SPP): argument 2 must be a list of numbers, not 5."],
  ["[-1, 1, Conv, [64, [1, 2, 3]]]", "5: Layer 2 (Conv): argument 2 must be one number or a list of two."],
  ["[[-1, 0], 1, Conv, [64]]", "5: Layer 2 (Conv) reads one layer, not a list."],
  ["[-1, 1, Concat, [1]]", "5: Layer 2 (Concat) reads a list of layers, such as [-1]."],
  ["[-1, 1, C2PSA, [128]]", "5: Layer 2 (C2PSA): its output must be as wide as its input: 128 channels of 64."],
  ["[-1, 1, A2C2f, [72]]", "5: Layer 2 (A2C2f): half of its 72 channels must be a multiple of 32."],
  ["[-1, 1, AIFI, [128, 7]]", "5: Layer 2 (AIFI): its 64 channels are not a multiple of its 7 heads."],
])("%s in the middle is a mistake", (row, message) => {
  expect(wrong(model({ 2: row }))).toEqual([message]);
});

test.each([
  [
    "[[-1, 0], 1, Concat, [1]]",
    "5: Layer 2 (Concat): it joins maps of different sizes: 64x64, 128x128 for an image of 256x256.",
  ],
  [
    "[-1, 1, Conv, [64, 3, 1, 1, 3]]",
    "5: Layer 2 (Conv): its 64 input and 64 output channels can't both be divided into 3 groups.",
  ],
  ["[-1, 1, nn.Conv2d, [32, 64, 3]]", "5: Layer 2 (nn.Conv2d): a convolution is made for 32 channels and gets 64."],
  ["[-1, 1, nn.MaxPool2d, [99]]", "5: Layer 2 (nn.MaxPool2d): a pooling window is larger than the map that it reads."],
  [
    "[-1, 1, CBLinear, [[16, 48]]]",
    "7: Layer 3 (Conv): it reads a layer that yields several maps, of which only Index and CBFuse pick one.",
  ],
])("%s in the middle does not fit", (row, message) => {
  expect(wrong(model({ 2: row }))).toEqual([message]);
});

test.each([
  "[-1, 1, nn.Upsample, [[80, 80]]]",
  "[-1, 1, nn.Upsample, [None, 2, bilinear]]",
  "[-1, 1, Conv, [64, 3, [1, 2]]]",
  "[-1, 1, TorchVision, [768, convnext_tiny]]",
  "[[-1], 1, Concat, [2]]",
])("%s is fine for torch and not known here: no mistake, but unsupported", (row) => {
  expect(codes(model({ 2: row }))).toEqual(["unsupported-argument"]);
});

test("a scale that the file does not have is named with those it has", () => {
  const of = model({}, ["nc: 4", "scales: {s: [1, 0.5, 512], l: [1, 1, 512]}"]);
  expect(wrong({ ...of, scale: "x" })).toEqual(["1: ours.yaml has no scale x. It has s, l."]);
});

test("a model that does not end in a head is told so", () => {
  expect(wrong(model({ 4: "[-1, 1, Conv, [8]]" }))).toEqual(["8: The model ends in a Conv, which is no head."]);
});

test("an activation that the engine does not know makes the run unknown", () => {
  expect(codes(model({}, ["nc: 4", "activation: nn.Tanhshrink()"]))).toEqual(["unknown-activation"]);
});

test("a layer whose allocations are not modelled yet is named with its line", () => {
  const built = buildGraph(model({ 2: "[-1, 1, C2fAttn, [64, 32, 1]]" }), 4);
  expect("graph" in built && unplayedLayer(built.graph)).toEqual({
    code: "unplayed-layer",
    message: "Layer 2, C2fAttn, is known, but what it allocates is not modelled yet.",
    remedy: "Measure this run on a GPU with smoke/measure.py.",
    place: { file: "ours.yaml", line: 5, column: 5 },
  });
});

test.each([
  ["yolov8n.yaml", [8, 16, 32]],
  ["yolov8n-p2.yaml", [4, 8, 16, 32]],
  ["yolov5n-p6.yaml", [8, 16, 32, 64]],
  ["yolov3-tiny.yaml", [16, 32]],
  ["rtdetr-l.yaml", [8, 16, 32]],
  ["yolo26n-sem.yaml", [8, 16]],
  ["yolov8n-cls.yaml", []],
])("the head of %s reads maps of strides %j", (name, strides) => {
  const built = buildGraph(published.find(name)?.model as Model, 80);
  expect("graph" in built && stridesOf(built.graph)).toEqual(strides);
});
