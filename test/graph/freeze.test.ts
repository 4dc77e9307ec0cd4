import { expect, test } from "vitest";
import { buildGraph } from "../../src/graph/build.ts";
import { type Freeze, frozenLayers } from "../../src/graph/freeze.ts";
import { published } from "../../src/graph/models/index.ts";
import { parametersOf } from "../../src/graph/parameters.ts";
import type { Model } from "../../src/training/training-run.ts";

/** Number of frozen parameter tensors of YOLOv8n, and the first and last of their names. */
function frozen(freeze: Freeze): readonly (number | string | undefined)[] {
  const built = buildGraph(published.find("yolov8n.yaml")?.model as Model, 80);
  if ("unknown" in built) throw new Error(built.unknown.message);
  const layers = frozenLayers(built.graph, freeze);
  const names = parametersOf(built.graph).flatMap(({ name, layer }) => (layers.has(layer) ? [name] : []));
  return [names.length, names[0], names.at(-1)];
}

test("a number freezes the first layers", () => {
  expect(frozen(2)).toEqual([6, "model.0.conv.weight", "model.1.bn.bias"]);
});

test("a list freezes layers by index: 2 is not 22", () => {
  expect(frozen([0, 2])).toEqual([15, "model.0.conv.weight", "model.2.m.0.cv2.bn.bias"]);
});

test("a name freezes a branch", () => {
  expect(frozen(["22.cv2"])).toEqual([24, "model.22.cv2.0.0.conv.weight", "model.22.cv2.2.2.bias"]);
});

test("nothing asked for, nothing frozen", () => {
  expect([frozen(undefined), frozen(0), frozen([])]).toEqual(Array(3).fill([0, undefined, undefined]));
});
