import type { DetectFields } from "../../graph/layer.ts";
import type { BranchPredictions } from "../layers/detect.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { assign, type Targets } from "./assigner.ts";
import { assignPairs } from "./assigner-pairs.ts";
import type { BatchLabels } from "./labels.ts";
import { binaryCrossEntropy, binExpectation, binSoftmax, distancesToBoxes, rowsAt, scaledDistances } from "./pieces.ts";
import { rawTables } from "./raw-tables.ts";

export interface DetectionLoss {
  readonly head: DetectFields;
  readonly predictions: BranchPredictions;
  readonly labels: BatchLabels;
  /** The branch that learns one anchor a label. */
  readonly oneToOne?: boolean;
  readonly rotated?: boolean;
  /** Takes what lives to the end of the whole loss, where that is one function. */
  readonly locals?: Tensor[];
  readonly compare?: (oneToOne: boolean) => void;
}

/** In the one-to-one branch an anchor a label is positive, about a tenth of the other branch's. */
export const positivesOf = (labels: BatchLabels, oneToOne: boolean): number =>
  oneToOne ? Math.max(1, Math.floor(labels.positives / 10)) : labels.positives;

/** Boxes from the predicted distances, by softmax of the bins where there are bins. */
function predictedBoxes(tape: Tape, distances: Tensor, head: DetectFields): Tensor {
  const [batch, anchors] = [distances.dim(0), distances.dim(1)];
  if (head.regMax === 1) return distancesToBoxes(tape, distances, anchors);
  const bins = binSoftmax(tape, distances, [batch, anchors, 4, head.regMax]);
  const expected = binExpectation(tape, bins, [batch, anchors, 4]);
  tape.drop(bins);
  const boxes = distancesToBoxes(tape, expected, anchors);
  tape.drop(expected);
  return boxes;
}

interface BoxLossInputs {
  readonly head: DetectFields;
  readonly distances: Tensor;
  readonly boxes: Tensor;
  readonly classLoss: Tensor;
  readonly positives: number;
}

/** CIoU and distance losses at the positives; yields the scalar that the whole loss of the branch hangs on. */
function boxLoss(tape: Tape, inputs: BoxLossInputs): Tensor {
  const { head, distances, boxes, classLoss, positives } = inputs;
  const [batch, anchors] = [boxes.dim(0), boxes.dim(1)];
  const predicted = rowsAt(tape, boxes, positives, 4);
  const targets = tape.tensor([positives, 4], "fp32");
  const halves = [tape.tensor([batch, anchors, 2], "fp32"), tape.tensor([batch, anchors, 2], "fp32")];
  const corners = tape.tensor([batch, anchors, 4], "fp32");
  let kept: (Tensor | undefined)[];
  let rows: Tensor;
  if (head.regMax > 1) {
    tape.drop(...halves);
    rows = rowsAt(tape, distances, positives, 4 * head.regMax);
    kept = [corners, tape.tensor([positives * 4, head.regMax], "fp32")];
  } else {
    tape.drop(...halves);
    const targetDistances = tape.tensor([batch, anchors, 4], "fp32");
    tape.drop(corners);
    const scaled = scaledDistances(tape, distances);
    rows = rowsAt(tape, scaled, positives, 4);
    kept = [targetDistances, scaled];
  }
  const loss = tape.tensor([], "fp32");
  const shapes = [rows, predicted].map((x) => ({ shape: x.shape, dtype: x.dtype }));
  tape.attachOne(loss, [rows, predicted, classLoss], [predicted, targets, rows], () => [
    ...shapes.map((x) => tape.tensor(x.shape, x.dtype)),
    tape.tensor([1], "fp32"),
  ]);
  tape.drop(...kept, predicted, targets, rows);
  return loss;
}

const tensorsOf = ({ labels, boxes, scores, foreground, indices }: Targets): readonly Tensor[] => [
  labels,
  boxes,
  scores,
  foreground,
  indices,
];

/** Loss of one set of branches: assignment, class loss, box losses. The result is a scalar with a past. */
export function detectionLoss(tape: Tape, options: DetectionLoss): Tensor {
  tape.operation("detection loss");
  const { head, predictions, labels, oneToOne = false } = options;
  const { images: batch, anchors } = predictions;
  const items = tape.tensor([3], "fp32");
  const { distances, scores } = rawTables(tape, head, predictions);
  const { dtype } = scores;
  const points = tape.tensor([anchors, 2], dtype);
  const strides = tape.tensor([anchors, 1], dtype);
  const table = tape.tensor([batch, labels.most, 5], "fp32");
  const boxes = predictedBoxes(tape, distances, head);
  const sigmoid = tape.tensor(scores.shape, dtype);
  const scaled = tape.tensor([batch, anchors, 4], dtype);
  const inPixels = dtype === "fp16" ? tape.tensor([batch, anchors, 4], "fp32") : tape.keep(scaled);
  tape.drop(scaled);
  const assigner = tape.settings.rules.assigner === "pairs" ? assignPairs : assign;
  const targets = assigner(tape, {
    batch,
    most: labels.most,
    anchors,
    classes: head.classes,
    candidates: labels.candidates,
    oneToOne,
    scoreType: dtype,
    rotated: options.rotated ?? false,
    compare: options.compare,
  });
  tape.drop(inPixels, sigmoid);
  const classLoss = binaryCrossEntropy(tape, scores, targets.scores);
  const targetBoxes = tape.tensor([batch, anchors, 4], "fp32");
  const loss = boxLoss(tape, { head, distances, boxes, classLoss, positives: positivesOf(labels, oneToOne) });
  tape.drop(targetBoxes, classLoss);
  const locals = [distances, scores, boxes, points, strides, table, items, ...tensorsOf(targets)];
  if (options.locals !== undefined && tape.settings.rules.loss === "flat") options.locals.push(...locals);
  else tape.drop(...locals);
  return loss;
}
