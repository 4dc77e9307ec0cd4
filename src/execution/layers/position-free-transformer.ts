import type { LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { add } from "../ops/elementwise.ts";
import { permutedLinear } from "../ops/matrix.ts";
import type { Tensor } from "../tensor.ts";
import { multiheadAttention } from "./multihead-attention.ts";

/** A layer over the channels that has no bias. */
const product = (network: Network, layer: LayerOf<"Linear">, x: Tensor): Tensor =>
  permutedLinear(network.tape, x, layer.out, { weight: network.weight(layer, "weight") });

/** Self-attention over projected queries, keys and values, then two layers; x is added to each. Positions, batch, channels. */
export function transformerLayer(network: Network, layer: LayerOf<"TransformerLayer">, x: Tensor): Tensor {
  const { tape } = network;
  const [query, key, value] = [layer.q, layer.k, layer.v].map((each) => product(network, each, x)) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const attended = multiheadAttention(network, layer.attention, { query, key, value, positionsFirst: true });
  tape.drop(query, key, value);
  const sum = add(tape, attended, x);
  tape.drop(attended);
  const wide = product(network, layer.fc1, sum);
  const narrow = product(network, layer.fc2, wide);
  tape.drop(wide);
  const result = add(tape, narrow, sum);
  tape.drop(narrow, sum);
  return result;
}

/** A map as a sequence, with a learnt share of itself added for the position; its result is a permuted view of a map. */
export function transformerBlock(network: Network, layer: LayerOf<"TransformerBlock">, x: Tensor): Tensor {
  const { tape } = network;
  const map = layer.conv === undefined ? tape.keep(x) : network.run(layer.conv, x);
  const [batch, channels, height, width] = map.nchw;
  const { shape, order } = map;
  const permuted = { order: "nchw", strided: true } as const;
  const sequence = tape.attachOne(
    tape.view(map, [height * width, batch, channels], permuted),
    [map],
    [],
    ([gradient]) => [gradient && tape.view(gradient, shape, { order, strided: gradient.strided })],
  );
  const learnt = permutedLinear(tape, sequence, channels, {
    weight: network.weight(layer.linear, "weight"),
    bias: network.weight(layer.linear, "bias"),
  });
  // The sum lies in memory as the map does, and so does its gradient: the linear layer copies it, the map takes it as it is.
  const placed = tape.attachOne(tape.permuted(sequence), [sequence, learnt], [], ([gradient]) =>
    gradient === undefined ? [] : [tape.keep(gradient), tape.view(gradient, gradient.shape, permuted)],
  );
  tape.drop(learnt);
  const encoded = network.run(layer.layers, placed);
  const result = tape.attachOne(tape.view(encoded, shape, permuted), [encoded], [], ([gradient]) => [
    gradient && tape.view(gradient, [height * width, batch, channels], permuted),
  ]);
  tape.drop(encoded, placed, sequence, map);
  return result;
}
