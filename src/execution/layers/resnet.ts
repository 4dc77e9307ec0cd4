import type { Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { relu } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import type { Tensor } from "../tensor.ts";

export function resNetBlock(network: Network, layer: LayerOf<"ResNetBlock">, x: Tensor): Tensor {
  const { tape } = network;
  const main = network.chain([layer.cv1, layer.cv2, layer.cv3], x);
  const shortcut = network.run(layer.shortcut, x);
  const sum = add(tape, main, shortcut);
  tape.drop(main, shortcut);
  const activated = relu(tape, sum);
  tape.drop(sum);
  return activated;
}

export const resNetLayer = (network: Network, layer: LayerOf<"ResNetLayer">, x: Tensor): Tensor =>
  network.run(layer.layer, x);

/** ReLU in place, as torchvision has it: nothing new forward, a gradient of its own backward. Takes over x. */
function reluInPlace(network: Network, x: Tensor): Tensor {
  const { tape } = network;
  const output = tape.view(x);
  tape.attachOne(output, [x], [output], (_, [saved]) => [saved && tape.like(saved)]);
  tape.drop(x);
  return output;
}

/** x += other: one gradient for both. Takes over x. */
function addInPlace(network: Network, x: Tensor, other: Tensor): Tensor {
  const { tape } = network;
  const { dtype } = other;
  const output = tape.attachOne(tape.view(x), [x, other], [], ([gradient]) =>
    gradient === undefined ? [] : [tape.keep(gradient), tape.castGradient(gradient, dtype)],
  );
  tape.drop(x);
  return output;
}

export function torchVisionBlock(network: Network, layer: LayerOf<"TorchVisionBlock">, x: Tensor): Tensor {
  const { tape } = network;
  let out = tape.keep(x);
  for (const [index, part] of layer.main.entries()) {
    const next = network.run(part, out);
    tape.drop(out);
    // Each norm but the last is followed by a ReLU.
    const between = part.kind === "BatchNorm2d" && index < layer.main.length - 1;
    out = between ? reluInPlace(network, next) : next;
  }
  const shortcut = layer.shortcut === undefined ? tape.keep(x) : network.run(layer.shortcut, x);
  const sum = addInPlace(network, out, shortcut);
  tape.drop(shortcut);
  return reluInPlace(network, sum);
}

/** One layer of a backbone, whose own ReLU is in place too. Takes over x. */
function step(network: Network, part: Layer, x: Tensor): Tensor {
  if (part.kind === "Activate") return reluInPlace(network, x);
  const next = network.run(part, x);
  network.tape.drop(x);
  return next;
}

/** The backbone's layers one after the other. */
export const torchVision = (network: Network, layer: LayerOf<"TorchVision">, x: Tensor): Tensor =>
  layer.layers.reduce((input, part) => step(network, part, input), network.tape.keep(x));

/** The same, all results kept for the rows that pick one; the input is the first. */
export function torchVisionStages(network: Network, layer: LayerOf<"TorchVisionStages">, x: Tensor): readonly Tensor[] {
  const { tape } = network;
  const stages = [tape.keep(x)];
  for (const part of layer.layers) stages.push(step(network, part, tape.keep(stages.at(-1) ?? x)));
  return stages;
}
