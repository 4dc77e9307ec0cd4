import type { LayerOf } from "../../graph/layer.ts";
import { halfIfAutocast } from "../losses/pieces.ts";
import type { Network } from "../network.ts";
import { activate } from "../ops/activation.ts";
import { add } from "../ops/elementwise.ts";
import { layerNorm } from "../ops/layer-norm.ts";
import { matrixHandle } from "../ops/matrix.ts";
import { sequenceOf } from "../ops/permutation.ts";
import { copy } from "../ops/views.ts";
import type { Tensor } from "../tensor.ts";
import { multiheadAttention } from "./multihead-attention.ts";

export const normalized = (network: Network, layer: LayerOf<"LayerNorm">, x: Tensor): Tensor =>
  layerNorm(network.tape, x, { weight: network.weight(layer, "weight"), bias: network.weight(layer, "bias") });

/** Sines and cosines of each position's row and column, a quarter of the channels each. */
function positionEmbedding(network: Network, map: { readonly positions: number; readonly channels: number }): Tensor {
  const { tape } = network;
  const dtype = halfIfAutocast(tape);
  const quarter = () => tape.tensor([map.positions, map.channels / 4], dtype);
  const columns = quarter();
  matrixHandle(tape, "forward");
  const rows = quarter();
  const waves = [quarter(), quarter(), quarter(), quarter()];
  const embedding = tape.tensor([1, map.positions, map.channels], dtype);
  tape.drop(...waves.reverse(), columns, rows);
  return embedding;
}

/** Two layers with an activation between: what follows attention in a transformer. */
function feedForward(network: Network, layer: LayerOf<"AIFI">, x: Tensor): Tensor {
  const { tape } = network;
  const wide = network.run(layer.fc1, x);
  const activated = activate(tape, wide, layer.act);
  tape.drop(wide);
  const narrow = network.run(layer.fc2, activated);
  tape.drop(activated);
  return narrow;
}

/** Attention of all positions of x among each other, their places told by the embedding. Yields the embedded x too. */
function attend(
  network: Network,
  layer: LayerOf<"AIFI">,
  options: { readonly x: Tensor; readonly embedding: Tensor },
): { readonly embedded: Tensor; readonly attended: Tensor } {
  const { x, embedding } = options;
  const embedded = add(network.tape, x, embedding);
  const attended = multiheadAttention(network, layer.attention, { query: embedded, key: embedded, value: x });
  return { embedded, attended };
}

/** Norms after each sum: the attention's result lives until the feed-forward part has one, the embedded x to the end. */
function normsAfter(network: Network, layer: LayerOf<"AIFI">, x: Tensor, embedding: Tensor): Tensor {
  const { tape } = network;
  const { embedded, attended } = attend(network, layer, { x, embedding });
  const sum = add(tape, x, attended);
  const normed = network.run(layer.norm1, sum);
  tape.drop(sum);
  const branch = feedForward(network, layer, normed);
  tape.drop(attended);
  const whole = add(tape, normed, branch);
  tape.drop(normed);
  const result = network.run(layer.norm2, whole);
  tape.drop(whole, embedded, branch);
  return result;
}

/** Norms before each branch; sums stay as they are. */
function normsBefore(network: Network, layer: LayerOf<"AIFI">, x: Tensor, embedding: Tensor): Tensor {
  const { tape } = network;
  const normed = network.run(layer.norm1, x);
  const { embedded, attended } = attend(network, layer, { x: normed, embedding });
  tape.drop(normed);
  const sum = add(tape, x, attended);
  const again = network.run(layer.norm2, sum);
  tape.drop(attended);
  const branch = feedForward(network, layer, again);
  tape.drop(again);
  const whole = add(tape, sum, branch);
  tape.drop(sum, embedded, branch);
  return whole;
}

/** A transformer's encoder layer over the positions of one map; the result is a dense NCHW map. */
export function aifi(network: Network, layer: LayerOf<"AIFI">, x: Tensor): Tensor {
  const { tape } = network;
  const [batch, channels, height, width] = x.nchw;
  const positions = height * width;
  const embedding = positionEmbedding(network, { positions, channels });
  const sequence = sequenceOf(tape, x);
  const run = layer.normalizeBefore ? normsBefore : normsAfter;
  const encoded = run(network, layer, sequence, embedding);
  const map = copy(tape, encoded, [batch, channels, height, width]);
  tape.drop(encoded, embedding, sequence);
  return map;
}
