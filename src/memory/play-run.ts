import type { OptimizerName } from "../execution/phases/optimizer.ts";
import { planRun } from "../execution/phases/plan.ts";
import { trainingStream } from "../execution/phases/play.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import { buildGraph, type GraphResult } from "../graph/build.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { settingsOf } from "./settings.ts";

export const graphOf = (run: TrainingRun): GraphResult => buildGraph(run.model, run.dataset.classes);

export interface StreamChoices {
  readonly batch: number;
  readonly optimizer: OptimizerName;
}

/** The allocations and frees of a run whose model is known. */
export function streamOf(run: TrainingRun, device: Device, choices: StreamChoices): Stream {
  const built = graphOf(run);
  if ("unknown" in built) throw new Error(built.unknown.message);
  return trainingStream(planRun(run, built.graph, choices), settingsOf(run, device));
}
