import type { Layer, LayerOf } from "../layer.ts";
import { conv2d, repeat, sequential } from "./conv.ts";
import { layerNorm, linear, multiheadAttention } from "./transformer.ts";

export interface DecoderOptions {
  readonly classes: number;
  readonly channels: readonly number[];
  readonly hidden: number;
  readonly queries: number;
  /** Points that each head samples on each map. */
  readonly points: number;
  readonly heads: number;
  readonly layers: number;
  readonly feedForward: number;
  readonly denoising: number;
  readonly learntQueries: boolean;
}

/** Linear layers of these widths one after the other, ReLU between. */
const perceptron = (...widths: readonly number[]): LayerOf<"MLP"> => ({
  kind: "MLP",
  layers: widths.slice(1).map((width, i) => linear(widths[i] ?? width, width)),
});

/** A box: centre, width, height. */
const BOX = 4;

function deformableLayer(options: DecoderOptions): LayerOf<"DeformableLayer"> {
  const { hidden, heads, feedForward } = options;
  const samples = heads * options.channels.length * options.points;
  return {
    kind: "DeformableLayer",
    attention: multiheadAttention(hidden, heads),
    norm1: layerNorm(hidden),
    offsets: linear(hidden, samples * 2),
    weights: linear(hidden, samples),
    value: linear(hidden, hidden),
    output: linear(hidden, hidden),
    norm2: layerNorm(hidden),
    linear1: linear(hidden, feedForward),
    linear2: linear(feedForward, hidden),
    norm3: layerNorm(hidden),
  };
}

/** The decoder of RT-DETR, the head of its models. */
export function rtdetrDecoder(options: DecoderOptions): LayerOf<"RTDETRDecoder"> {
  const { classes, channels, hidden, queries, points, heads, feedForward, denoising } = options;
  const project = (c: number): Layer =>
    sequential(conv2d(c, hidden, { bias: false }), { kind: "BatchNorm2d", channels: hidden });
  const box = () => perceptron(hidden, hidden, hidden, BOX);
  return {
    kind: "RTDETRDecoder",
    ...{ classes, channels, hidden, queries, points, heads, feedForward, denoising },
    project: channels.map(project),
    layers: repeat(options.layers, () => deformableLayer(options)),
    denoisingEmbedding: { kind: "Embedding", count: classes, width: hidden },
    ...(options.learntQueries ? { queryEmbedding: { kind: "Embedding", count: queries, width: hidden } as const } : {}),
    queryPosition: perceptron(BOX, 2 * hidden, hidden),
    encoderOutput: sequential(linear(hidden, hidden), layerNorm(hidden)),
    encoderScore: linear(hidden, classes),
    encoderBox: box(),
    scores: repeat(options.layers, () => linear(hidden, classes)),
    boxes: repeat(options.layers, box),
  };
}
