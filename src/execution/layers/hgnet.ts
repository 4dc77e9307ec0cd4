import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { add, pad } from "../ops/elementwise.ts";
import { maxPool } from "../ops/resampling.ts";
import { concat } from "../ops/views.ts";
import type { Tensor } from "../tensor.ts";
import { extend } from "./csp.ts";

/** One row and column below and to the right: what a 2x2 window at stride 1 takes away. */
const ONE_MORE = { left: 0, right: 1, top: 0, bottom: 1 };
const PAIR = { kernel: 2, stride: 1, padding: 0 };

/** Both branches live until the stem returns. */
export function hgStem(network: Network, layer: LayerOf<"HGStem">, x: Tensor): Tensor {
  const { tape } = network;
  const first = network.run(layer.stem1, x);
  const padded = pad(tape, first, ONE_MORE);
  tape.drop(first);
  const narrow = network.run(layer.stem2a, padded);
  const narrowPadded = pad(tape, narrow, ONE_MORE);
  tape.drop(narrow);
  const convolved = network.run(layer.stem2b, narrowPadded);
  tape.drop(narrowPadded);
  const pooled = maxPool(tape, padded, PAIR);
  const all = concat(tape, [pooled, convolved]);
  tape.drop(padded);
  const halved = network.run(layer.stem3, all);
  tape.drop(all);
  const result = network.run(layer.stem4, halved);
  tape.drop(halved, pooled, convolved);
  return result;
}

/** The input and every inner map live until the squeezed map is widened again. */
export function hgBlock(network: Network, layer: LayerOf<"HGBlock">, x: Tensor): Tensor {
  const { tape } = network;
  const parts = [tape.keep(x)];
  extend(network, parts, layer.m);
  const all = concat(tape, parts);
  const squeezed = network.run(layer.squeeze, all);
  tape.drop(all);
  const widened = network.run(layer.excite, squeezed);
  tape.drop(squeezed, ...parts);
  if (!layer.add) return widened;
  const sum = add(tape, widened, x);
  tape.drop(widened);
  return sum;
}

export const lightConv = (network: Network, layer: LayerOf<"LightConv">, x: Tensor): Tensor =>
  network.chain([layer.conv1, layer.conv2], x);

export function repC3(network: Network, layer: LayerOf<"RepC3">, x: Tensor): Tensor {
  const { tape } = network;
  const inner = network.chain([layer.cv1, layer.m], x);
  const other = network.run(layer.cv2, x);
  const sum = add(tape, inner, other);
  tape.drop(inner, other);
  const result = network.run(layer.cv3, sum);
  tape.drop(sum);
  return result;
}
