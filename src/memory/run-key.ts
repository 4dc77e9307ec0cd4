import type { Device } from "../fleet/device.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { isLinked } from "./collectives.ts";

/** Equal for runs with equal memory: everything but where the run is written and what was assumed. */
export function runKey(run: TrainingRun): string {
  const { model, arguments: args, dataset, environment, task, mode, checkpointing } = run;
  return JSON.stringify(
    [mode, task, model.description, model.scale, args, dataset, environment, checkpointing],
    (key, value: unknown) => (key === "place" ? undefined : value),
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
