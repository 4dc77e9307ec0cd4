import { type Bytes, bytes } from "../bytes.ts";
import type { Pool, Waiver } from "../fleet/fleet.ts";
import type { Estimated, Estimator } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { PoolVerdict, Verdict } from "./verdict.ts";

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

const plus = (a: Bytes, b: Bytes): Bytes => bytes(a + b);

/** Does the run survive at the limit, if need be with cached memory given back? */
function survives(question: PoolQuestion, estimate: Estimated, estimator: Estimator): boolean {
  const room = question.limitBytes - estimate.outsideAllocatorBytes;
  if (estimate.reservedPeakBytes <= room) return true;
  if (estimate.livePeakBytes > room) return false;
  const smallest = estimator.survivable(question.run, question.pool.device);
  return smallest !== undefined && smallest <= room;
}

/**
 * FITS: the upper end of what the run may reserve is within the limit. TIGHT: what it survives with is. Both are compared
 * with what is outside the allocator added, so that the sum is what nvidia-smi would show.
 */
export function judgePool(asked: PoolQuestion, estimator: Estimator): PoolVerdict {
  const question = { ...asked, run: runOnPool(asked.run, asked.pool) };
  const { pool, limitBytes, required, waiver } = question;
  const estimate = estimator.estimate(question.run, pool.device);
  const base = { pool, required, estimate, limitBytes, ...(waiver === undefined ? {} : { waiver }) };
  if (estimate.status === "unknown") return { ...base, verdict: "UNKNOWN", undecided: false };
  const { outsideAllocatorBytes: outside, interval, reservedPeakBytes } = estimate;
  const needUpperBytes = plus(interval.upperBytes, outside);
  const needLowerBytes = plus(interval.lowerBytes, outside);
  const verdict: Verdict =
    needUpperBytes <= limitBytes ? "FITS" : survives(question, estimate, estimator) ? "TIGHT" : "DOES NOT FIT";
  const room = bytes(Math.max(0, limitBytes - outside));
  const outcome = verdict === "FITS" ? undefined : estimator.outcome(question.run, pool.device, room);
  return {
    ...base,
    verdict,
    needBytes: plus(reservedPeakBytes, outside),
    needLowerBytes,
    needUpperBytes,
    undecided: verdict === "TIGHT" || (needLowerBytes <= limitBytes && limitBytes < needUpperBytes),
    ...(outcome === undefined ? {} : { outcome }),
  };
}
