import { headOf } from "../../graph/graph.ts";
import type { Predictions } from "../layers/heads.ts";
import { dropPredictions, lossOf } from "../losses/loss.ts";
import type { Targets } from "../network.ts";
import { bilinear } from "../ops/bilinear.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type Batch, dropBatch, uploadTrainBatch } from "./batch.ts";
import type { DeviceModel } from "./device-model.ts";
import { batchLabels, MOSAIC_LABELS } from "./label-plan.ts";
import type { Optimizer } from "./optimizer.ts";
import type { RunPlan } from "./plan.ts";
import type { Repeats } from "./repeats.ts";
import type { StepPlan } from "./schedule.ts";

/** Anchors that predictions cover; 0 for heads without anchors. */
export const anchorsOf = (predictions: Predictions): number =>
  predictions.kind === "detect" ? predictions.many.anchors : 0;

/**
 * Share of the candidates that labels of one image have in common, in the first steps of a run: the fullest batch so far
 * is met little by little, and each new maximum asks for a new segment (seen in YOLO26 segmentation: 230, then 240 of 240).
 */
const SHARED_CANDIDATES = [0.04, 0.02];

const LOSS = categoryIndex("loss");
const ACTIVATIONS = categoryIndex("activations");

export interface StepParts {
  readonly model: DeviceModel;
  readonly optimizer: Optimizer;
  readonly repeats: Repeats;
}

/** Training steps, one after another: upload, forward, loss, backward, and the optimizer where it is due. */
export class TrainingSteps {
  private readonly tape: Tape;
  private readonly plan: RunPlan;
  private readonly model: DeviceModel;
  private readonly optimizer: Optimizer;
  /** The batch of this step and, on every second step, the one before: the loop's reused tuple keeps it alive. */
  private current: Batch | undefined;
  private previous: Batch | undefined;
  private played = 0;
  /** Did the step before leave gradients? */
  private accumulates = false;
  private readonly repeats: Repeats;

  constructor(tape: Tape, plan: RunPlan, parts: StepParts) {
    this.tape = tape;
    this.plan = plan;
    this.model = parts.model;
    this.optimizer = parts.optimizer;
    this.repeats = parts.repeats;
  }

  /** `index` counts from the start of the epoch. */
  step(index: number, step: StepPlan): void {
    const { tape } = this;
    tape.recorder.mark("step", "step");
    const alone = index % 2 === 0 || tape.settings.rules.batchesAlive === 1;
    const { sizes } = this.plan;
    const size = sizes[this.played % sizes.length] ?? this.plan.imgsz;
    const shared = SHARED_CANDIDATES[this.played++] ?? 0;
    const { kept } = this.optimizer;
    const state = JSON.stringify(["step", step, size, alone, shared, this.accumulates, kept.length, tape.handles.size]);
    const held = [this.previous, this.current];
    const batch = this.repeats.play(state, held, () => this.playStep(step, { size, alone, shared }));
    this.previous = alone ? undefined : held[1];
    this.current = batch;
    this.accumulates = !step.optimizerSteps;
  }

  private playStep(step: StepPlan, state: { size: number; alone: boolean; shared: number }): Batch {
    const { tape, plan } = this;
    const { shared } = state;
    const batch = this.nextBatch(step, state);
    tape.recorder.category = ACTIVATIONS;
    tape.autocast = tape.settings.amp;
    this.model.network.training = true;
    const { image } = batch;
    this.model.network.targets = this.targets(step);
    const predictions = this.model.network.predict(image);
    const [height, width] = [image.dim(2), image.dim(3)];
    const labels = batchLabels(plan.labels, {
      images: step.images,
      anchors: anchorsOf(predictions),
      height,
      width,
      shrink: 1,
      mosaic: step.mosaic,
      maskRatio: plan.maskRatio,
      overlapMasks: plan.overlapMasks,
      shared,
    });
    tape.recorder.category = LOSS;
    const loss = lossOf(tape, headOf(plan.graph), { predictions, labels });
    dropPredictions(tape, predictions);
    tape.endAutocast();
    tape.recorder.category = ACTIVATIONS;
    tape.backward(loss);
    tape.drop(loss);
    if (step.optimizerSteps) this.optimizer.step();
    return batch;
  }

  /** Labels that a head with denoising queries reads. */
  private targets(step: StepPlan): Targets {
    const { labels } = this.plan;
    const factor = step.mosaic ? MOSAIC_LABELS : 1;
    return {
      most: Math.max(1, Math.round(labels.most * factor)),
      total: step.images * Math.round(labels.mean * factor),
      vary: step.mosaic || labels.mean < labels.most,
    };
  }

  /** Before an odd step (counting from 1) both older batches go; before an even one the last stays. */
  private nextBatch(step: StepPlan, { size, alone }: { size: number; alone: boolean }): Batch {
    const { tape, plan } = this;
    if (alone) {
      dropBatch(tape, this.previous);
      dropBatch(tape, this.current);
    }
    const batch = uploadTrainBatch(tape, {
      task: plan.run.task,
      images: step.images,
      height: plan.train.height,
      width: plan.train.width,
      channels: plan.graph.inputChannels,
      labels: Math.round(step.images * plan.labels.mean * (step.mosaic ? MOSAIC_LABELS : 1)),
      maskRatio: plan.maskRatio,
      overlapMasks: plan.overlapMasks,
    });
    return { ...batch, image: this.resized(batch.image, size) };
  }

  /** With multi_scale the batch is resized on the device, and goes. */
  private resized(image: Tensor, size: number): Tensor {
    const { tape, plan } = this;
    if (size === plan.imgsz) return image;
    const scaled = (side: number): number => Math.ceil((side * size) / plan.imgsz / plan.stride) * plan.stride;
    const made = bilinear(tape, image, { height: scaled(image.dim(2)), width: scaled(image.dim(3)) });
    tape.drop(image);
    return made;
  }
}
