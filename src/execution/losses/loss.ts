import type { DetectFields, Layer } from "../../graph/layer.ts";
import { type BranchPredictions, dropBranches } from "../layers/detect.ts";
import type { Predictions } from "../layers/heads.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { classificationLoss, depthLoss, semanticLoss } from "./dense.ts";
import { detectionLoss } from "./detection.ts";
import type { BatchLabels } from "./labels.ts";
import { joinedLoss } from "./pieces.ts";
import { orientedLoss, pose26Loss, poseLoss } from "./pose.ts";
import { rtdetrLoss } from "./rtdetr.ts";
import { segmentationLoss } from "./segmentation.ts";

interface BranchLoss {
  readonly head: DetectFields;
  readonly predictions: BranchPredictions;
  readonly labels: BatchLabels;
  readonly oneToOne: boolean;
}

/** The loss of one set of branches, by what the head adds to boxes and classes. */
function branchLoss(tape: Tape, options: BranchLoss): Tensor {
  const { head } = options;
  switch (head.extra?.kind) {
    case undefined:
      return detectionLoss(tape, options);
    case "segment":
    case "segment26":
      return segmentationLoss(tape, options);
    case "pose26":
      return pose26Loss(tape, options);
    case "pose":
      return poseLoss(tape, { ...options, oneToOne: false });
    case "obb":
    case "obb26":
      return orientedLoss(tape, { ...options, oneToOne: false });
  }
}

/** The loss of a batch: a scalar with a past in training, without one in validation. Predictions are borrowed. */
export function lossOf(
  tape: Tape,
  head: Layer,
  batch: { readonly predictions: Predictions; readonly labels: BatchLabels },
): Tensor {
  const { predictions, labels } = batch;
  switch (predictions.kind) {
    case "classify":
      return classificationLoss(tape, predictions.logits);
    case "semantic":
      return semanticLoss(tape, predictions, labels.height);
    case "depth":
      return depthLoss(tape, predictions, labels.height);
    case "rtdetr":
      if (head.kind !== "RTDETRDecoder") throw new Error(`a ${head.kind} head has no queries`);
      return rtdetrLoss(tape, head, { predictions, labels });
    case "detect": {
      if (head.kind !== "Detect") throw new Error(`a ${head.kind} head does not detect`);
      const many = branchLoss(tape, { head, predictions: predictions.many, labels, oneToOne: false });
      if (predictions.one === undefined) return many;
      const one = branchLoss(tape, { head, predictions: predictions.one, labels, oneToOne: true });
      const both = joinedLoss(tape, [many, one]);
      tape.drop(many, one);
      return both;
    }
  }
}

export function dropPredictions(tape: Tape, predictions: Predictions): void {
  switch (predictions.kind) {
    case "classify":
      tape.drop(predictions.logits);
      return;
    case "semantic":
      tape.drop(predictions.main, predictions.aux);
      return;
    case "depth":
      tape.drop(predictions.depth);
      return;
    case "rtdetr":
      tape.drop(predictions.encoderBoxes, predictions.encoderScores, predictions.boxes, predictions.scores);
      tape.drop(predictions.decoded);
      return;
    case "detect":
      dropBranches(tape, predictions.many);
      if (predictions.one !== undefined) dropBranches(tape, predictions.one);
      tape.drop(predictions.decoded);
  }
}
