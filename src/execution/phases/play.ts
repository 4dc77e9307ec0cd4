import { headOf } from "../../graph/graph.ts";
import type { Predictions } from "../layers/heads.ts";
import type { BatchLabels } from "../losses/labels.ts";
import { dropPredictions, lossOf } from "../losses/loss.ts";
import { bilinear } from "../ops/bilinear.ts";
import { categoryIndex, Recorder, type Stream } from "../stream.ts";
import { type Settings, Tape } from "../tape.ts";
import { type Batch, dropBatch, uploadTrainBatch, uploadValidationBatch } from "./batch.ts";
import { saveCheckpoint } from "./checkpoint.ts";
import { type DeviceModel, startUp } from "./device-model.ts";
import { batchLabels } from "./label-plan.ts";
import { Optimizer } from "./optimizer.ts";
import type { RunPlan } from "./plan.ts";

/** Numbers in [0, 1) from a fixed sequence (the linear congruential generator of C's rand): the same for every run. */
function fixedSequence(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

/** Anchors that predictions cover; 0 for heads without anchors. */
const anchorsOf = (predictions: Predictions): number =>
  predictions.kind === "detect" ? predictions.many.boxes.dim(2) : 0;

/** Plays a training run from start-up to the last checkpoint, and writes what is allocated and freed. */
class Player {
  readonly recorder = new Recorder();
  private readonly tape: Tape;
  private readonly model: DeviceModel;
  private readonly optimizer: Optimizer;
  private readonly plan: RunPlan;
  private readonly spread = fixedSequence();
  private readonly loss = categoryIndex("loss");
  private readonly activations = categoryIndex("activations");
  /** The batch of this step and, on every second step, the one before: the loop's reused tuple keeps it alive. */
  private current: Batch | undefined;
  private previous: Batch | undefined;

  constructor(plan: RunPlan, settings: Settings) {
    this.plan = plan;
    this.recorder.moduleNames.push(...plan.graph.layers.map((row) => `model.${row.index}`));
    this.tape = new Tape(this.recorder, settings);
    this.recorder.mark("start-up");
    this.model = startUp(this.tape, plan.graph, plan.run.arguments.freeze);
    this.optimizer = new Optimizer(this.tape, this.model.parameters, plan.optimizer);
  }

  run(): void {
    for (const epoch of this.plan.epochs) {
      this.recorder.mark("training");
      epoch.steps.forEach((optimizerSteps, index) => this.step(index, { mosaic: epoch.mosaic, optimizerSteps }));
      if (epoch.validate) {
        this.recorder.mark("empty", "empty-cache");
        this.recorder.mark("validation");
        this.validate();
      }
      if (epoch.save) {
        this.recorder.mark("checkpoint");
        saveCheckpoint(this.tape, this.model, this.optimizer);
      }
      this.recorder.mark("empty", "empty-cache");
    }
    this.recorder.optimizerStateBytes = this.optimizer.kept.reduce((sum, tensor) => sum + tensor.bytes, 0);
  }

  private step(index: number, options: { readonly mosaic: boolean; readonly optimizerSteps: boolean }): void {
    const { tape, plan } = this;
    this.recorder.mark("step", "step");
    if (index % 2 === 0) {
      dropBatch(tape, this.previous);
      dropBatch(tape, this.current);
      this.previous = undefined;
      this.current = undefined;
    } else this.previous = this.current;
    const count = Math.round(plan.batch * plan.labels.mean * (options.mosaic ? 4 : 1));
    this.current = uploadTrainBatch(tape, {
      task: plan.run.task,
      images: plan.batch,
      height: plan.imgsz,
      width: plan.imgsz,
      channels: plan.graph.inputChannels,
      labels: count,
      maskRatio: plan.maskRatio,
      overlapMasks: plan.overlapMasks,
    });
    this.recorder.category = this.activations;
    tape.autocast = tape.settings.amp;
    this.model.network.training = true;
    const predictions = this.model.network.predict(this.current.image);
    const labels = batchLabels(plan.labels, {
      images: plan.batch,
      anchors: anchorsOf(predictions),
      imgsz: plan.imgsz,
      shrink: 1,
      mosaic: options.mosaic,
      maskRatio: plan.maskRatio,
      overlapMasks: plan.overlapMasks,
      spread: this.spread,
    });
    const loss = this.lossOf(predictions, labels);
    tape.endAutocast();
    this.recorder.category = this.activations;
    tape.backward(loss);
    tape.drop(loss);
    if (options.optimizerSteps) this.optimizer.step();
  }

  private lossOf(predictions: Predictions, labels: BatchLabels) {
    this.recorder.category = this.loss;
    const loss = lossOf(this.tape, headOf(this.plan.graph), { predictions, labels });
    dropPredictions(this.tape, predictions);
    return loss;
  }

  /** Two batches show everything: the one before is gone when the next one comes. */
  private validate(): void {
    const { tape, model } = this;
    const trained = model.network.weights;
    model.network.weights = model.average;
    model.network.training = false;
    tape.gradients = false;
    let held: Batch | undefined;
    for (let batch = 0; batch < 2; batch++) {
      if (held !== undefined) tape.drop(held.image);
      const next = this.validationBatch();
      if (held !== undefined) tape.drop(...held.labels);
      held = next;
      this.validateBatch(next);
    }
    dropBatch(tape, held);
    model.network.weights = trained;
    tape.gradients = true;
  }

  private validationBatch(): Batch {
    const { plan } = this;
    return uploadValidationBatch(this.tape, {
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

  private validateBatch(batch: Batch): void {
    const { tape, plan } = this;
    this.recorder.category = this.activations;
    tape.autocast = tape.settings.amp;
    const predictions = this.model.network.predict(batch.image);
    const labels = batchLabels(plan.labels, {
      images: plan.validationBatch,
      anchors: anchorsOf(predictions),
      imgsz: plan.validationImgsz,
      shrink: plan.imgsz / plan.validationImgsz,
      mosaic: false,
      maskRatio: plan.maskRatio,
      overlapMasks: plan.overlapMasks,
      spread: this.spread,
    });
    this.recorder.category = this.loss;
    tape.drop(lossOf(tape, headOf(plan.graph), { predictions, labels }));
    tape.endAutocast();
    if (predictions.kind === "semantic")
      tape.drop(bilinear(tape, predictions.main, { height: plan.validationImgsz, width: plan.validationImgsz }));
    dropPredictions(tape, predictions);
  }
}

/** The allocations and frees of a training run. */
export function trainingStream(plan: RunPlan, settings: Settings): Stream {
  const player = new Player(plan, settings);
  player.run();
  return player.recorder;
}
