import { expect, test } from "vitest";
import { perceptron } from "../../../src/execution/layers/deformable-layer.ts";
import { denoisingGroups } from "../../../src/execution/layers/denoising.ts";
import { multiheadAttention } from "../../../src/execution/layers/multihead-attention.ts";
import { aifi } from "../../../src/execution/layers/transformer.ts";
import { Network, type Weights } from "../../../src/execution/network.ts";
import type { Tape } from "../../../src/execution/tape.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import type { Layer } from "../../../src/graph/layer.ts";
import {
  aifi as aifiLayer,
  multiheadAttention as attentionLayer,
  linear,
} from "../../../src/graph/layers/transformer.ts";
import { owners, ownTensors } from "../../../src/graph/tensors.ts";
import { listing, newTape, told } from "../listing.ts";

const GRAPH: Graph = {
  model: { name: "none", yaml: {}, description: {} } as unknown as Graph["model"],
  classes: 1,
  inputChannels: 3,
  layers: [],
  saved: new Set(),
  parameters: 0,
};

/** A network of one layer in evaluation under autocast; library handles exist already. */
function networkOf(layer: Layer): { readonly tape: Tape; readonly network: Network } {
  const tape = newTape();
  tape.handle("matrix forward", 1);
  tape.handle("linear", 1);
  tape.autocast = true;
  tape.gradients = false;
  const weights = new Map<Layer, Weights>();
  for (const owner of owners(layer))
    weights.set(owner, Object.fromEntries(ownTensors(owner).map((own) => [own.name, tape.tensor(own.shape, "fp32")])));
  const network = new Network(tape, GRAPH, { weights });
  network.training = false;
  return { tape, network };
}

test("attention in evaluation: three products, the scaled query, square weights in fp32, their mean over the heads", () => {
  const layer = attentionLayer(8, 2);
  const { tape, network } = networkOf(layer);
  const x = tape.tensor([1, 16, 8], "fp16");
  const mask = tape.tensor([16, 16], "int8");
  const from = tape.recorder.events.length;
  multiheadAttention(network, layer, { query: x, key: x, value: x, mask });
  expect(listing(tape.recorder, from)).toEqual([
    "+a 1024", // the mask as numbers
    ...["+b 16", "+c 128", "+d 256", "-b", "-c"], // query: bias, weight, product
    ...["+e 16", "+f 128", "+g 256", "-e", "-f"], // key
    ...["+h 16", "+i 128", "+j 256", "-h", "-i"], // value
    "+k 256", // query, scaled
    ...["+l 512", "+m 1024", "-l"], // the mask in half, products of query and key
    ...["+n 2048", "-m"], // softmax in fp32
    ...["+o 1024", "+p 256", "-o"], // the same in half, times value
    ...["+q 256", "-p"], // positions first
    ...["+r 16", "+s 128", "+t 256", "-r", "-s", "-q"], // output projection
    "+u 1024", // mean of the weights over the heads
    ...["-n", "-d", "-g", "-j", "-k", "-a", "-u"],
  ]);
});

test("a perceptron frees each layer's product when its activation exists", () => {
  const layer = { kind: "MLP", layers: [linear(4, 8), linear(8, 2)] } as const;
  const { tape, network } = networkOf(layer);
  const x = tape.tensor([2, 4], "fp16");
  const from = tape.recorder.events.length;
  perceptron(network, layer, x);
  expect(told(tape.recorder, from)).toBe("+a 16  +b 64  +c 32  -a  -b  +d 32  -c  +e 4  +f 32  +g 8  -e  -f  -d");
});

test("AIFI yields an fp32 map, and nothing else stays in evaluation", () => {
  const layer = aifiLayer(8, { feedForward: 16, heads: 2, normalizeBefore: false });
  const { tape, network } = networkOf(layer);
  const x = tape.tensor([1, 8, 4, 4], "fp16", "nhwc");
  const alive = () => tape.recorder.events.reduce((sum, event) => sum + (event < 0 ? -1 : 1), 0);
  const before = alive();
  const map = aifi(network, layer, x);
  expect([map.shape, map.dtype, map.order, map.strided]).toEqual([[1, 8, 4, 4], "fp32", "nchw", false]);
  expect(alive() - before).toBe(1);
});

test.each([
  [8, 12, 192],
  [30, 3, 180],
  [51, 1, 102],
  [240, 1, 200],
  [0, 0, 0],
])("%d labels on the fullest image are denoised %d times, by %d queries", (most, groups, queries) => {
  expect(denoisingGroups(100, { most, vary: false })).toEqual({ groups, queries });
});

test("where labels vary, some batch has all denoising queries", () => {
  expect(denoisingGroups(100, { most: 40, vary: true })).toEqual({ groups: 2.5, queries: 200 });
});
