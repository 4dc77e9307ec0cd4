import type { DetectFields } from "../../graph/layer.ts";
import type { BranchPredictions } from "../layers/detect.ts";
import { concat, copy } from "../ops/views.ts";
import type { Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";
import { detectionLoss, positivesOf } from "./detection.ts";
import type { BatchLabels } from "./labels.ts";
import { halfIfAutocast, joinedLoss, rowsAt } from "./pieces.ts";

export interface PoseLoss {
  readonly head: DetectFields;
  readonly predictions: BranchPredictions;
  readonly labels: BatchLabels;
  readonly oneToOne?: boolean;
}

/** A copy, then in-place writes to slices; backward takes each write back by two slice copies. */
function decodedKeypoints(tape: Tape, x: Tensor): Tensor {
  const { shape, dtype } = x;
  const [batch, anchors, values] = [x.dim(0), x.dim(1), x.dim(2)];
  const third = Math.floor(values / 3);
  return tape.attachOne(tape.tensor(shape, dtype), [x], [], (gradients) => {
    let current = gradients[0];
    gradients[0] = undefined;
    for (const columns of [third, third, 2 * third]) {
      const slice = () => tape.tensor([batch, anchors, columns], dtype);
      const first = tape.tensor(shape, dtype);
      const part = slice();
      tape.drop(slice());
      tape.drop(current);
      const second = tape.tensor(shape, dtype);
      tape.drop(part, second);
      const next = tape.tensor(shape, dtype);
      const again = slice();
      const product = columns === third ? undefined : slice();
      tape.drop(again, product, first);
      current = next;
    }
    return [current];
  });
}

/** Detection loss, then the keypoints of the positives. */
export function poseLoss(tape: Tape, options: PoseLoss): Tensor {
  tape.operation("pose loss");
  const { predictions, labels } = options;
  const { extra } = predictions;
  if (extra === undefined) throw new Error("a pose head without keypoints");
  const [batch, values, anchors] = [extra.dim(0), extra.dim(1), extra.dim(2)];
  const raw = copy(tape, extra, [batch, anchors, values]);
  const locals: Tensor[] = [];
  const detection = detectionLoss(tape, { ...options, locals });
  const keypoints = decodedKeypoints(tape, raw);
  tape.drop(raw);
  const rows = rowsAt(tape, keypoints, labels.positives, values);
  const loss = joinedLoss(tape, [detection, rows]);
  tape.drop(detection, rows, keypoints, ...locals);
  return loss;
}

/** Keypoint similarity of the candidate pairs: differences, squares, sums, exponentials. */
function compareKeypoints(tape: Tape, candidates: number, keypoints: number): () => void {
  return () => {
    const t = (dtype: DType, ...rest: number[]) => tape.tensor([candidates, keypoints, ...rest], dtype);
    const labelled = t("fp32", 3);
    const visible = t("int8");
    const differences = [t("fp16", 2), t("fp32", 2), t("fp32", 2), t("fp32", 2)];
    const distance = t("fp32");
    tape.drop(...differences);
    const [e, f] = [t("fp32"), t("fp32")];
    tape.drop(e);
    const g = t("fp32");
    tape.drop(f);
    const similarity = t("fp32");
    tape.drop(g, labelled, visible, distance, similarity);
  };
}

/** Layers of the flow, and what each of its six couplings keeps: four hidden maps in two networks, and its scales. */
const COUPLINGS = 6;
const NETWORKS = 2;
const MAPS = 4;
const FLOW_WIDTH = 64;

/** Negative log-likelihood of the keypoint errors under the flow. */
function flowLoss(tape: Tape, rows: Tensor, positives: number, keypoints: number): Tensor {
  const points = positives * keypoints;
  const kept: Tensor[] = [];
  for (let coupling = 0; coupling < COUPLINGS; coupling++) {
    for (let map = 0; map < NETWORKS * MAPS; map++) kept.push(tape.tensor([points, FLOW_WIDTH], halfIfAutocast(tape)));
    kept.push(tape.tensor([points * 8], "fp32"));
  }
  const { shape, dtype } = rows;
  const loss = tape.attachOne(tape.tensor([], "fp32"), [rows], kept, () => [tape.tensor(shape, dtype)]);
  tape.drop(...kept);
  return loss;
}

/** YOLO26: keypoints and sigmas joined, similarity in the assigner, and in training the flow. */
export function pose26Loss(tape: Tape, options: PoseLoss): Tensor {
  tape.operation("pose loss");
  const { head, predictions, labels, oneToOne = false } = options;
  const { extra, sigma } = predictions;
  if (extra === undefined) throw new Error("a pose head without keypoints");
  const [batch, values, anchors] = [extra.dim(0), extra.dim(1), extra.dim(2)];
  const keypoints = Math.floor(values / 3);
  const raw = copy(tape, extra, [batch, anchors, values]);
  const sigmas = sigma && copy(tape, sigma, [batch, anchors, sigma.dim(1)]);
  const all = sigmas === undefined ? tape.keep(raw) : concat(tape, [raw, sigmas], 2);
  tape.drop(raw);
  const { shape, dtype } = all;
  const width = all.dim(2);
  const decoded = tape.attachOne(tape.tensor(shape, dtype), [all], [], (gradients) => {
    let current = gradients[0];
    gradients[0] = undefined;
    for (let write = 0; write < 2; write++) {
      const first = tape.tensor(shape, dtype);
      tape.drop(current);
      current = tape.tensor(shape, dtype);
      tape.drop(first);
    }
    return [current];
  });
  tape.drop(all);
  const points = tape.tensor([batch, anchors, keypoints, 2], dtype);
  const compare = compareKeypoints(tape, labels.candidates, keypoints);
  const detection = detectionLoss(tape, { head, predictions, labels, oneToOne, compare });
  tape.drop(points);
  const positives = positivesOf(labels, oneToOne);
  const rows = rowsAt(tape, decoded, positives, width);
  const likelihood = sigmas === undefined ? undefined : flowLoss(tape, rows, positives, keypoints);
  const loss = joinedLoss(tape, [detection, likelihood ?? rows]);
  tape.drop(detection, likelihood, rows, sigmas, decoded);
  return loss;
}

/** Detection loss with rotated boxes, then the angles of the positives. */
export function orientedLoss(tape: Tape, options: PoseLoss): Tensor {
  tape.operation("oriented box loss");
  const { predictions, labels } = options;
  const { extra } = predictions;
  if (extra === undefined) throw new Error("an oriented head without angles");
  const angles = copy(tape, extra, [extra.dim(0), extra.dim(2), extra.dim(1)]);
  const locals: Tensor[] = [];
  const detection = detectionLoss(tape, { ...options, rotated: true, locals });
  const rows = rowsAt(tape, angles, labels.positives, 1);
  const loss = joinedLoss(tape, [detection, rows]);
  tape.drop(detection, rows, angles, ...locals);
  return loss;
}
