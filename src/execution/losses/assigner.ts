import { scratch } from "../scratch.ts";
import type { Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";

/** CIoU of K pairs: width and height of both boxes, intersection, union, enclosing box, centre distance, aspect, result. */
export const CIOU = `
  w1 a h1 -a  w2 a h2 -a
  a b c -a -b  a b d -a -b  inter -c -d
  a b c -a -b d -c union -d  iou
  a b cw -a -b  a b ch -a -b
  a b c -a -b c2 -c
  a b c -a -b d e -c -d -e rho
  a b -a v -b
  a b alpha -a -b
  a b c -a -b result -c`;

export interface AssignerSizes {
  readonly batch: number;
  readonly most: number;
  readonly anchors: number;
  readonly classes: number;
  readonly candidates: number;
  /** One label an anchor in the end: a second top-k. */
  readonly oneToOne: boolean;
  /** Type of the predicted scores. */
  readonly scoreType: DType;
  /** Boxes are rotated: inside-tests by dot products. */
  readonly rotated: boolean;
  /** What a task adds while candidate pairs are compared (masks, keypoints). */
  readonly compare: ((oneToOne: boolean) => void) | undefined;
}

/** Targets that outlive the assigner. */
export interface Targets {
  readonly labels: Tensor;
  readonly boxes: Tensor;
  readonly scores: Tensor;
  readonly foreground: Tensor;
  readonly indices: Tensor;
}

/** Which anchors lie inside which label boxes: four differences, compared one after another. */
function insideBoxes(tape: Tape, pairs: readonly number[]): Tensor {
  const first = tape.tensor(pairs, "fp32");
  const inside = tape.tensor(pairs, "int8");
  tape.drop(first);
  for (let side = 0; side < 3; side++) {
    const difference = tape.tensor(pairs, "fp32");
    tape.drop(difference, tape.tensor(pairs, "int8"));
  }
  return inside;
}

/** The same for rotated boxes: two differences to a corner, two dot products, four comparisons. */
function insideRotated(tape: Tape, pairs: readonly number[]): Tensor {
  const fp32 = () => tape.tensor(pairs, "fp32");
  const bool = () => tape.tensor(pairs, "int8");
  const [px, py] = [fp32(), fp32()];
  const dot = (): Tensor => {
    const [a, b, sum] = [fp32(), fp32(), fp32()];
    tape.drop(a, b);
    return sum;
  };
  const [along, across] = [dot(), dot()];
  const [a, b, low] = [bool(), bool(), bool()];
  tape.drop(a, b);
  const [c, both] = [bool(), bool()];
  tape.drop(low, c);
  const [d, inside] = [bool(), bool()];
  tape.drop(both, d, px, py, along, across);
  return inside;
}

/** Writing K values at K places: indices are made, checked and sorted. 17.1 bytes a pair of sort buffer were seen. */
export function writeAtIndices(tape: Tape, count: number): void {
  const index = () => tape.tensor([count], "int64");
  const a = index();
  const b = index();
  tape.drop(a);
  tape.drop(index());
  const [d, e, f] = [index(), index(), index()];
  const buffer = tape.tensor([Math.trunc(count * 17.1)], "int8");
  tape.drop(buffer, f, e, d, b);
}

/** Overlap and alignment of the candidate pairs, scattered into two tables of all pairs. */
function pairMetrics(tape: Tape, sizes: AssignerSizes): { readonly overlaps: Tensor; readonly alignment: Tensor } {
  const { batch, most, anchors, candidates } = sizes;
  const pairs = [batch, most, anchors];
  const vector = (dtype: "fp32" | "int64" | "fp16") => tape.tensor([candidates], dtype);
  const mask = tape.tensor(pairs, "fp32");
  const bool = tape.tensor(pairs, "int8");
  const indices = tape.tensor([candidates, 3], "int64");
  const scores = vector("fp32");
  const classIndices = vector("int64");
  tape.drop(scores);
  const boxScores = vector(tape.autocast ? "fp16" : "fp32");
  tape.drop(classIndices);
  const [predicted, labelled] = [tape.tensor([candidates, 4], "fp32"), tape.tensor([candidates, 4], "fp32")];
  const overlap = scratch(tape, CIOU, { shape: [candidates], dtype: "fp32" });
  tape.drop(predicted, labelled);
  sizes.compare?.(sizes.oneToOne);
  const aligned = scratch(tape, "x y -x z aligned", { shape: [candidates], dtype: "fp32" });
  const overlaps = tape.tensor(pairs, "fp32");
  const alignment = tape.tensor(pairs, "fp32");
  writeAtIndices(tape, candidates);
  writeAtIndices(tape, candidates);
  tape.drop(bool, indices, boxScores, overlap, aligned, mask);
  return { overlaps, alignment };
}

/** The task-aligned assigner: which anchor learns which label. Sizes as seen in traces of 8.4.190. */
export function assign(tape: Tape, sizes: AssignerSizes): Targets {
  tape.operation("label assignment");
  const { batch, most, anchors, classes } = sizes;
  const pairs = [batch, most, anchors];
  const each = [batch, anchors];
  const inside = sizes.rotated ? insideRotated(tape, pairs) : insideBoxes(tape, pairs);
  const { overlaps, alignment } = pairMetrics(tape, sizes);
  const counts = tape.tensor(pairs, "int8");
  tape.drop(tape.tensor(pairs, "int8"), inside);
  const assigned = tape.tensor(each, "int64");
  tape.drop(tape.tensor(pairs, "int64"));
  const several = tape.tensor(each, "int8");
  const anySeveral = tape.tensor(each, "fp32");
  const best = tape.tensor(each, "int64");
  tape.drop(anySeveral);
  const isBest = tape.tensor(pairs, "int8");
  const positive = tape.tensor(pairs, "int8");
  const secondAlignment = sizes.oneToOne ? tape.tensor(pairs, "fp32") : undefined;
  const secondTop = sizes.oneToOne ? tape.tensor(pairs, "int8") : undefined;
  const foregroundMask = tape.tensor(each, "int8");
  const indices = tape.tensor(each, "int64");
  tape.drop(assigned, several, best, isBest, secondTop, secondAlignment, counts);
  const flatIndices = tape.tensor(each, "int64");
  const labels = tape.tensor(each, "int64");
  const boxes = tape.tensor([batch, anchors, 4], "fp32");
  const oneHot = tape.tensor([batch, anchors, classes], "int8");
  const background = tape.tensor(each, "int8");
  const masked = tape.tensor([batch, anchors, classes], "int8");
  tape.drop(background, oneHot, flatIndices);
  const normalised = tape.tensor(each, "fp32");
  const scores = tape.tensor([batch, anchors, classes], "fp32");
  tape.drop(masked);
  const foreground = tape.tensor(each, "int8");
  tape.drop(positive, alignment, overlaps, foregroundMask, normalised);
  return { labels, boxes, scores, foreground, indices };
}
