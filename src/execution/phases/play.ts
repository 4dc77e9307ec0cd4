import { CheckpointingTape } from "../checkpointing.ts";
import { Recorder, type Stream } from "../stream.ts";
import { type Settings, Tape } from "../tape.ts";
import { type Batch, dropBatch } from "./batch.ts";
import { saveCheckpoint } from "./checkpoint.ts";
import { startUp } from "./device-model.ts";
import { drawModel } from "./draw-model.ts";
import { calibrateDepth, finalEvaluation } from "./final-evaluation.ts";
import { Optimizer } from "./optimizer.ts";
import type { RunPlan } from "./plan.ts";
import { Repeats } from "./repeats.ts";
import { TrainingSteps } from "./training-step.ts";
import { validate } from "./validation.ts";

export interface PlayOptions {
  /** Play every part of the run, also those that are copies of an earlier one. */
  readonly playsAll?: boolean;
}

/** The allocations and frees of a training run, from start-up to the last checkpoint. */
export function trainingStream(plan: RunPlan, settings: Settings, options: PlayOptions = {}): Stream {
  const recorder = new Recorder();
  const repeats = new Repeats(recorder, options.playsAll !== true);
  recorder.moduleNames.push(...plan.graph.layers.map((row) => `model.${row.index}`));
  const tape = plan.run.checkpointing ? new CheckpointingTape(recorder, settings) : new Tape(recorder, settings);
  recorder.mark("start-up");
  const { freeze, devices } = plan.run.arguments;
  const model = startUp(tape, plan.graph, { freeze, checkedWith: plan.checkedWith, gpus: devices.length });
  // Gone with the garbage collection after the first epoch.
  let drawn = settings.rules.drawsModel ? drawModel(model.network, plan.imgsz) : [];
  const empties = settings.rules.emptiesCache === "after-epoch";
  const optimizer = new Optimizer(tape, model.parameters, plan.optimizer);
  const steps = new TrainingSteps(tape, plan, { model, optimizer, repeats });
  for (const epoch of plan.epochs) {
    recorder.mark("training");
    // What stands reserved after an epoch counts for the next one too: peaks are counted anew before the cache is emptied.
    if (empties && epoch !== plan.epochs[0]) recorder.mark("emptied", "release-cache");
    for (const [index, step] of epoch.steps.entries()) steps.step(index, step);
    let last: Batch | undefined;
    if (epoch.validate) {
      if (!empties) recorder.mark("crowded", "empty-cache");
      recorder.mark("validation");
      const state = JSON.stringify(["validation", model.network.wideAnchors, tape.handles.size]);
      last = repeats.play(state, [], () => validate(tape, plan, model));
    }
    if (epoch.save) recorder.mark("checkpoint");
    // The last validation batch lives until the trainer has its metrics.
    dropBatch(tape, last);
    if (epoch.save)
      repeats.play(`checkpoint ${optimizer.kept.length}`, [], () => {
        saveCheckpoint(tape, model, optimizer);
        return undefined;
      });
    tape.drop(...drawn);
    drawn = [];
    if (!empties) recorder.mark("crowded", "empty-cache");
  }
  if (plan.finalEvaluation) {
    if (empties) recorder.mark("emptied", "release-cache");
    recorder.mark("final evaluation");
    finalEvaluation(tape, plan);
    if (plan.run.task === "depth") calibrateDepth(tape, plan);
  }
  recorder.optimizerStateBytes = optimizer.kept.reduce((sum, tensor) => sum + tensor.bytes, 0);
  return recorder.finished();
}
