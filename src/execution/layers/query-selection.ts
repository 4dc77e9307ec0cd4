import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { sigmoid } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import { rowsOf } from "../ops/permutation.ts";
import { concat, detach } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Denoising } from "./denoising.ts";

/** The positions that look most like objects: what the decoder starts from, and what the encoder says of them. */
export interface Selection {
  readonly embedding: Tensor;
  readonly reference: Tensor;
  readonly boxes: Tensor;
  readonly scores: Tensor;
}

/** Anchors and their mask, made once for a model in training and once for its average. */
function keepAnchors(network: Network, positions: number): void {
  const mode = network.training ? "training" : "evaluation";
  network.tape.handle(`anchors ${mode}`, positions * 16);
  network.tape.handle(`anchor mask ${mode}`, positions);
}

/** Positions outside the valid anchors are zeroed. */
function masked(tape: Tape, sequence: Tensor): Tensor {
  const { shape, dtype } = sequence;
  return tape.attachOne(tape.like(sequence), [sequence], [], () => [tape.tensor(shape, dtype)]);
}

/** Numbers of the positions with the highest scores. */
function best(tape: Tape, scores: Tensor, count: number): Tensor {
  const [batch, positions] = [scores.dim(0), scores.dim(1)];
  const maxima = tape.tensor([batch, positions], scores.dtype);
  const classes = tape.tensor([batch, positions], "int64");
  const values = tape.tensor([batch, count], scores.dtype);
  const numbers = tape.tensor([batch, count], "int64");
  tape.drop(maxima, classes, values);
  return numbers;
}

/** Query embeddings: learnt ones, or the features themselves, which learn nothing from the decoder. */
function contents(network: Network, layer: LayerOf<"RTDETRDecoder">, features: Tensor): Tensor {
  const { tape } = network;
  if (layer.queryEmbedding === undefined) return network.training ? detach(tape, features) : tape.keep(features);
  const table = network.weight(layer.queryEmbedding, "weight");
  const { shape } = table;
  return tape.attachOne(tape.tensor(features.shape, "fp32"), [table], [], () => [tape.tensor(shape, "fp32")]);
}

export function selectQueries(
  network: Network,
  layer: LayerOf<"RTDETRDecoder">,
  inputs: { readonly sequence: Tensor; readonly noise: Denoising | undefined },
): Selection {
  const { tape } = network;
  const { sequence, noise } = inputs;
  const [batch, positions] = [sequence.dim(0), sequence.dim(1)];
  const count = Math.min(layer.queries, positions);
  keepAnchors(network, positions);
  const valid = masked(tape, sequence);
  const features = network.run(layer.encoderOutput, valid);
  tape.drop(valid);
  const all = network.run(layer.encoderScore, features);
  const numbers = best(tape, all, count);
  const chosen = rowsOf(tape, features, { shape: [batch, count, layer.hidden], numbers });
  const anchors = tape.tensor([batch, count, 4], "fp32");
  const offsets = network.run(layer.encoderBox, chosen);
  const placed = add(tape, offsets, anchors);
  tape.drop(offsets);
  const boxes = sigmoid(tape, placed);
  const reference = noise === undefined ? tape.keep(placed) : concat(tape, [noise.boxes, placed], 1);
  tape.drop(placed);
  const scores = rowsOf(tape, all, { shape: [batch, count, layer.classes], numbers });
  const content = contents(network, layer, chosen);
  const embedding = noise === undefined ? tape.keep(content) : concat(tape, [noise.embedding, content], 1);
  tape.drop(content, features, all, chosen, anchors, numbers);
  if (!network.training) return { embedding, reference, boxes, scores };
  const fixed = detach(tape, reference);
  tape.drop(reference);
  return { embedding, reference: fixed, boxes, scores };
}
