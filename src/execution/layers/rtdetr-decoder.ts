import type { Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { sigmoid } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import { sequenceOf } from "../ops/permutation.ts";
import { concat, detach, stack } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Maps } from "./deformable-attention.ts";
import { deformableLayer } from "./deformable-layer.ts";
import { type Denoising, denoising } from "./denoising.ts";
import { selectQueries } from "./query-selection.ts";

/** What the decoder yields: of each of its layers in training, of the last one else. */
export interface RtdetrPredictions {
  readonly kind: "rtdetr";
  /** Layers, batch, queries, 4. */
  readonly boxes: Tensor;
  readonly scores: Tensor;
  readonly encoderBoxes: Tensor;
  readonly encoderScores: Tensor;
  /** Queries of an image that denoise, before the others, in so many groups. */
  readonly noise: { readonly queries: number; readonly groups: number };
  readonly decoded: Tensor | undefined;
}

/** The maps projected to one width and joined as one sequence. Their views go: the middle ones first, the last at the end. */
function encoded(network: Network, layer: LayerOf<"RTDETRDecoder">, inputs: readonly Tensor[]): Tensor {
  const { tape } = network;
  const projected = layer.project.map((project: Layer, level) => {
    const input = inputs[level];
    if (input === undefined) throw new Error("a decoder with more levels than inputs");
    return network.run(project, input);
  });
  const sequences = projected.map((map) => sequenceOf(tape, map));
  const joined = concat(tape, sequences, 1);
  tape.drop(...sequences);
  const last = projected.pop();
  tape.drop(...projected.reverse(), last);
  return joined;
}

/** log(x / (1 - x)) of clamped boxes: five steps, all kept where there is a past. */
function inverseSigmoid(tape: Tape, x: Tensor): Tensor {
  const one = (): Tensor => tape.like(x);
  const { shape, dtype } = x;
  const [clamped, low, rest, high, ratio] = [one(), one(), one(), one(), one()];
  const output = tape.attachOne(one(), [x], [clamped, low, rest, high, ratio], () => [tape.tensor(shape, dtype)]);
  tape.drop(clamped, low, rest, high, ratio);
  return output;
}

/** A box moved by the layer's offsets. */
function moved(tape: Tape, offsets: Tensor, box: Tensor): Tensor {
  const inverse = inverseSigmoid(tape, box);
  const sum = add(tape, offsets, inverse);
  tape.drop(inverse);
  const result = sigmoid(tape, sum);
  tape.drop(sum);
  return result;
}

interface Start {
  readonly embedding: Tensor;
  readonly reference: Tensor;
  readonly maps: Maps;
  readonly mask: Tensor | undefined;
}

/** Layer after layer; each refines the boxes of the one before, whose past it does not know. */
function decode(
  network: Network,
  layer: LayerOf<"RTDETRDecoder">,
  start: Start,
): { readonly boxes: Tensor; readonly scores: Tensor } {
  const { tape } = network;
  const { maps, mask } = start;
  const decodedBoxes: Tensor[] = [];
  const decodedScores: Tensor[] = [];
  let embedding = tape.keep(start.embedding);
  let boxes = sigmoid(tape, start.reference);
  let refined: Tensor | undefined;
  for (const [i, each] of layer.layers.entries()) {
    const [boxHead, scoreHead] = [layer.boxes[i], layer.scores[i]];
    if (boxHead === undefined || scoreHead === undefined) throw new Error("a decoder layer without heads");
    const position = network.run(layer.queryPosition, boxes);
    const next = deformableLayer(network, each, { embedding, position, boxes, maps, mask });
    tape.drop(position, embedding);
    embedding = next;
    const offsets = network.run(boxHead, embedding);
    const last = i === layer.layers.length - 1;
    const better = moved(tape, offsets, boxes);
    if (network.training || last) {
      decodedScores.push(network.run(scoreHead, embedding));
      const learnt = network.training && refined !== undefined;
      decodedBoxes.push(learnt && refined !== undefined ? moved(tape, offsets, refined) : tape.keep(better));
    }
    tape.drop(offsets, refined, boxes);
    refined = better;
    boxes = network.training ? detach(tape, better) : tape.keep(better);
  }
  const stacked = { boxes: stack(tape, decodedBoxes), scores: stack(tape, decodedScores) };
  tape.drop(embedding, ...decodedBoxes.reverse(), ...decodedScores.reverse(), refined, boxes);
  return stacked;
}

/** The best scores over all queries and classes, and their boxes: centre, size, score, class. */
function best(tape: Tape, boxes: Tensor, scores: Tensor): Tensor {
  const [batch, queries] = [scores.dim(1), scores.dim(2)];
  const probabilities = tape.like(scores);
  const values = tape.tensor([batch, queries], scores.dtype);
  const numbers = tape.tensor([batch, queries], "int64");
  tape.drop(probabilities);
  const rows = tape.tensor([batch, queries], "int64");
  const chosen = tape.tensor([batch, queries, 4], boxes.dtype);
  const decoded = tape.tensor([batch, queries, 6], "fp32");
  tape.drop(values, numbers, rows, chosen);
  return decoded;
}

function noiseOf(
  network: Network,
  layer: LayerOf<"RTDETRDecoder">,
  size: { readonly batch: number; readonly positions: number },
): Denoising | undefined {
  if (!network.training || network.targets === undefined) return undefined;
  const queries = Math.min(layer.queries, size.positions);
  return denoising(network, layer, { ...network.targets, batch: size.batch, queries });
}

export function rtdetrDecoder(
  network: Network,
  layer: LayerOf<"RTDETRDecoder">,
  inputs: readonly Tensor[],
): RtdetrPredictions {
  const { tape } = network;
  const sequence = encoded(network, layer, inputs);
  const noise = noiseOf(network, layer, { batch: sequence.dim(0), positions: sequence.dim(1) });
  const selection = selectQueries(network, layer, { sequence, noise });
  const sizes = inputs.map((input) => [input.dim(2), input.dim(3)] as const);
  const maps = { sequence, sizes, heads: layer.heads, points: layer.points };
  const { boxes, scores } = decode(network, layer, { ...selection, maps, mask: noise?.mask });
  const decoded = network.training ? undefined : best(tape, boxes, scores);
  tape.drop(sequence, noise?.embedding, noise?.boxes, noise?.mask, selection.embedding, selection.reference);
  return {
    kind: "rtdetr",
    boxes,
    scores,
    encoderBoxes: selection.boxes,
    encoderScores: selection.scores,
    noise: { queries: noise?.queries ?? 0, groups: noise?.groups ?? 0 },
    decoded,
  };
}
