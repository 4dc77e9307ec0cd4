import { headOf } from "../../graph/graph.ts";
import type { Layer } from "../../graph/layer.ts";
import type { Predictions } from "../layers/heads.ts";
import { dropPredictions, lossOf } from "../losses/loss.ts";
import type { Weights, WeightTable } from "../network.ts";
import { bilinear } from "../ops/bilinear.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
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
  const halved = tape.settings.rules.validation === "halved";
  if (halved && tape.settings.amp) model.average = converted(tape, model.average, "fp16");
  model.network.weights = model.average;
  model.network.training = false;
  tape.gradients = false;
  let held: Batch | undefined;
  let predicted: Predictions | undefined;
  for (const images of validatedBatches(plan)) {
    tape.drop(held?.image);
    const next = uploadBatch(tape, plan, images);
    if (held !== undefined) tape.drop(...held.labels);
    held = next;
    predicted = validateBatch(tape, plan, { model, batch: next, before: predicted });
  }
  if (halved && tape.settings.amp) model.average = converted(tape, model.average, "fp32");
  if (predicted !== undefined) dropPredictions(tape, predicted);
  model.network.weights = trained;
  model.network.wideAnchors = tape.settings.amp && !halved;
  tape.gradients = true;
  return held;
}

/** Whole batches, then what is left where the batch does not divide the images. */
export function validatedBatches(plan: RunPlan): readonly number[] {
  const { validationImages: images, validationBatch: whole } = plan;
  if (images === undefined || images < 1) return Array<number>(PLAYED_BATCHES).fill(whole);
  const count = Math.ceil(images / whole);
  const rest = images % whole;
  const batches = Array<number>(Math.min(count, PLAYED_BATCHES + (rest > 0 ? 1 : 0))).fill(whole);
  if (rest > 0) batches[batches.length - 1] = rest;
  return batches;
}

export function uploadBatch(tape: Tape, plan: RunPlan, images: number): Batch {
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

/** The weights in another precision, one after the other; counters stay. */
function converted(tape: Tape, weights: WeightTable, dtype: "fp16" | "fp32"): WeightTable {
  tape.recorder.category = categoryIndex("ema");
  tape.operation("cast of the moving average");
  const table = new Map<Layer, Weights>();
  for (const [layer, own] of weights) {
    const made: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(own)) {
      const counter = tensor.dtype === "int64";
      made[name] = counter ? tensor : tape.like(tensor, dtype);
      if (!counter) tape.drop(tensor);
    }
    table.set(layer, made);
  }
  return table;
}

interface ValidatedBatch {
  readonly model: DeviceModel;
  readonly batch: Batch;
  /** Predictions of the batch before, where they still live. */
  readonly before: Predictions | undefined;
}

/** Yields the predictions where they outlive the batch. */
function validateBatch(tape: Tape, plan: RunPlan, parts: ValidatedBatch): Predictions | undefined {
  const halved = tape.settings.rules.validation === "halved";
  tape.recorder.category = categoryIndex("activations");
  tape.autocast = tape.settings.amp && !halved;
  const predictions = parts.model.network.predict(parts.batch.image);
  if (parts.before !== undefined) dropPredictions(tape, parts.before);
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
  if (halved) return predictions;
  dropPredictions(tape, predictions);
  return undefined;
}
