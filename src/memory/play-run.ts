import type { OptimizerName } from "../execution/phases/optimizer.ts";
import { planRun } from "../execution/phases/plan.ts";
import { trainingStream } from "../execution/phases/play.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import { buildGraph, type GraphResult } from "../graph/build.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { settingsOf } from "./settings.ts";

/** Classes that the head is built for. */
function headClasses(run: TrainingRun): number {
  // Semantic segmentation counts the background as a class of its own.
  return run.task === "semantic" ? run.dataset.classes + 1 : run.dataset.classes;
}

export const graphOf = (run: TrainingRun): GraphResult => buildGraph(run.model, headClasses(run));

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
