import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { buildGraph } from "../../src/graph/build.ts";
import { published } from "../../src/graph/models/index.ts";
import { unmeasuredModules } from "../../src/graph/unmeasured.ts";
import type { Model } from "../../src/training/training-run.ts";
import { customModel } from "./custom-models.ts";

const modelsOf = (file: string): string[] =>
  readFileSync(new URL(`../measured/${file}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .map(({ train, predict }) => (train ?? predict).model);

function unmeasuredIn(name: string): readonly string[] {
  const model = published.find(name)?.model ?? customModel(basename(name), "");
  const built = buildGraph(model as Model, 80);
  return "graph" in built ? unmeasuredModules(built.graph) : [built.unknown.message];
}

test("no measured run has a layer that is called unmeasured", () => {
  const models = new Set(["h200-8.4.190.jsonl", "h100-8.3.63.jsonl"].flatMap(modelsOf));
  expect([...models].filter((name) => unmeasuredIn(name).length > 0)).toEqual([]);
});

test("layers and activations that were never measured are named by their modules", () => {
  expect(unmeasuredIn("focus-csp-transformer.yaml")).toEqual(["Focus", "BottleneckCSP", "ConvTranspose", "C1"]);
  expect(unmeasuredIn("yolo11-cls-resnet18.yaml")).toEqual(["TorchVision"]);
  expect(unmeasuredIn("upsampled-by-convolution.yaml").slice(0, 3)).toEqual(["Conv", "C2", "DWConv"]);
  expect(unmeasuredIn("yolov8n.yaml")).toEqual([]);
});
