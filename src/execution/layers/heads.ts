import type { HeadKind, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { linear } from "../ops/matrix.ts";
import type { Tensor } from "../tensor.ts";
import { type DepthPrediction, depthHead } from "./depth.ts";
import { type DetectPredictions, detectHead } from "./detect.ts";
import { levelHead } from "./detect-levels.ts";
import { type RtdetrPredictions, rtdetrDecoder } from "./rtdetr-decoder.ts";

export interface ClassifyPrediction {
  readonly kind: "classify";
  readonly logits: Tensor;
}

export interface SemanticPrediction {
  readonly kind: "semantic";
  readonly main: Tensor;
  readonly aux: Tensor | undefined;
}

/** What a network yields; whoever receives it drops it with dropPredictions. */
export type Predictions =
  | DetectPredictions
  | ClassifyPrediction
  | SemanticPrediction
  | DepthPrediction
  | RtdetrPredictions;

function classifyHead(network: Network, layer: LayerOf<"Classify">, inputs: readonly Tensor[]): ClassifyPrediction {
  const { tape } = network;
  const [input] = inputs;
  if (input === undefined) throw new Error("a classifier needs an input");
  const convolved = network.run(layer.conv, input);
  const { shape, dtype } = convolved;
  const mean = tape.attachOne(tape.tensor([convolved.dim(0), convolved.dim(1)], dtype), [convolved], [], () => [
    tape.tensor(shape, dtype),
  ]);
  tape.drop(convolved);
  const logits = linear(tape, mean, layer.linear, {
    weight: network.weight(layer.linear, "weight"),
    bias: network.weight(layer.linear, "bias"),
  });
  tape.drop(mean);
  return { kind: "classify", logits };
}

function semanticHead(
  network: Network,
  layer: LayerOf<"SemanticSegment">,
  inputs: readonly Tensor[],
): SemanticPrediction {
  const [first, second] = inputs;
  if (first === undefined) throw new Error("a semantic head needs an input");
  const main = network.run(layer.main, first);
  const aux =
    network.training && layer.aux !== undefined && second !== undefined ? network.run(layer.aux, second) : undefined;
  return { kind: "semantic", main, aux };
}

/** Every head kind and how it runs: inputs are borrowed, predictions owned. */
export const HEADS: {
  readonly [K in HeadKind]: (network: Network, layer: LayerOf<K>, inputs: readonly Tensor[]) => Predictions;
} = {
  Detect: (network, layer, inputs) =>
    network.tape.settings.rules.head === "levels"
      ? levelHead(network, layer, inputs)
      : detectHead(network, layer, inputs),
  Classify: classifyHead,
  SemanticSegment: semanticHead,
  Depth: depthHead,
  RTDETRDecoder: rtdetrDecoder,
};
