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

/** Two batches show everything: the image of the one before goes when the next one comes. */
const PLAYED_BATCHES = 2;

/** Validates the averaged model; yields the last batch, which lives until the validator has returned. */
export function validate(tape: Tape, plan: RunPlan, model: DeviceModel): Batch | undefined {
  const trained = model.network.weights;
  model.network.weights = model.average;
  model.network.training = false;
  tape.gradients = false;
  let held: Batch | undefined;
  for (let batch = 0; batch < PLAYED_BATCHES; batch++) {
    tape.drop(held?.image);
    const next = upload(tape, plan);
    if (held !== undefined) tape.drop(...held.labels);
    held = next;
    validateBatch(tape, plan, { model, batch: next });
  }
  model.network.weights = trained;
  tape.gradients = true;
  return held;
}

function upload(tape: Tape, plan: RunPlan): Batch {
  return uploadValidationBatch(tape, {
    task: plan.run.task,
    images: plan.validationBatch,
    height: plan.validationImgsz,
    width: plan.validationImgsz,
    channels: plan.graph.inputChannels,
    labels: Math.round(plan.validationBatch * plan.labels.mean),
    maskRatio: plan.maskRatio,
    overlapMasks: plan.overlapMasks,
  });
}

function validateBatch(tape: Tape, plan: RunPlan, parts: { readonly model: DeviceModel; readonly batch: Batch }): void {
  tape.recorder.category = categoryIndex("activations");
  tape.autocast = tape.settings.amp;
  const predictions = parts.model.network.predict(parts.batch.image);
  const labels = batchLabels(plan.labels, {
    images: plan.validationBatch,
    anchors: anchorsOf(predictions),
    imgsz: plan.validationImgsz,
    shrink: plan.imgsz / plan.validationImgsz,
    mosaic: false,
    maskRatio: plan.maskRatio,
    overlapMasks: plan.overlapMasks,
    shared: 0,
  });
  tape.recorder.category = categoryIndex("loss");
  tape.drop(lossOf(tape, headOf(plan.graph), { predictions, labels }));
  tape.endAutocast();
  if (predictions.kind === "semantic")
    tape.drop(bilinear(tape, predictions.main, { height: plan.validationImgsz, width: plan.validationImgsz }));
  dropPredictions(tape, predictions);
}
