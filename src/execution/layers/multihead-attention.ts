import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { scale } from "../ops/elementwise.ts";
import { batchedMatrixProduct, type LinearWeights, linear, permutedLinear, softmax } from "../ops/matrix.ts";
import { folded, transpose } from "../ops/permutation.ts";
import { copy, reshape, split } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

export interface AttentionInputs {
  /** Batch, positions, channels; or positions, batch, channels where `positionsFirst`. */
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  /** Which positions may not see which: a boolean square. */
  readonly mask?: Tensor | undefined;
  readonly positionsFirst?: boolean;
}

/** One third of the projection, of an input with positions first: dense, so the fused form does. */
function projectRows(tape: Tape, x: Tensor, channels: number, weights: LinearWeights): Tensor {
  const { shape } = x;
  const rows = folded(tape, x, [x.dim(0) * x.dim(1), channels]);
  const projected = linear(tape, rows, { kind: "Linear", in: channels, out: channels }, weights);
  tape.drop(rows);
  const result = folded(tape, projected, shape);
  tape.drop(projected);
  return result;
}

/** Query, key and value by their thirds of one matrix. Positions have to come first, so other inputs are permuted. */
function project(network: Network, layer: LayerOf<"MultiheadAttention">, inputs: AttentionInputs): Tensor[] {
  const { tape } = network;
  const { channels } = layer;
  const thirds = [channels, channels, channels];
  const weights = split(tape, network.weight(layer, "in_proj_weight"), thirds, 0);
  const biases = split(tape, network.weight(layer, "in_proj_bias"), thirds, 0);
  const { positionsFirst = false } = inputs;
  const permuted = [inputs.query, inputs.key, inputs.value].map((x) =>
    positionsFirst ? tape.keep(x) : transpose(tape, x, [x.dim(1), x.dim(0), channels]),
  );
  const projected = permuted.map((x, i) => {
    const [weight, bias] = [weights[i], biases[i]];
    if (weight === undefined) throw new Error("attention without weights");
    return (positionsFirst ? projectRows : permutedLinear)(tape, x, channels, { weight, bias });
  });
  tape.drop(...permuted, ...weights, ...biases);
  return projected;
}

/** Of each head: query and value as positions by channels, the key the other way round, which the product reads as it is. */
function heads(network: Network, layer: LayerOf<"MultiheadAttention">, projected: readonly Tensor[]): Tensor[] {
  const { tape } = network;
  const width = layer.channels / layer.heads;
  return projected.map((x, i) => {
    const [positions, batch] = [x.dim(0), x.dim(1) * layer.heads];
    const shape = [positions, batch, width];
    const one = i === 1 ? reshape(tape, x, shape) : folded(tape, x, shape);
    const seen = transpose(tape, one, i === 1 ? [batch, width, positions] : [batch, positions, width]);
    tape.drop(one);
    return seen;
  });
}

/** Attention as torch's MultiheadAttention has it, without its fused kernel: the weights' mean over the heads is made too. */
export function multiheadAttention(
  network: Network,
  layer: LayerOf<"MultiheadAttention">,
  inputs: AttentionInputs,
): Tensor {
  const { tape } = network;
  const { mask, positionsFirst = false } = inputs;
  const [first, second] = positionsFirst ? ([1, 0] as const) : ([0, 1] as const);
  const [batch, positions] = [inputs.query.dim(first), inputs.query.dim(second)];
  const seen = inputs.key.dim(second);
  // A boolean mask becomes one of numbers to add.
  const added = mask && tape.tensor(mask.shape, "fp32");
  const projected = project(network, layer, inputs);
  const [query = inputs.query, key = inputs.key, value = inputs.value] = heads(network, layer, projected);
  const scaled = scale(tape, query);
  const square = [batch * layer.heads, positions, seen];
  const products = batchedMatrixProduct(tape, [scaled, key], { shape: square, added });
  const weights = softmax(tape, products, false);
  tape.drop(products);
  const width = layer.channels / layer.heads;
  const result = batchedMatrixProduct(tape, [weights, value], { shape: [batch * layer.heads, positions, width] });
  const rows = copy(tape, result, [positions * batch, layer.channels]);
  tape.drop(result);
  const out = network.run(layer.out, rows);
  tape.drop(rows);
  const mean = tape.tensor([batch, positions, seen], weights.dtype);
  tape.drop(weights, query, key, value, ...projected, scaled, added, mean);
  const rowsOfAll = folded(tape, out, [positions, batch, layer.channels]);
  // The gradient that comes back is permuted either way.
  const attended = transpose(tape, rowsOfAll, inputs.query.shape);
  tape.drop(rowsOfAll, out);
  return attended;
}
