import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { relu } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import type { Tensor } from "../tensor.ts";
import { deformableAttention, type Maps } from "./deformable-attention.ts";
import { multiheadAttention } from "./multihead-attention.ts";

/** What a layer of the decoder gets: all of it is borrowed. */
export interface DecoderInputs {
  readonly embedding: Tensor;
  /** Embedded places of the reference boxes. */
  readonly position: Tensor;
  readonly boxes: Tensor;
  readonly maps: Maps;
  readonly mask: Tensor | undefined;
}

/** Linear layers with ReLU between; each result goes when the next one exists. */
export function perceptron(network: Network, layer: LayerOf<"MLP">, x: Tensor): Tensor {
  const { tape } = network;
  let current = tape.keep(x);
  for (const [index, each] of layer.layers.entries()) {
    const made = network.run(each, current);
    const next = index < layer.layers.length - 1 ? relu(tape, made) : tape.keep(made);
    tape.drop(made, current);
    current = next;
  }
  return current;
}

/** Attention among the queries, then on the maps, then two linear layers; sums are normed after each. */
export function deformableLayer(network: Network, layer: LayerOf<"DeformableLayer">, inputs: DecoderInputs): Tensor {
  const { tape } = network;
  const { embedding, position, mask } = inputs;
  const placed = add(tape, embedding, position);
  const among = multiheadAttention(network, layer.attention, { query: placed, key: placed, value: embedding, mask });
  const first = add(tape, embedding, among);
  const normed = network.run(layer.norm1, first);
  tape.drop(first);
  const query = add(tape, normed, position);
  const onMaps = deformableAttention(network, layer, { query, boxes: inputs.boxes, maps: inputs.maps });
  tape.drop(query, among);
  const second = add(tape, normed, onMaps);
  tape.drop(normed);
  const attended = network.run(layer.norm2, second);
  tape.drop(second);
  const result = feedForward(network, layer, attended);
  tape.drop(attended, placed, onMaps);
  return result;
}

function feedForward(network: Network, layer: LayerOf<"DeformableLayer">, x: Tensor): Tensor {
  const { tape } = network;
  const wide = network.run(layer.linear1, x);
  const activated = relu(tape, wide);
  tape.drop(wide);
  const narrow = network.run(layer.linear2, activated);
  tape.drop(activated);
  const sum = add(tape, x, narrow);
  const result = network.run(layer.norm3, sum);
  tape.drop(sum, narrow);
  return result;
}
