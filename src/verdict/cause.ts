import { type Bytes, bytes } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { changedKeys } from "./changed-keys.ts";
import type { Cause } from "./verdict.ts";

/** Above so many, single effects say little, and each costs an estimate. */
const MOST_ESTIMATES = 12;

/**
 * What changed between two runs of a config, and what each change brings when it is made alone, the largest growth first.
 * Effects need not sum to the whole growth: changes multiply (batch and imgsz).
 */
export function causes(
  runs: { readonly before: TrainingRun; readonly after: TrainingRun },
  device: Device,
  estimator: Estimator,
): readonly Cause[] {
  const keys = changedKeys(runs.before, runs.after);
  const need = (run: TrainingRun): number | undefined => {
    const estimate = estimator.estimate(run, device);
    return estimate.status === "estimated" ? estimate.reservedPeakBytes : undefined;
  };
  const base = need(runs.before);
  const growth = (run: TrainingRun): { growthBytes?: Bytes } => {
    const grown = base === undefined || keys.length > MOST_ESTIMATES ? undefined : need(run);
    return grown === undefined || base === undefined ? {} : { growthBytes: bytes(grown - base) };
  };
  return keys
    .map(({ alone, ...key }): Cause => ({ ...key, ...growth(keys.length === 1 ? runs.after : alone) }))
    .sort((a, b) => (b.growthBytes ?? 0) - (a.growthBytes ?? 0));
}
