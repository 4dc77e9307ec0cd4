import type { DetectFields } from "../../graph/layer.ts";
import type { BranchPredictions } from "../layers/detect.ts";
import { splitLevels } from "../layers/detect-levels.ts";
import { copy } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** Box distances and scores with one row an anchor, contiguous. */
export interface RawTables {
  readonly distances: Tensor;
  readonly scores: Tensor;
}

/** Copies of what the head joined; or the levels joined, split and copied, and the joined tensor goes. */
export function rawTables(tape: Tape, head: DetectFields, predictions: BranchPredictions): RawTables {
  const { boxes, scores, images, anchors, levels } = predictions;
  const distancesShape = [images, anchors, 4 * head.regMax];
  const scoresShape = [images, anchors, head.classes];
  if (boxes !== undefined && scores !== undefined) {
    const distances = copy(tape, boxes, distancesShape);
    return { distances, scores: copy(tape, scores, scoresShape) };
  }
  const raw = splitLevels(tape, levels, { boxes: 4 * head.regMax, scores: head.classes });
  const contiguousScores = copy(tape, raw.scores, scoresShape);
  tape.drop(raw.scores);
  const distances = copy(tape, raw.boxes, distancesShape);
  tape.drop(raw.boxes);
  return { distances, scores: contiguousScores };
}
