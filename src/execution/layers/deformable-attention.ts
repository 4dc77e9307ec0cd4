import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { gridSample } from "../ops/grid-sample.ts";
import { softmax } from "../ops/matrix.ts";
import { folded, transpose } from "../ops/permutation.ts";
import { concat, copy, split } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Shape, Tensor } from "../tensor.ts";

/** What every layer of the decoder attends to: all maps as one sequence, and the height and width of each. */
export interface Maps {
  readonly sequence: Tensor;
  readonly sizes: readonly (readonly [number, number])[];
  readonly heads: number;
  /** Points that each head samples on each map. */
  readonly points: number;
}

/** Points around the reference boxes: offsets / points x size x 0.5 + centre, in the boxes' type. */
function locations(tape: Tape, offsets: Tensor, boxes: Tensor): Tensor {
  const { shape, dtype } = offsets;
  const wide = (): Tensor => tape.tensor(shape, boxes.dtype);
  const steps = tape.tensor(shape, dtype);
  const sized = wide();
  tape.drop(steps);
  const halved = wide();
  tape.drop(sized);
  const placed = wide();
  tape.drop(halved);
  return tape.attachOne(placed, [offsets], [boxes], (gradients) => {
    const ofHalved = wide();
    tape.drop(...gradients);
    gradients[0] = undefined;
    const ofSized = wide();
    const ofSteps = tape.tensor(shape, dtype);
    tape.drop(ofSized, ofHalved);
    const result = tape.permuted(ofSteps);
    tape.drop(ofSteps);
    return [result];
  });
}

/** The points in the sampler's coordinates, one row of queries a head: 2 x - 1, then a dense copy. */
function grids(tape: Tape, points: Tensor, shape: Shape): Tensor {
  const doubled = tape.like(points);
  const shifted = tape.like(points);
  tape.drop(doubled);
  const { shape: before, dtype } = points;
  const scaled = tape.attachOne(shifted, [points], [], () => [tape.tensor(before, dtype)]);
  const grid = copy(tape, scaled, shape);
  tape.drop(scaled);
  return grid;
}

/** Sampled values times attention weights, summed over the points; keeps both. Takes over the sampled values. */
function weighedSum(tape: Tape, sampled: Tensor, weights: Tensor): Tensor {
  const { shape, dtype } = sampled;
  const { shape: weightShape } = weights;
  const product = tape.attachOne(tape.tensor(shape, dtype), [sampled, weights], [weights, sampled], () => {
    const terms = tape.tensor(shape, dtype);
    const ofSampled = tape.tensor(shape, dtype);
    const ofWeights = tape.tensor(weightShape, dtype);
    tape.drop(terms);
    return [ofSampled, ofWeights];
  });
  tape.drop(sampled);
  // The gradient of a sum is expanded, not written out.
  const sum = tape.attachOne(tape.tensor(shape.slice(0, -1), dtype), [product], [], ([gradient]) => [
    gradient && tape.view(gradient, shape, { strided: true }),
  ]);
  tape.drop(product);
  return sum;
}

interface Sampling {
  /** Projected maps: batch, positions, channels. */
  readonly value: Tensor;
  readonly points: Tensor;
  readonly weights: Tensor;
  readonly maps: Maps;
}

/** Every head samples its points on every map; the values are weighed and summed. */
function sample(tape: Tape, { value, points, weights, maps }: Sampling): Tensor {
  const [batch, positions, channels] = [value.dim(0), value.dim(1), value.dim(2)];
  const queries = points.dim(1);
  const rows = batch * maps.heads;
  const width = channels / maps.heads;
  const total = maps.sizes.length * maps.points;
  const values = copy(tape, value, [rows, width, positions]);
  const levels = split(
    tape,
    values,
    maps.sizes.map(([height, columns]) => height * columns),
    2,
  );
  tape.drop(values);
  const grid = grids(tape, points, [rows, queries, total, 2]);
  const parts = split(
    tape,
    grid,
    maps.sizes.map(() => maps.points),
    2,
  );
  tape.drop(grid);
  const sampled = levels.map((level, i) => {
    const part = parts[i];
    if (part === undefined) throw new Error("a map without points");
    return gridSample(tape, level, part);
  });
  const dense = copy(tape, weights, [rows, 1, queries, total]);
  const joined = concat(tape, sampled, 3);
  const sum = weighedSum(tape, joined, dense);
  const channelsFirst = folded(tape, sum, [batch, channels, queries]);
  const queriesFirst = transpose(tape, channelsFirst, [batch, queries, channels]);
  const result = copy(tape, queriesFirst);
  tape.drop(channelsFirst, queriesFirst, dense, ...parts, ...sampled.reverse(), ...levels, sum);
  return result;
}

/** Attention at sampled points of the maps. Inputs are borrowed; reference boxes have no past. */
export function deformableAttention(
  network: Network,
  layer: LayerOf<"DeformableLayer">,
  inputs: { readonly query: Tensor; readonly boxes: Tensor; readonly maps: Maps },
): Tensor {
  const { tape } = network;
  const { query, boxes, maps } = inputs;
  const [batch, queries] = [query.dim(0), query.dim(1)];
  const total = maps.sizes.length * maps.points;
  const seen = (x: Tensor, shape: Shape): Tensor => {
    const view = folded(tape, x, shape);
    tape.drop(x);
    return view;
  };
  const value = seen(network.run(layer.value, maps.sequence), maps.sequence.shape);
  const offsets = seen(network.run(layer.offsets, query), [batch, queries, maps.heads, total, 2]);
  const logits = seen(network.run(layer.weights, query), [batch, queries, maps.heads, total]);
  const weights = softmax(tape, logits);
  tape.drop(logits);
  const points = locations(tape, offsets, boxes);
  const sampled = sample(tape, { value, points, weights, maps });
  const result = network.run(layer.output, sampled);
  tape.drop(value, offsets, weights, points, sampled);
  return result;
}
