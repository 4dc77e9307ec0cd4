import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildGraph } from "../../src/graph/build.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { published } from "../../src/graph/models/index.ts";
import { parametersOf } from "../../src/graph/parameters.ts";
import { rowShapes } from "../../src/graph/shapes.ts";
import { bufferBytes } from "../../src/graph/tensors.ts";
import type { Model } from "../../src/training/training-run.ts";
import { customModel } from "./custom-models.ts";

/** One row of parameter-counts.json, measured by parameter_counts.py. */
interface Measured {
  readonly name: string;
  readonly scale: string;
  readonly classes: number;
  readonly parameters: number;
  readonly tensors: number;
  readonly bufferBytes: number;
  /** SHA-1 of all parameter shapes in order, `64x3x3x3;64;...`, its first twelve digits. */
  readonly shapes: string;
  /** The same of all parameter names. */
  readonly names: string;
  /** Name and shape of every parameter, for some models. */
  readonly list?: readonly string[];
  /** Channels, height, width of each layer but the head for one image of `size`. */
  readonly outputs?: readonly unknown[];
}

const path = new URL("parameter-counts.json", import.meta.url);
const truth = JSON.parse(readFileSync(path, "utf8")) as { readonly size: number; readonly rows: readonly Measured[] };

const modelOf = ({ name, scale }: Measured): Model => {
  const found = published.find(name)?.model ?? customModel(name, scale);
  if (found === undefined) throw new Error(`no model ${name}`);
  return found;
};

function graphOf(row: Measured): Graph {
  const built = buildGraph(modelOf(row), row.classes);
  if ("unknown" in built) throw new Error(`${row.name}: ${built.unknown.message}`);
  return built.graph;
}

const digest = (items: readonly string[]): string =>
  createHash("sha1").update(items.join(";")).digest("hex").slice(0, 12);
const label = (row: Measured): string => `${row.name} ${row.scale} ${row.classes}`;

test("the parameters of every published model and of our own files are as PyTorch counts them", () => {
  const counted = truth.rows.map((row) => [label(row), graphOf(row).parameters]);
  expect(counted).toEqual(truth.rows.map((row) => [label(row), row.parameters]));
});

test("every parameter has the shape and the place in order that PyTorch gives it", () => {
  const ours = truth.rows.map((row) => {
    const shapes = parametersOf(graphOf(row)).map(({ shape }) => shape.join("x"));
    return [label(row), shapes.length, digest(shapes)];
  });
  expect(ours).toEqual(truth.rows.map((row) => [label(row), row.tensors, row.shapes]));
});

test("every parameter has the name that freeze and the optimizer's groups know it by", () => {
  const ours = truth.rows.map((row) => [label(row), digest(parametersOf(graphOf(row)).map(({ name }) => name))]);
  expect(ours).toEqual(truth.rows.map((row) => [label(row), row.names]));
});

test("names and shapes are those of the measured lists", () => {
  for (const row of truth.rows.filter(({ list }) => list !== undefined)) {
    const ours = parametersOf(graphOf(row)).map(({ name, shape }) => `${name} ${shape.join("x")}`.trim());
    expect(ours, label(row)).toEqual(row.list);
  }
});

test("buffers take as many bytes as PyTorch's", () => {
  const ours = truth.rows.map((row) => [label(row), bufferBytes(graphOf(row).layers.map(({ layer }) => layer))]);
  expect(ours).toEqual(truth.rows.map((row) => [label(row), row.bufferBytes]));
});

test("every layer yields a map of the shape that PyTorch computes", () => {
  for (const row of truth.rows) {
    if (row.outputs === undefined) continue;
    const graph = graphOf(row);
    const image = { channels: graph.inputChannels, height: truth.size, width: truth.size };
    const shapes = rowShapes(graph.layers, image, (at, message) => {
      throw new Error(`${label(row)}, layer ${at.index}: ${message}`);
    });
    const plain = (shape: (typeof shapes)[number]): unknown =>
      "channels" in shape ? [shape.channels, shape.height, shape.width] : shape.map(plain);
    expect(shapes.slice(0, -1).map(plain), label(row)).toEqual(row.outputs);
  }
});
