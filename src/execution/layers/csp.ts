import type { Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { add } from "../ops/elementwise.ts";
import { maxPool } from "../ops/resampling.ts";
import { chunk, concat } from "../ops/views.ts";
import type { Tensor } from "../tensor.ts";

/** x + branch(x), or the branch alone. */
function residual(
  network: Network,
  layers: readonly Layer[],
  options: { readonly x: Tensor; readonly add: boolean },
): Tensor {
  const branch = network.chain(layers, options.x);
  if (!options.add) return branch;
  const sum = add(network.tape, options.x, branch);
  network.tape.drop(branch);
  return sum;
}

export const bottleneck = (network: Network, layer: LayerOf<"Bottleneck">, x: Tensor): Tensor =>
  residual(network, [layer.cv1, layer.cv2], { x, add: layer.add });

export const cib = (network: Network, layer: LayerOf<"CIB">, x: Tensor): Tensor =>
  residual(network, [layer.cv1], { x, add: layer.add });

/** The parts joined, then one convolution; the parts live until it returns. Takes over the parts. */
export function joined(network: Network, parts: readonly Tensor[], last: Layer): Tensor {
  const { tape } = network;
  const all = concat(tape, parts);
  const result = network.run(last, all);
  tape.drop(all, ...parts);
  return result;
}

/** Runs the layers one after another on the last part, and appends each result. */
export function extend(network: Network, parts: Tensor[], layers: readonly Layer[]): void {
  for (const layer of layers) {
    const last = parts.at(-1);
    if (last !== undefined) parts.push(network.run(layer, last));
  }
}

export function c2f(network: Network, layer: LayerOf<"C2f">, x: Tensor): Tensor {
  const whole = network.run(layer.cv1, x);
  const parts = chunk(network.tape, whole, 2);
  network.tape.drop(whole);
  extend(network, parts, layer.m);
  return joined(network, parts, layer.cv2);
}

export function c2(network: Network, layer: LayerOf<"C2">, x: Tensor): Tensor {
  const { tape } = network;
  const whole = network.run(layer.cv1, x);
  const halves = chunk(tape, whole, 2);
  tape.drop(whole);
  const [a = x, b = x] = halves;
  const inner = network.run(layer.m, a);
  const all = concat(tape, [inner, b]);
  tape.drop(inner);
  const result = network.run(layer.cv2, all);
  tape.drop(all, ...halves);
  return result;
}

export function c3(network: Network, layer: LayerOf<"C3">, x: Tensor): Tensor {
  const { tape } = network;
  const inner = network.chain([layer.cv1, layer.m], x);
  const other = network.run(layer.cv2, x);
  const all = concat(tape, [inner, other]);
  tape.drop(inner, other);
  const result = network.run(layer.cv3, all);
  tape.drop(all);
  return result;
}

export function spp(network: Network, layer: LayerOf<"SPP">, x: Tensor): Tensor {
  const { tape } = network;
  const first = network.run(layer.cv1, x);
  const pools = layer.kernels.map((kernel) =>
    maxPool(tape, first, { kernel, stride: 1, padding: Math.floor(kernel / 2) }),
  );
  const all = concat(tape, [first, ...pools]);
  tape.drop(...pools);
  const result = network.run(layer.cv2, all);
  tape.drop(all, first);
  return result;
}

export function sppf(network: Network, layer: LayerOf<"SPPF">, x: Tensor): Tensor {
  const { tape } = network;
  const parts = [network.run(layer.cv1, x)];
  for (let i = 0; i < layer.pools; i++)
    parts.push(
      maxPool(tape, parts[i] ?? x, { kernel: layer.kernel, stride: 1, padding: Math.floor(layer.kernel / 2) }),
    );
  const result = joined(network, parts, layer.cv2);
  if (!layer.add) return result;
  const sum = add(tape, result, x);
  tape.drop(result);
  return sum;
}

export function ghostConv(network: Network, layer: LayerOf<"GhostConv">, x: Tensor): Tensor {
  const { tape } = network;
  const first = network.run(layer.cv1, x);
  const second = network.run(layer.cv2, first);
  const all = concat(tape, [first, second]);
  tape.drop(first, second);
  return all;
}

export function ghostBottleneck(network: Network, layer: LayerOf<"GhostBottleneck">, x: Tensor): Tensor {
  const { tape } = network;
  const main = network.run(layer.conv, x);
  const shortcut = network.run(layer.shortcut, x);
  const sum = add(tape, main, shortcut);
  tape.drop(main, shortcut);
  return sum;
}
