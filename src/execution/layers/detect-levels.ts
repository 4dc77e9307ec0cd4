import type { Layer, LayerOf } from "../../graph/layer.ts";
import type { Network } from "../network.ts";
import { concat, detach, reshape, split } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type BranchPredictions, type DetectPredictions, decode, decodedAngle, joinedLevels } from "./detect.ts";

/** Boxes and scores of each level in one tensor; the outputs of the two branches go once it exists. */
function levelOutputs(
  network: Network,
  branches: { readonly boxes: readonly Layer[]; readonly scores: readonly Layer[] },
  inputs: readonly Tensor[],
): readonly Tensor[] {
  const { tape } = network;
  return inputs.map((input, level) => {
    const [boxBranch, scoreBranch] = [branches.boxes[level], branches.scores[level]];
    if (boxBranch === undefined || scoreBranch === undefined) throw new Error("a head with more inputs than branches");
    const boxes = network.run(boxBranch, input);
    const scores = network.run(scoreBranch, input);
    const both = concat(tape, [boxes, scores]);
    tape.drop(scores, boxes);
    return both;
  });
}

/** Boxes and scores over all anchors: views of one tensor that joins the levels. */
export function splitLevels(
  tape: Tape,
  levels: readonly Tensor[],
  parts: { readonly boxes: number; readonly scores: number },
): { readonly boxes: Tensor; readonly scores: Tensor } {
  const flat = levels.map((level) => {
    const [images, values, height, width] = level.nchw;
    return reshape(tape, level, [images, values, height * width]);
  });
  const all = concat(tape, flat, 2);
  tape.drop(...flat);
  const [boxes, scores] = split(tape, all, [parts.boxes, parts.scores]);
  tape.drop(all);
  if (boxes === undefined || scores === undefined) throw new Error("a split without parts");
  return { boxes, scores };
}

const anchorsOf = (levels: readonly Tensor[]): number =>
  levels.reduce((sum, level) => sum + level.dim(2) * level.dim(3), 0);

function branchOf(levels: readonly Tensor[], rest: Pick<BranchPredictions, "extra" | "proto">): BranchPredictions {
  return {
    images: levels[0]?.dim(0) ?? 0,
    anchors: anchorsOf(levels),
    boxes: undefined,
    scores: undefined,
    levels,
    sigma: undefined,
    features: [],
    semantic: undefined,
    ...rest,
  };
}

/** What the task adds, before boxes and scores. */
function extraOf(network: Network, head: LayerOf<"Detect">, inputs: readonly Tensor[]): Tensor | undefined {
  if (head.extras === undefined) return undefined;
  const extra = joinedLevels(network, head.extras, inputs);
  return head.extra?.kind === "obb" ? decodedAngle(network.tape, extra) : extra;
}

/**
 * Detect before 8.4: prototypes and extras first, then level by level. Of an end-to-end head the one-to-one branch comes
 * first, and it is the one that is decoded. Fusing keeps all branches.
 */
export function levelHead(network: Network, head: LayerOf<"Detect">, inputs: readonly Tensor[]): DetectPredictions {
  const { tape } = network;
  const [first] = inputs;
  const proto = head.proto !== undefined && first !== undefined ? network.run(head.proto, first) : undefined;
  const extra = extraOf(network, head, inputs);
  let one: BranchPredictions | undefined;
  if (head.oneToOneBoxes !== undefined && head.oneToOneScores !== undefined) {
    const detached = inputs.map((x) => detach(tape, x));
    const layers = { boxes: head.oneToOneBoxes, scores: head.oneToOneScores };
    one = branchOf(levelOutputs(network, layers, detached), { extra: undefined, proto: undefined });
    tape.drop(...detached);
  }
  const many = branchOf(levelOutputs(network, head, inputs), { extra, proto });
  const decoded = network.training ? undefined : decodedLevels(network, head, (one ?? many).levels);
  return { kind: "detect", many, one, decoded };
}

function decodedLevels(network: Network, head: LayerOf<"Detect">, levels: readonly Tensor[]): Tensor {
  const { tape } = network;
  const raw = splitLevels(tape, levels, { boxes: 4 * head.regMax, scores: head.classes });
  const decoded = decode(network, head, raw);
  tape.drop(raw.boxes, raw.scores);
  return decoded;
}
