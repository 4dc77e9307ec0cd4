import type { Predictions } from "../layers/heads.ts";
import { dropPredictions } from "../losses/loss.ts";
import { Network } from "../network.ts";
import { bilinear } from "../ops/bilinear.ts";
import { categoryIndex } from "../stream.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type Batch, dropBatch } from "./batch.ts";
import { loadAndFuse, loadStored, ofCheckpoint } from "./fused-model.ts";
import type { RunPlan } from "./plan.ts";
import { uploadBatch, validatedBatches } from "./validation.ts";

/**
 * After the last epoch: the best checkpoint is read, fused on the device and validated as any model file is, in the order in
 * which it is stored and without a loss (engine/trainer.py, final_eval). All of the training is still there.
 */
export function finalEvaluation(training: Tape, plan: RunPlan): void {
  const { recorder, settings, handles } = training;
  const channelsLast = plan.run.arguments.channels_last ?? false;
  const tape = new Tape(recorder, { ...ofCheckpoint(settings), channelsLast }, handles);
  tape.gradients = false;
  const dtype = settings.amp ? "fp16" : "fp32";
  recorder.category = categoryIndex("parameters");
  tape.operation("model of the checkpoint");
  const weights = loadAndFuse(tape, plan.graph, dtype);
  const network = new Network(tape, plan.graph, { weights, fused: true });
  network.training = false;
  recorder.category = categoryIndex("input");
  const first = tape.tensor([1, plan.graph.inputChannels, plan.imgsz, plan.imgsz], dtype);
  recorder.category = categoryIndex("activations");
  dropPredictions(tape, network.predict(first));
  tape.drop(first);
  let held: Batch | undefined;
  for (const images of validatedBatches(plan)) {
    tape.drop(held?.image);
    const next = uploadBatch(tape, plan, images);
    if (held !== undefined) tape.drop(...held.labels);
    held = next;
    recorder.category = categoryIndex("activations");
    const predictions = network.predict(next.image);
    measure(tape, plan, predictions);
    dropPredictions(tape, predictions);
  }
  dropBatch(tape, held);
  tape.drop(...[...weights.values()].flatMap((each) => Object.values(each)));
  recorder.module = 0;
}

/** The best checkpoint and the last one. */
const CALIBRATED = 2;

/**
 * Depth models are then calibrated (models/yolo/depth/calibrate.py): each checkpoint predicts the validation images again,
 * in full precision and as it is stored, batch norms apart. Image, labels and prediction of a batch go when the next ones exist.
 */
export function calibrateDepth(training: Tape, plan: RunPlan): void {
  const { recorder, settings, handles } = training;
  const tape = new Tape(recorder, { ...ofCheckpoint(settings), amp: false, channelsLast: false }, handles);
  tape.gradients = false;
  for (let checkpoint = 0; checkpoint < CALIBRATED; checkpoint++) {
    recorder.category = categoryIndex("parameters");
    const weights = loadStored(tape, plan.graph);
    const network = new Network(tape, plan.graph, { weights });
    network.training = false;
    let held: Batch | undefined;
    let depth: Tensor | undefined;
    for (const images of validatedBatches(plan)) {
      const next = uploadBatch(tape, plan, images);
      dropBatch(tape, held);
      held = next;
      recorder.category = categoryIndex("activations");
      const predictions = network.predict(next.image);
      tape.drop(depth);
      if (predictions.kind === "depth") depth = bilinear(tape, predictions.depth, plan.validation);
      dropPredictions(tape, predictions);
    }
    dropBatch(tape, held);
    tape.drop(depth);
    tape.drop(...[...weights.values()].flatMap((each) => Object.values(each)));
  }
  recorder.module = 0;
}

/** Maps brought to the size of the labels: of classes, then the index of the largest; of depths in fp32. */
function measure(tape: Tape, { validation }: RunPlan, predictions: Predictions): void {
  if (predictions.kind === "semantic") {
    const enlarged = bilinear(tape, predictions.main, validation);
    const [images] = enlarged.nchw;
    const largest = tape.tensor([images, validation.height, validation.width], "int64");
    tape.drop(enlarged, largest);
  }
  if (predictions.kind === "depth") tape.drop(bilinear(tape, predictions.depth, validation));
}
