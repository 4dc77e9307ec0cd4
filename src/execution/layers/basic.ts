import type { Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { activate, silu } from "../ops/activation.ts";
import { batchNorm } from "../ops/batch-norm.ts";
import { convolution } from "../ops/convolution.ts";
import { add, pad } from "../ops/elementwise.ts";
import { linear } from "../ops/matrix.ts";
import { maxPool, upsample } from "../ops/resampling.ts";
import type { Tensor } from "../tensor.ts";

export function conv2d(network: Network, layer: LayerOf<"Conv2d">, x: Tensor): Tensor {
  const { weight, bias } = network.weightsOf(layer);
  if (weight === undefined) throw new Error("a convolution without weight");
  return convolution(network.tape, x, layer, { weight, bias });
}

export function batchNorm2d(network: Network, layer: LayerOf<"BatchNorm2d">, x: Tensor): Tensor {
  const training = network.training && !network.frozen.has(layer);
  return batchNorm(network.tape, x, {
    weight: network.weight(layer, "weight"),
    bias: network.weight(layer, "bias"),
    training,
  });
}

export const fullyConnected = (network: Network, layer: LayerOf<"Linear">, x: Tensor): Tensor =>
  linear(network.tape, x, layer, { weight: network.weight(layer, "weight"), bias: network.weightsOf(layer)["bias"] });

/** Convolution, batch norm, activation: each result goes when the next one exists. */
export function conv(network: Network, layer: LayerOf<"Conv">, x: Tensor): Tensor {
  const { tape } = network;
  const convolved = conv2d(network, layer.conv, x);
  const normed = network.fused ? tape.keep(convolved) : batchNorm2d(network, layer.bn, convolved);
  tape.drop(convolved);
  const activated = activate(tape, normed, layer.act);
  tape.drop(normed);
  return activated;
}

export const upsampled = (network: Network, layer: LayerOf<"Upsample">, x: Tensor): Tensor =>
  upsample(network.tape, x, layer.factor);
export const maxPooled = (network: Network, layer: LayerOf<"MaxPool2d">, x: Tensor): Tensor =>
  maxPool(network.tape, x, layer);
export const padded = (network: Network, layer: LayerOf<"ZeroPad2d">, x: Tensor): Tensor => pad(network.tape, x, layer);
export const identity = (network: Network, _: Layer, x: Tensor): Tensor => network.tape.keep(x);
export const sequential = (network: Network, layer: LayerOf<"Sequential">, x: Tensor): Tensor =>
  network.chain(layer.layers, x);
export const scDown = (network: Network, layer: LayerOf<"SCDown">, x: Tensor): Tensor =>
  network.chain([layer.cv1, layer.cv2], x);
export const proto = (network: Network, layer: LayerOf<"Proto">, x: Tensor): Tensor =>
  network.chain([layer.cv1, layer.upsample, layer.cv2, layer.cv3], x);

export function repVggDw(network: Network, layer: LayerOf<"RepVGGDW">, x: Tensor): Tensor {
  const { tape } = network;
  const wide = network.run(layer.conv, x);
  if (network.fused) {
    const activated = activate(tape, wide, "SiLU");
    tape.drop(wide);
    return activated;
  }
  const narrow = network.run(layer.conv1, x);
  const sum = add(tape, wide, narrow);
  tape.drop(wide, narrow);
  const activated = silu(tape, sum);
  tape.drop(sum);
  return activated;
}

/** The fused map of a Proto26: its prototypes are made of it, and its semantic branch reads it. Inputs are borrowed. */
export function fusedMap(network: Network, layer: LayerOf<"Proto26">, inputs: readonly Tensor[]): Tensor {
  const { tape } = network;
  const [first] = inputs;
  if (first === undefined) throw new Error("prototypes need an input");
  let fused = tape.keep(first);
  layer.refine.forEach((refine, index) => {
    const deeper = inputs[index + 1];
    if (deeper === undefined) return;
    const refined = network.run(refine, deeper);
    const enlarged = upsample(tape, refined, 2 ** (index + 1));
    tape.drop(refined);
    const sum = add(tape, fused, enlarged);
    tape.drop(fused, enlarged);
    fused = sum;
  });
  return fused;
}

/** Prototypes of the fused map. */
export const proto26 = (network: Network, layer: LayerOf<"Proto26">, fused: Tensor): Tensor =>
  network.chain([layer.fuse, layer.cv1, layer.upsample, layer.cv2, layer.cv3], fused);
