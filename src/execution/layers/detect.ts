import type { DetectFields, Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { silu } from "../ops/activation.ts";
import { concat, detach, reshape } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { fusedMap } from "./basic.ts";

/** Outputs of one set of branches over all levels. */
export interface BranchPredictions {
  readonly images: number;
  /** Over all levels. */
  readonly anchors: number;
  /** Over all levels; undefined where the loss joins the levels. */
  readonly boxes: Tensor | undefined;
  readonly scores: Tensor | undefined;
  /** Boxes and scores of each level in one tensor, where the loss joins them. */
  readonly levels: readonly Tensor[];
  /** Mask coefficients, keypoints or angles. */
  readonly extra: Tensor | undefined;
  readonly sigma: Tensor | undefined;
  /** Inputs of the head, which live as long as the predictions. */
  readonly features: readonly Tensor[];
  proto: Tensor | undefined;
  /** Logits of the semantic branch. */
  semantic: Tensor | undefined;
}

export interface DetectPredictions {
  readonly kind: "detect";
  readonly many: BranchPredictions;
  readonly one: BranchPredictions | undefined;
  /** Decoded boxes and scores; only in evaluation. */
  readonly decoded: Tensor | undefined;
}

/** Gives up everything that a set of branches holds. */
export function dropBranches(tape: Tape, branches: BranchPredictions): void {
  tape.drop(
    branches.boxes,
    branches.scores,
    branches.extra,
    branches.sigma,
    branches.proto,
    branches.semantic,
    ...branches.levels,
    ...branches.features,
  );
}

interface BranchLayers {
  readonly boxes: readonly Layer[];
  readonly scores: readonly Layer[];
  readonly extras: readonly Layer[] | undefined;
  readonly keypoints: readonly Layer[] | undefined;
  readonly sigmas: readonly Layer[] | undefined;
}

/** One branch on every level, flattened and joined over the anchors. */
export function joinedLevels(network: Network, layers: readonly Layer[], inputs: readonly Tensor[]): Tensor {
  const { tape } = network;
  const flat = layers.map((layer, level) => {
    const input = inputs[level];
    if (input === undefined) throw new Error("a head with more branches than inputs");
    const output = network.run(layer, input);
    const [n, c, h, w] = output.nchw;
    const anchors = reshape(tape, output, [n, c, h * w], { order: "nchw", strided: true });
    tape.drop(output);
    return anchors;
  });
  const all = concat(tape, flat, 2);
  tape.drop(...flat);
  return all;
}

/** The angle of an oriented box: sigmoid, shift and scale as three tensors, the first two of which go. */
export function decodedAngle(tape: Tape, raw: Tensor): Tensor {
  const squashed = silu(tape, raw);
  tape.drop(raw);
  const shifted = tape.attachOne(tape.like(squashed), [squashed], [], ([gradient]) => [
    gradient && tape.keep(gradient),
  ]);
  tape.drop(squashed);
  const { shape, dtype } = shifted;
  const scaled = tape.attachOne(tape.like(shifted), [shifted], [], () => [tape.tensor(shape, dtype)]);
  tape.drop(shifted);
  return scaled;
}

function branchPredictions(
  network: Network,
  head: DetectFields,
  branch: { readonly layers: BranchLayers; readonly inputs: readonly Tensor[] },
): BranchPredictions {
  const { tape } = network;
  const { layers, inputs } = branch;
  const boxes = joinedLevels(network, layers.boxes, inputs);
  const scores = joinedLevels(network, layers.scores, inputs);
  let extra: Tensor | undefined;
  let sigma: Tensor | undefined;
  if (layers.extras !== undefined && layers.keypoints !== undefined && layers.sigmas !== undefined) {
    const hidden = layers.extras.map((layer, level) => network.run(layer, inputs[level] ?? boxes));
    extra = joinedLevels(network, layers.keypoints, hidden);
    if (network.training) sigma = joinedLevels(network, layers.sigmas, hidden);
    tape.drop(...hidden);
  } else if (layers.extras !== undefined) {
    extra = joinedLevels(network, layers.extras, inputs);
    if (head.extra?.kind === "obb") extra = decodedAngle(tape, extra);
  }
  return {
    images: boxes.dim(0),
    anchors: boxes.dim(2),
    boxes,
    scores,
    levels: [],
    extra,
    sigma,
    features: inputs.map((x) => tape.keep(x)),
    proto: undefined,
    semantic: undefined,
  };
}

/** Decoding in evaluation: softmax of the bins, its half copy; boxes, scores, and their join. */
export function decode(
  network: Network,
  head: DetectFields,
  raw: { readonly boxes: Tensor | undefined; readonly scores: Tensor | undefined },
): Tensor {
  const { tape } = network;
  const { boxes, scores } = raw;
  if (boxes === undefined || scores === undefined) throw new Error("decoding needs joined levels");
  const [n, , anchors] = [boxes.dim(0), boxes.dim(1), boxes.dim(2)];
  let distances: Tensor | undefined;
  if (head.regMax > 1) {
    const bins = tape.tensor([n, head.regMax, 4, anchors], tape.autocast ? "fp32" : boxes.dtype);
    // Softmax copies its permuted input; interleaved boxes are permuted into place, and copied for the convolution instead.
    const planar = !tape.settings.channelsLast;
    if (planar) tape.drop(tape.tensor(bins.shape, boxes.dtype));
    const low = tape.autocast ? tape.tensor(bins.shape, "fp16") : tape.keep(bins);
    const copy = planar ? undefined : tape.ordered(low);
    distances = tape.tensor([n, 1, 4, anchors], low.dtype);
    tape.drop(copy, low, bins);
  }
  const dtype = network.wideAnchors ? "fp32" : boxes.dtype;
  const halves = [0, 1, 2, 3, 4].map(() => tape.tensor([n, 2, anchors], dtype));
  const corners = tape.tensor([n, 4, anchors], dtype);
  tape.drop(...halves);
  const scaled = tape.tensor([n, 4, anchors], dtype);
  tape.drop(corners);
  const sigmoid = tape.like(scores);
  const joined = tape.tensor([n, 4 + head.classes, anchors], dtype);
  tape.drop(scaled, sigmoid);
  let result = joined;
  if (head.extra !== undefined) {
    const { kind, outputs } = head.extra;
    // Keypoints are decoded in a copy.
    const copied = kind === "pose" || kind === "pose26" ? tape.tensor([n, outputs, anchors], dtype) : undefined;
    result = tape.tensor([n, 4 + head.classes + outputs, anchors], dtype);
    tape.drop(joined, copied);
  }
  tape.drop(distances);
  return result;
}

function addPrototypes(
  network: Network,
  proto: Layer,
  set: {
    readonly many: BranchPredictions;
    readonly one: BranchPredictions | undefined;
    readonly inputs: readonly Tensor[];
  },
): void {
  const { tape } = network;
  const { many, one, inputs } = set;
  const [first] = inputs;
  if (first === undefined) return;
  if (proto.kind === "Proto26") {
    const fused = fusedMap(network, proto, inputs);
    many.proto = network.run(proto, fused);
    if (network.training) many.semantic = network.run(proto.semantic, fused);
    tape.drop(fused);
  } else many.proto = network.run(proto, first);
  if (one === undefined) return;
  one.proto = detach(tape, many.proto);
  if (many.semantic !== undefined) one.semantic = detach(tape, many.semantic);
}

/** A fused head keeps one set of branches: the one-to-one set where there is one. */
function fusedHead(network: Network, layer: LayerOf<"Detect">, inputs: readonly Tensor[]): DetectPredictions {
  const one = layer.oneToOneBoxes !== undefined;
  const layers = {
    boxes: layer.oneToOneBoxes ?? layer.boxes,
    scores: layer.oneToOneScores ?? layer.scores,
    extras: one ? layer.oneToOneExtras : layer.extras,
    keypoints: one ? layer.oneToOneKeypoints : layer.keypoints,
    sigmas: one ? layer.oneToOneSigmas : layer.sigmas,
  };
  const many = branchPredictions(network, layer, { layers, inputs });
  const decoded = decode(network, layer, many);
  if (layer.proto !== undefined) addPrototypes(network, layer.proto, { many, one: undefined, inputs });
  return { kind: "detect", many, one: undefined, decoded };
}

/** Boxes and scores of all anchors; for end-to-end heads from two sets of branches, the second on detached inputs. */
export function detectHead(network: Network, layer: LayerOf<"Detect">, inputs: readonly Tensor[]): DetectPredictions {
  const { tape } = network;
  if (network.fused) return fusedHead(network, layer, inputs);
  const manyLayers = {
    boxes: layer.boxes,
    scores: layer.scores,
    extras: layer.extras,
    keypoints: layer.keypoints,
    sigmas: layer.sigmas,
  };
  const many = branchPredictions(network, layer, { layers: manyLayers, inputs });
  let one: BranchPredictions | undefined;
  if (layer.oneToOneBoxes !== undefined && layer.oneToOneScores !== undefined) {
    const detached = inputs.map((x) => (network.training ? detach(tape, x) : tape.keep(x)));
    const oneLayers = {
      boxes: layer.oneToOneBoxes,
      scores: layer.oneToOneScores,
      extras: layer.oneToOneExtras,
      keypoints: layer.oneToOneKeypoints,
      sigmas: layer.oneToOneSigmas,
    };
    one = branchPredictions(network, layer, { layers: oneLayers, inputs: detached });
    tape.drop(...detached);
  }
  const decoded = network.training ? undefined : decode(network, layer, many);
  if (layer.proto !== undefined) addPrototypes(network, layer.proto, { many, one, inputs });
  return { kind: "detect", many, one, decoded };
}
