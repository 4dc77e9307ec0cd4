import type { Device } from "../fleet/device.ts";
import type { ModelDescription, TrainingRun } from "../training/training-run.ts";
import { isLinked } from "./collectives.ts";

const withoutPlaces = (key: string, value: unknown): unknown => (key === "place" ? undefined : value);

const numbers = new Map<string, number>();
const known = new WeakMap<ModelDescription, number>();

/** A number for each description, equal for equal ones: keys are made often, and descriptions are long. */
function numberOf(description: ModelDescription): number {
  const before = known.get(description);
  if (before !== undefined) return before;
  const text = JSON.stringify(description, withoutPlaces);
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  known.set(description, number);
  return number;
}

/** Equal for runs with equal memory: everything but where the run is written and what was assumed. */
export function runKey(run: TrainingRun): string {
  const { model, arguments: args, dataset, environment, task, mode, checkpointing, fromWeights } = run;
  return JSON.stringify(
    [mode, task, numberOf(model.description), model.scale, args, dataset, environment, checkpointing, fromWeights],
    withoutPlaces,
  );
}

/** Equal for devices on which a run needs the same memory. */
export const deviceKey = (device: Device): string =>
  [
    device.architecture,
    device.multiprocessors,
    device.totalBytes,
    /\d{3,4}/.exec(device.name)?.[0],
    isLinked(device),
  ].join();
