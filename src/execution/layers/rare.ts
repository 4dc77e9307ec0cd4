import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { activate, silu } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import { averagePool } from "../ops/resampling.ts";
import { concat } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

export const averagePooled = (network: Network, layer: LayerOf<"AvgPool2d">, x: Tensor): Tensor =>
  averagePool(network.tape, x, layer);

export const activated = (network: Network, layer: LayerOf<"Activate">, x: Tensor): Tensor =>
  activate(network.tape, x, layer.act);

export function conv2(network: Network, layer: LayerOf<"Conv2">, x: Tensor): Tensor {
  const { tape } = network;
  const main = network.run(layer.conv, x);
  const other = network.run(layer.cv2, x);
  const sum = add(tape, main, other);
  tape.drop(main, other);
  const normed = network.run(layer.bn, sum);
  tape.drop(sum);
  const result = activate(tape, normed, layer.act);
  tape.drop(normed);
  return result;
}

export function convTranspose(network: Network, layer: LayerOf<"ConvTranspose">, x: Tensor): Tensor {
  const { tape } = network;
  const normed = network.chain(layer.bn === undefined ? [layer.conv] : [layer.conv, layer.bn], x);
  const result = activate(tape, normed, layer.act);
  tape.drop(normed);
  return result;
}

/** Every second row of x, then every second column: a view; backward fills up each of the two cuts. */
function everySecond(tape: Tape, x: Tensor): Tensor {
  const [n, c, h, w] = x.nchw;
  const [height, width] = [Math.ceil(h / 2), Math.ceil(w / 2)];
  const { shape, dtype, order } = x;
  return tape.attachOne(tape.view(x, [n, c, height, width], { strided: true }), [x], [], () => {
    const columns = tape.tensor([n, c, height, w], dtype, order);
    const whole = tape.tensor(shape, dtype, order);
    tape.drop(columns);
    return [whole];
  });
}

export function focus(network: Network, layer: LayerOf<"Focus">, x: Tensor): Tensor {
  const { tape } = network;
  const parts = Array.from({ length: 4 }, () => everySecond(tape, x));
  const all = concat(tape, parts);
  tape.drop(...parts);
  const result = network.run(layer.conv, all);
  tape.drop(all);
  return result;
}

export function c1(network: Network, layer: LayerOf<"C1">, x: Tensor): Tensor {
  const { tape } = network;
  const first = network.run(layer.cv1, x);
  const inner = network.run(layer.m, first);
  const sum = add(tape, inner, first);
  tape.drop(inner, first);
  return sum;
}

export function bottleneckCsp(network: Network, layer: LayerOf<"BottleneckCSP">, x: Tensor): Tensor {
  const { tape } = network;
  const inner = network.chain([layer.cv1, layer.m, layer.cv3], x);
  const other = network.run(layer.cv2, x);
  const all = concat(tape, [inner, other]);
  const normed = network.run(layer.bn, all);
  tape.drop(all);
  const active = silu(tape, normed);
  tape.drop(normed);
  const result = network.run(layer.cv4, active);
  tape.drop(active, inner, other);
  return result;
}

/** Averages over as many windows as are asked for; a single one is a mean, which keeps nothing. */
export function adaptivelyPooled(network: Network, layer: LayerOf<"AdaptiveAvgPool2d">, x: Tensor): Tensor {
  const { tape } = network;
  const { shape, dtype, order } = x;
  const [batch, channels] = x.nchw;
  const [rows, columns] = layer.size;
  const output = tape.tensor([batch, channels, rows, columns], dtype, order);
  return tape.attachOne(output, [x], rows * columns === 1 ? [] : [x], () => [tape.tensor(shape, dtype, order)]);
}

/** In training a new tensor and the mask of what stays, which is kept; nothing where nothing is dropped. */
export function dropped(network: Network, layer: LayerOf<"Dropout">, x: Tensor): Tensor {
  const { tape } = network;
  if (!network.training || layer.p === 0) return tape.keep(x);
  const output = tape.like(x);
  const mask = tape.like(x, "int8");
  tape.attachOne(output, [x], [mask], ([gradient]) => [gradient && tape.like(gradient)]);
  tape.drop(mask);
  return output;
}
