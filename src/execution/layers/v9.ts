import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { activate } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import { averagePool, maxPool } from "../ops/resampling.ts";
import { chunk, concat } from "../ops/views.ts";
import type { Tensor } from "../tensor.ts";
import { extend, joined } from "./csp.ts";

/** conv1(x) + conv2(x) + 0: the absent identity branch is the number 0, which makes one more sum. */
export function repConv(network: Network, layer: LayerOf<"RepConv">, x: Tensor): Tensor {
  const { tape } = network;
  const wide = network.run(layer.conv1, x);
  if (network.fused) {
    const activated = activate(tape, wide, layer.act);
    tape.drop(wide);
    return activated;
  }
  const narrow = network.run(layer.conv2, x);
  const sum = add(tape, wide, narrow);
  tape.drop(wide, narrow);
  const again = tape.attachOne(tape.like(sum), [sum], [], ([gradient]) => [gradient && tape.keep(gradient)]);
  tape.drop(sum);
  const activated = activate(tape, again, layer.act);
  tape.drop(again);
  return activated;
}

export function elan(network: Network, layer: LayerOf<"ELAN">, x: Tensor): Tensor {
  const whole = network.run(layer.cv1, x);
  const parts = chunk(network.tape, whole, 2);
  network.tape.drop(whole);
  extend(network, parts, [layer.cv2, layer.cv3]);
  return joined(network, parts, layer.cv4);
}

const HALVING = { kernel: 2, stride: 1, padding: 0 };

export function aConv(network: Network, layer: LayerOf<"AConv">, x: Tensor): Tensor {
  const averaged = averagePool(network.tape, x, HALVING);
  const result = network.run(layer.cv1, averaged);
  network.tape.drop(averaged);
  return result;
}

export function aDown(network: Network, layer: LayerOf<"ADown">, x: Tensor): Tensor {
  const { tape } = network;
  const averaged = averagePool(tape, x, HALVING);
  const [a = x, b = x] = chunk(tape, averaged, 2);
  const strided = network.run(layer.cv1, a);
  tape.drop(a);
  const pooled = maxPool(tape, b, { kernel: 3, stride: 2, padding: 1 });
  tape.drop(b);
  const projected = network.run(layer.cv2, pooled);
  tape.drop(pooled);
  const result = concat(tape, [strided, projected]);
  tape.drop(averaged, strided, projected);
  return result;
}

export function sppElan(network: Network, layer: LayerOf<"SPPELAN">, x: Tensor): Tensor {
  const parts = [network.run(layer.cv1, x)];
  for (let i = 0; i < 3; i++)
    parts.push(
      maxPool(network.tape, parts[i] ?? x, { kernel: layer.kernel, stride: 1, padding: Math.floor(layer.kernel / 2) }),
    );
  return joined(network, parts, layer.cv5);
}
