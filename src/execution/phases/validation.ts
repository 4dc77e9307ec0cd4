import { headOf } from "../../graph/graph.ts";
import { dropPredictions, lossOf } from "../losses/loss.ts";
import { bilinear } from "../ops/bilinear.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import { type Batch, uploadValidationBatch } from "./batch.ts";
import type { DeviceModel } from "./device-model.ts";
import { batchLabels } from "./label-plan.ts";
import type { RunPlan } from "./plan.ts";
import { anchorsOf } from "./training-step.ts";

/** Two whole batches show everything: the image of the one before goes when the next one comes. */
const PLAYED_BATCHES = 2;

/** Validates the averaged model; yields the last batch, which lives until the validator has returned. */
export function validate(tape: Tape, plan: RunPlan, model: DeviceModel): Batch | undefined {
  const trained = model.network.weights;
  model.network.weights = model.average;
  model.network.training = false;
  tape.gradients = false;
  let held: Batch | undefined;
  for (const images of batchesOf(plan)) {
    tape.drop(held?.image);
    const next = upload(tape, plan, images);
    if (held !== undefined) tape.drop(...held.labels);
    held = next;
    validateBatch(tape, plan, { model, batch: next });
  }
  model.network.weights = trained;
  model.network.wideAnchors = tape.settings.amp;
  tape.gradients = true;
  return held;
}

/** Whole batches, then what is left where the batch does not divide the images. */
function batchesOf(plan: RunPlan): readonly number[] {
  const { valImages } = plan.run.dataset;
  const whole = plan.validationBatch;
  if (valImages === undefined || valImages < 1) return Array<number>(PLAYED_BATCHES).fill(whole);
  const count = Math.ceil(valImages / whole);
  const rest = valImages % whole;
  const batches = Array<number>(Math.min(count, PLAYED_BATCHES + (rest > 0 ? 1 : 0))).fill(whole);
  if (rest > 0) batches[batches.length - 1] = rest;
  return batches;
}

function upload(tape: Tape, plan: RunPlan, images: number): Batch {
  return uploadValidationBatch(tape, {
    task: plan.run.task,
    images,
    height: plan.validation.height,
    width: plan.validation.width,
    channels: plan.graph.inputChannels,
    labels: Math.round(images * plan.labels.mean),
    maskRatio: plan.maskRatio,
    overlapMasks: plan.overlapMasks,
  });
}

function validateBatch(tape: Tape, plan: RunPlan, parts: { readonly model: DeviceModel; readonly batch: Batch }): void {
  tape.recorder.category = categoryIndex("activations");
  tape.autocast = tape.settings.amp;
  const predictions = parts.model.network.predict(parts.batch.image);
  const labels = batchLabels(plan.labels, {
    images: parts.batch.image.dim(0),
    anchors: anchorsOf(predictions),
    height: plan.validation.height,
    width: plan.validation.width,
    shrink: plan.validation.shrink,
    mosaic: false,
    maskRatio: plan.maskRatio,
    overlapMasks: plan.overlapMasks,
    shared: 0,
  });
  tape.recorder.category = categoryIndex("loss");
  tape.drop(lossOf(tape, headOf(plan.graph), { predictions, labels }));
  tape.endAutocast();
  if (predictions.kind === "semantic")
    tape.drop(bilinear(tape, predictions.main, { height: plan.validation.height, width: plan.validation.width }));
  dropPredictions(tape, predictions);
}
