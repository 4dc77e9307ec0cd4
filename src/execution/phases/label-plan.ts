import type { TrainingRun } from "../../training/training-run.ts";
import type { BatchLabels } from "../losses/labels.ts";

/** Label counts of the images of a batch, with mosaic and without. */
export interface LabelPlan {
  readonly mean: number;
  readonly most: number;
}

export const labelPlan = (run: TrainingRun): LabelPlan => ({
  mean: run.dataset.labelsPerImage.mean,
  most: run.dataset.labelsPerImage.maximum,
});

/**
 * Share of the anchors that lie inside a label's box: mean box area over image area, for boxes whose sides are uniform
 * between 5 and 30 % of the image, as in the measured data sets.
 */
const SHARE_OF_ANCHORS = 0.0309;
/** Anchors assigned a label, of the ten that the assigner takes at most (measured). */
const POSITIVES_PER_LABEL = 9.9;

export interface LabelRequest {
  readonly images: number;
  readonly anchors: number;
  readonly height: number;
  readonly width: number;
  /** Side of the image relative to the side at which boxes were counted. */
  readonly shrink: number;
  readonly maskRatio: number;
  readonly overlapMasks: boolean;
  readonly mosaic: boolean;
  readonly shared: number;
}

/**
 * Labels of a mosaic against those of one image: four images bring theirs, and 60 % of them survive the crop to its middle
 * (measured over 39 default runs; the densest mosaic of a run holds about as many times the densest image's).
 */
export const MOSAIC_LABELS = 4 * 0.6;

export function batchLabels(plan: LabelPlan, request: LabelRequest): BatchLabels {
  const factor = request.mosaic ? MOSAIC_LABELS : 1;
  const most = Math.max(1, Math.round(plan.most * factor));
  const mean = plan.mean * factor;
  const total = request.images * mean;
  return {
    most,
    perImage: Array.from({ length: request.images }, () => Math.round(mean)),
    candidates: Math.trunc(total * request.anchors * SHARE_OF_ANCHORS * request.shrink ** 2),
    positives: Math.max(1, Math.trunc(total * POSITIVES_PER_LABEL)),
    height: request.height,
    width: request.width,
    maskRatio: request.maskRatio,
    overlapMasks: request.overlapMasks,
    shared: request.shared,
  };
}
