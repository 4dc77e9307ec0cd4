import type { Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { add, scale } from "../ops/elementwise.ts";
import { batchedProduct, softmax } from "../ops/matrix.ts";
import { copy, reshape, split } from "../ops/views.ts";
import type { Tensor } from "../tensor.ts";
import { extend, joined } from "./csp.ts";

interface Heads {
  readonly batch: number;
  readonly heads: number;
  /** Channels of query, key, value in one head. */
  readonly sizes: readonly [number, number, number];
  readonly positions: number;
}

/** Scaled dot products of all positions: q.k, softmax, times v. `parts` live on until the caller drops them. */
function attend(
  network: Network,
  qkv: Tensor,
  heads: Heads,
): { readonly result: Tensor; readonly value: Tensor; readonly parts: readonly Tensor[] } {
  const { tape } = network;
  const { batch, positions, sizes } = heads;
  const shaped = reshape(tape, qkv, [batch, heads.heads, sizes[0] + sizes[1] + sizes[2], positions], {
    order: "nchw",
    strided: true,
  });
  const [query = qkv, key = qkv, value = qkv] = split(tape, shaped, sizes, 2);
  tape.drop(shaped);
  const scaled = scale(tape, query);
  const products = batchedProduct(tape, scaled, key, [batch, heads.heads, positions, positions]);
  tape.drop(scaled);
  const weights = softmax(tape, products);
  tape.drop(products);
  const result = batchedProduct(tape, value, weights, [batch, heads.heads, sizes[2], positions]);
  return { result, value, parts: [query, key, weights] };
}

export function attention(network: Network, layer: LayerOf<"Attention">, x: Tensor): Tensor {
  const { tape } = network;
  const [batch, , height, width] = x.nchw;
  const channels = layer.heads * layer.headDim;
  const map = [batch, channels, height, width];
  const qkv = network.run(layer.qkv, x);
  const { result, value, parts } = attend(network, qkv, {
    batch,
    heads: layer.heads,
    sizes: [layer.keyDim, layer.keyDim, layer.headDim],
    positions: height * width,
  });
  const attended = reshape(tape, result, map);
  const values = copy(tape, value, map);
  const positional = network.run(layer.pe, values);
  tape.drop(values);
  const sum = add(tape, attended, positional);
  tape.drop(attended, positional, result);
  const projected = network.run(layer.proj, sum);
  tape.drop(sum, qkv, value, ...parts);
  return projected;
}

/** x + layer(x); takes over x. */
function plus(network: Network, x: Tensor, layer: Layer): Tensor {
  const branch = network.run(layer, x);
  const sum = add(network.tape, x, branch);
  network.tape.drop(branch, x);
  return sum;
}

/** layer(x) alone; takes over x. */
function through(network: Network, x: Tensor, layer: Layer): Tensor {
  const result = network.run(layer, x);
  network.tape.drop(x);
  return result;
}

export function psaBlock(network: Network, layer: LayerOf<"PSABlock">, x: Tensor): Tensor {
  const step = layer.add ? plus : through;
  const attended = step(network, network.tape.keep(x), layer.attn);
  return step(network, attended, layer.ffn);
}

/** One half as it is, the other transformed, both joined. */
function halved(
  network: Network,
  layer: { readonly channels: number; readonly cv1: Layer; readonly cv2: Layer },
  options: { readonly x: Tensor; readonly transform: (half: Tensor) => Tensor },
): Tensor {
  const { tape } = network;
  const whole = network.run(layer.cv1, options.x);
  const [a = whole, b = whole] = split(tape, whole, [layer.channels, layer.channels]);
  tape.drop(whole);
  const transformed = options.transform(b);
  return joined(network, [a, transformed], layer.cv2);
}

export const psa = (network: Network, layer: LayerOf<"PSA">, x: Tensor): Tensor =>
  halved(network, layer, { x, transform: (half) => plus(network, plus(network, half, layer.attn), layer.ffn) });

export const c2psa = (network: Network, layer: LayerOf<"C2PSA">, x: Tensor): Tensor =>
  halved(network, layer, { x, transform: (half) => through(network, half, layer.m) });

/** Pixels by area: areas of several planar images lie apart, so they are copied together. Takes over x. */
function areaRows(network: Network, layer: LayerOf<"AreaAttention">, x: Tensor): Tensor {
  const { tape } = network;
  if (layer.area === 1 || x.dim(0) === 1 || x.order === "nhwc") return x;
  const rows = copy(tape, x);
  tape.drop(x);
  return rows;
}

/** Attention within areas of the map; result and value are copied twice, the first copies go. */
export function areaAttention(network: Network, layer: LayerOf<"AreaAttention">, x: Tensor): Tensor {
  const { tape } = network;
  const [batch, , height, width] = x.nchw;
  const channels = layer.heads * layer.headDim;
  const positions = Math.floor((height * width) / layer.area);
  const rows = [batch * layer.area * positions, channels];
  const map = [batch, channels, height, width];
  const qkv = areaRows(network, layer, network.run(layer.qkv, x));
  const { result, value, parts } = attend(network, qkv, {
    batch: batch * layer.area,
    heads: layer.heads,
    sizes: [layer.headDim, layer.headDim, layer.headDim],
    positions,
  });
  const twice = (x: Tensor, shape: readonly number[]): Tensor => {
    const made = copy(tape, x, shape);
    tape.drop(x);
    return made;
  };
  const resultRows = twice(result, rows);
  const valueRows = twice(value, rows);
  const resultMap = twice(resultRows, map);
  const valueMap = twice(valueRows, map);
  const positional = network.run(layer.pe, valueMap);
  const sum = add(tape, resultMap, positional);
  tape.drop(positional, resultMap);
  const projected = network.run(layer.proj, sum);
  tape.drop(sum, valueMap, qkv, ...parts);
  return projected;
}

export function areaBlock(network: Network, layer: LayerOf<"AreaBlock">, x: Tensor): Tensor {
  return plus(network, plus(network, network.tape.keep(x), layer.attn), layer.mlp);
}

export function a2c2f(network: Network, layer: LayerOf<"A2C2f">, x: Tensor): Tensor {
  const parts = [network.run(layer.cv1, x)];
  extend(network, parts, layer.m);
  const result = joined(network, parts, layer.cv2);
  return layer.residual ? scaledResidual(network, layer, { x, result }) : result;
}

/** x + gamma * result with a trained fp32 gamma a channel, so the product and the sum are fp32. Takes over the result. */
function scaledResidual(
  network: Network,
  layer: LayerOf<"A2C2f">,
  terms: { readonly x: Tensor; readonly result: Tensor },
): Tensor {
  const { tape } = network;
  const { x, result } = terms;
  const gamma = network.weight(layer, "gamma");
  const { dtype } = result;
  const product = tape.attachOne(tape.like(result, "fp32"), [result, gamma], [result], ([gradient]) => {
    if (gradient === undefined) return [];
    const wide = tape.like(gradient, "fp32");
    const ofResult = tape.castGradient(wide, dtype);
    tape.drop(wide);
    const terms = tape.like(gradient, "fp32");
    const ofGamma = tape.tensor([layer.out], "fp32");
    tape.drop(terms);
    return [ofResult, ofGamma];
  });
  tape.drop(result);
  const sum = add(tape, x, product);
  tape.drop(product);
  return sum;
}
