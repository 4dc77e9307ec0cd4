import { type Bytes, bytes } from "../bytes.ts";
import type { Pool, Waiver } from "../fleet/fleet.ts";
import type { Calibration } from "../measurements/calibration.ts";
import type { Estimate, Estimator, ReservedPeak } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { calibrated, calibrationFor } from "./calibrated.ts";
import type { PoolVerdict } from "./verdict.ts";

/** One run, one pool, and what the fleet file says about the two. */
export interface PoolQuestion {
  readonly run: TrainingRun;
  readonly pool: Pool;
  readonly required: boolean;
  readonly limitBytes: Bytes;
  readonly waiver?: Waiver;
}

/** A pool that gives each run several GPUs trains the run on all of them, unless the config names its own. */
export function runOnPool(run: TrainingRun, pool: Pool): TrainingRun {
  const { devices } = run.arguments;
  if (pool.gpusPerRun <= 1 || devices.length > 1 || run.places["device"] !== undefined) return run;
  return { ...run, arguments: { ...run.arguments, devices: Array.from({ length: pool.gpusPerRun }, (_, i) => i) } };
}

/** What a run needs on a pool, with what is outside the allocator: the sum is what nvidia-smi shows. */
export interface Need {
  readonly needBytes: Bytes;
  readonly needLowerBytes: Bytes;
  /** FITS means that this is within the limit. */
  readonly needUpperBytes: Bytes;
}

/** undefined where there is no estimate. */
export function needOn(run: TrainingRun, pool: Pool, estimator: Estimator): Need | undefined {
  const found = runOnPool(run, pool);
  const peak = estimator.reservedPeak(found, pool.device);
  return peak === undefined ? undefined : needOf(onPool(peak, found, pool).found);
}

/** The estimate of a run, with the pool's own measurements where it has any. */
function estimateOn(
  run: TrainingRun,
  pool: Pool,
  estimator: Estimator,
): { readonly estimate: Estimate; readonly calibration?: Calibration } {
  const estimate = estimator.estimate(run, pool.device);
  if (estimate.status !== "estimated") return { estimate };
  const { found, ...rest } = onPool(estimate, run, pool);
  return { estimate: found, ...rest };
}

/** What was estimated, with what the pool's own measurements say. */
function onPool<T extends ReservedPeak>(
  found: T,
  run: TrainingRun,
  pool: Pool,
): { readonly found: T; readonly calibration?: Calibration } {
  const calibration = calibrationFor(run, pool, found);
  return calibration === undefined ? { found } : { found: calibrated(found, calibration), calibration };
}

/** Ends add up: nothing says that the two errors make up for each other. */
const needOf = ({
  outsideAllocatorBytes: outside,
  outsideInterval,
  interval,
  reservedPeakBytes,
}: ReservedPeak): Need => ({
  needBytes: plus(reservedPeakBytes, outside),
  needLowerBytes: plus(interval.lowerBytes, outsideInterval.lowerBytes),
  needUpperBytes: plus(interval.upperBytes, outsideInterval.upperBytes),
});

const plus = (a: Bytes, b: Bytes): Bytes => bytes(a + b);

/**
 * FITS: the upper end of what the run may need is within the limit. TIGHT: it trains at the limit all the same, if need be with
 * cached memory given back. Else what happens at the limit is told.
 */
export function judgePool(asked: PoolQuestion, estimator: Estimator): PoolVerdict {
  const { pool, limitBytes, required, waiver } = asked;
  const run = runOnPool(asked.run, pool);
  const found = estimateOn(run, pool, estimator);
  const { estimate } = found;
  const base = { pool, required, ...found, limitBytes, ...(waiver === undefined ? {} : { waiver }) };
  if (estimate.status === "unknown") return { ...base, verdict: "UNKNOWN", undecided: false };
  const need = needOf(estimate);
  if (need.needUpperBytes <= limitBytes) return { ...base, ...need, verdict: "FITS", undecided: false };
  const room = bytes(Math.max(0, limitBytes - estimate.outsideAllocatorBytes));
  const outcome = estimator.outcome(run, pool.device, room);
  const verdict = outcome?.kind === "trains" ? "TIGHT" : "DOES NOT FIT";
  return {
    ...base,
    ...need,
    verdict,
    undecided: verdict === "TIGHT" || need.needLowerBytes <= limitBytes,
    ...(outcome === undefined ? {} : { outcome }),
  };
}
