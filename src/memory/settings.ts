import type { Settings } from "../execution/tape.ts";
import type { Device } from "../fleet/device.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { rulesOf } from "./rules.ts";
import { atLeast } from "./version.ts";

/**
 * Cards on which the trainer switches mixed precision off by name, since it gives NaN there
 * (ultralytics/utils/checks.py, check_amp).
 */
const NO_MIXED_PRECISION = /1660|1650|1630|t400|t550|t600|t1000|t1200|t2000|k40m/i;

/** channels_last became automatic with ultralytics#26007 (2026-08-31), first seen in the wheel of 8.4.138; not on Windows (#26105). */
const AUTOMATIC_CHANNELS_LAST = "8.4.138";

export const trainsInHalf = (run: TrainingRun, device: Device): boolean =>
  run.arguments.amp !== "off" && !NO_MIXED_PRECISION.test(device.name);

/** What the played run needs to know of version and GPU. */
export function settingsOf(run: TrainingRun, device: Device): Settings {
  const { channels_last: wished, deterministic } = run.arguments;
  const { ultralytics, os } = run.environment;
  const automatic = atLeast(ultralytics, AUTOMATIC_CHANNELS_LAST) && os !== "windows";
  return {
    amp: trainsInHalf(run, device),
    channelsLast: wished ?? automatic,
    multiprocessors: device.multiprocessors,
    deterministic,
    rules: rulesOf(ultralytics),
  };
}
