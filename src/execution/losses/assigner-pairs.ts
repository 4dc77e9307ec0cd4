import { scratch } from "../scratch.ts";
import type { Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";
import { type AssignerSizes, CIOU, type Targets, writeAtIndices } from "./assigner.ts";

/** Four differences of each pair of label and anchor in one tensor, and their minimum. */
function insideBoxes(tape: Tape, pairs: readonly number[]): Tensor {
  const half = [...pairs, 2];
  const [low, high] = [tape.tensor(half, "fp32"), tape.tensor(half, "fp32")];
  const deltas = tape.tensor([...pairs, 4], "fp32");
  tape.drop(high, low);
  const inside = tape.tensor(pairs, "fp32");
  tape.drop(deltas);
  return inside;
}

/** The same for rotated boxes: vectors to a corner, two dot products, four comparisons. */
function insideRotated(tape: Tape, pairs: readonly number[]): Tensor {
  const vectors = () => tape.tensor([...pairs, 2], "fp32");
  const bool = () => tape.tensor(pairs, "int8");
  const toCorner = vectors();
  const dot = (): Tensor => {
    const product = vectors();
    const sum = tape.tensor(pairs, "fp32");
    tape.drop(product);
    return sum;
  };
  const [along, across] = [dot(), dot()];
  const [a, b, low] = [bool(), bool(), bool()];
  tape.drop(a, b);
  const [c, both] = [bool(), bool()];
  tape.drop(low, c);
  const [d, inside] = [bool(), bool()];
  tape.drop(both, d, along, across, toCorner);
  return inside;
}

/** Boxes of the pairs inside, one row each. */
function pairBoxes(tape: Tape, candidates: number): Tensor {
  const indices = tape.tensor([candidates, 3], "int64");
  const boxes = tape.tensor([candidates, 4], "fp32");
  tape.drop(indices);
  return boxes;
}

/** Writing to a mask: its places as indices, then as for indices. */
function writeAtMask(tape: Tape, candidates: number): void {
  const indices = tape.tensor([candidates, 3], "int64");
  writeAtIndices(tape, candidates);
  tape.drop(indices);
}

/** Overlap and alignment in tables of all pairs, computed at the pairs inside. */
function pairMetrics(
  tape: Tape,
  sizes: AssignerSizes,
  inside: Tensor,
): { readonly overlaps: Tensor; readonly alignment: Tensor } {
  const { batch, most, anchors, candidates } = sizes;
  const pairs = [batch, most, anchors];
  const half = tape.autocast || sizes.scoreType === "fp16" ? "fp16" : "fp32";
  const masked = tape.like(inside);
  const mask = tape.tensor(pairs, "int8");
  tape.drop(masked);
  const overlaps = tape.tensor(pairs, "fp32");
  const scores = tape.tensor(pairs, half);
  const gathered = tape.tensor(pairs, half);
  const indices = tape.tensor([candidates, 3], "int64");
  const values = tape.tensor([candidates], half);
  tape.drop(indices, gathered);
  writeAtMask(tape, candidates);
  tape.drop(values);
  const [predicted, labelled] = [pairBoxes(tape, candidates), pairBoxes(tape, candidates)];
  const overlap = scratch(tape, CIOU, { shape: [candidates], dtype: "fp32" });
  writeAtMask(tape, candidates);
  tape.drop(overlap);
  // pow is fp32 by autocast's rule.
  const type: DType = tape.autocast ? "fp32" : half;
  const cast = type === half ? undefined : tape.tensor(pairs, type);
  const raised = tape.tensor(pairs, type);
  tape.drop(cast);
  const powered = tape.tensor(pairs, "fp32");
  const alignment = tape.tensor(pairs, "fp32");
  tape.drop(raised, powered, mask, scores, predicted, labelled);
  return { overlaps, alignment };
}

interface Positives {
  readonly mask: Tensor;
  readonly foreground: Tensor;
  readonly indices: Tensor;
}

/** The best anchors of each label, and of an anchor that several labels want the label with most overlap. */
function positives(tape: Tape, sizes: AssignerSizes, inside: Tensor): Positives {
  const { batch, most, anchors } = sizes;
  const pairs = [batch, most, anchors];
  const each = [batch, anchors];
  const counts = tape.tensor(pairs, "int8");
  tape.drop(tape.tensor(pairs, "int8"));
  const top = tape.tensor(pairs, "fp32");
  tape.drop(counts);
  const both = tape.tensor(pairs, "fp32");
  const first = tape.tensor(pairs, "fp32");
  tape.drop(both, inside, top);
  const firstSum = tape.tensor(each, "fp32");
  const several = tape.tensor(each, "int8");
  const best = tape.tensor(each, "int64");
  const isBest = tape.tensor(pairs, "fp32");
  const mask = tape.tensor(pairs, "fp32");
  const foreground = tape.tensor(each, "fp32");
  tape.drop(firstSum);
  const indices = tape.tensor(each, "int64");
  tape.drop(several, best, isBest, first);
  return { mask, foreground, indices };
}

/**
 * The task-aligned assigner before ultralytics#25240: whole tables of labels and anchors, and classes as an int64 one-hot.
 * Sizes and order as recorded from 8.3.63.
 */
export function assignPairs(tape: Tape, sizes: AssignerSizes): Targets {
  tape.operation("label assignment");
  const { batch, most, anchors, classes } = sizes;
  const pairs = [batch, most, anchors];
  const each = [batch, anchors];
  const inside = sizes.rotated ? insideRotated(tape, pairs) : insideBoxes(tape, pairs);
  const { overlaps, alignment } = pairMetrics(tape, sizes, inside);
  const positive = positives(tape, sizes, inside);
  const flatIndices = tape.tensor(each, "int64");
  const labels = tape.tensor(each, "int64");
  const boxes = tape.tensor([batch, anchors, sizes.rotated ? 5 : 4], "fp32");
  const oneHot = tape.tensor([batch, anchors, classes], "int64");
  const repeated = tape.tensor([batch, anchors, classes], "fp32");
  const isForeground = tape.tensor([batch, anchors, classes], "int8");
  const chosen = tape.tensor([batch, anchors, classes], "int64");
  tape.drop(isForeground, oneHot, flatIndices, repeated);
  tape.drop(tape.tensor(pairs, "fp32"));
  const weighted = tape.tensor(pairs, "fp32");
  const divided = tape.tensor(pairs, "fp32");
  tape.drop(weighted);
  const normalised = tape.tensor(each, "fp32");
  tape.drop(divided);
  const scores = tape.tensor([batch, anchors, classes], "fp32");
  tape.drop(chosen);
  const foreground = tape.tensor(each, "int8");
  tape.drop(positive.mask, alignment, overlaps, positive.foreground, normalised);
  return { labels, boxes, scores, foreground, indices: positive.indices };
}
