import type { Activation, LayerOf } from "../layer.ts";
import { conv, repeat, type Style, sequential } from "./conv.ts";

/** torch's Linear. */
export const linear = (input: number, output: number, bias = true): LayerOf<"Linear"> =>
  bias ? { kind: "Linear", in: input, out: output } : { kind: "Linear", in: input, out: output, bias };

export const layerNorm = (channels: number): LayerOf<"LayerNorm"> => ({ kind: "LayerNorm", channels });

/** torch's MultiheadAttention: one matrix projects queries, keys and values, another one the result. */
export const multiheadAttention = (channels: number, heads: number): LayerOf<"MultiheadAttention"> => ({
  kind: "MultiheadAttention",
  channels,
  heads,
  out: linear(channels, channels),
});

export interface AifiOptions {
  readonly feedForward: number;
  readonly heads: number;
  readonly act?: Activation;
  readonly normalizeBefore: boolean;
}

/** The transformer encoder layer of RT-DETR, over one map. */
export function aifi(channels: number, options: AifiOptions): LayerOf<"AIFI"> {
  return {
    kind: "AIFI",
    attention: multiheadAttention(channels, options.heads),
    fc1: linear(channels, options.feedForward),
    fc2: linear(options.feedForward, channels),
    norm1: layerNorm(channels),
    norm2: layerNorm(channels),
    act: options.act ?? "GELU",
    normalizeBefore: options.normalizeBefore,
  };
}

const transformerLayer = (channels: number, heads: number): LayerOf<"TransformerLayer"> => ({
  kind: "TransformerLayer",
  q: linear(channels, channels, false),
  k: linear(channels, channels, false),
  v: linear(channels, channels, false),
  attention: multiheadAttention(channels, heads),
  fc1: linear(channels, channels, false),
  fc2: linear(channels, channels, false),
});

/** The inner part of C3TR. */
export function transformerBlock(
  style: Style,
  input: number,
  output: number,
  options: { readonly heads: number; readonly n: number },
): LayerOf<"TransformerBlock"> {
  return {
    kind: "TransformerBlock",
    ...(input === output ? {} : { conv: conv(style, input, output) }),
    linear: linear(output, output),
    layers: sequential(...repeat(options.n, () => transformerLayer(output, options.heads))),
  };
}
