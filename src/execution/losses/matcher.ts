import { scratch } from "../scratch.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** Cost parts of class, overlap: each name one tensor of queries by labels, in the order of the expressions. */
const FOCAL = "p q -p r s -r t -s u -t v -q -u";
const OVERLAP = `
  a b x -a -b a b y -a -b inter -x -y
  a union -a iou
  a b w -a -b a b h -a -b
  a area -a a b -a giou -b
  -inter -union -iou -w -h -area
`;

/**
 * Costs of giving each query each label: of class, distance and overlap, weighed and summed. The assignment itself is
 * found on the CPU, from a copy. Labels are padded to the fullest image's. Nothing stays.
 */
export function matchQueries(tape: Tape, scores: Tensor, most: number): void {
  tape.operation("query matching");
  const [batch, queries, classes] = [scores.dim(0), scores.dim(1), scores.dim(2)];
  const costs = { shape: [batch, queries, most], dtype: "fp32" } as const;
  const cost = (): Tensor => tape.tensor(costs.shape, "fp32");
  const boxes = tape.tensor([batch, most, 4], "fp32");
  const labels = tape.tensor([batch, most], "int64");
  const wide = scores.dtype === "fp32" ? undefined : tape.tensor([batch, queries, classes], "fp32");
  const probabilities = tape.tensor([batch, queries, classes], "fp32");
  tape.drop(wide);
  const picked = cost();
  tape.drop(probabilities);
  const negative = scratch(tape, FOCAL, costs);
  const positive = scratch(tape, FOCAL, costs);
  const ofClass = cost();
  const differences = tape.tensor([batch, queries, most, 4], "fp32");
  const absolute = tape.tensor([batch, queries, most, 4], "fp32");
  tape.drop(differences);
  const distance = cost();
  tape.drop(absolute);
  const overlap = scratch(tape, OVERLAP, costs);
  const ofOverlap = cost();
  tape.drop(overlap);
  const total = scratch(tape, "a b c -a -b a d -c -a", costs);
  const invalid = tape.tensor(costs.shape, "int8");
  tape.drop(cost());
  tape.drop(invalid, total, picked, boxes, labels, negative, positive, ofClass, distance, ofOverlap);
}
