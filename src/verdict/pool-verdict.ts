import { type Bytes, bytes } from "../bytes.ts";
import type { Pool, Waiver } from "../fleet/fleet.ts";
import type { Estimated, Estimator, Outcome } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { PoolVerdict, Verdict } from "./verdict.ts";

/** One run, one pool, and what the fleet file says about the two. */
export interface PoolQuestion {
  readonly run: TrainingRun;
  readonly pool: Pool;
  readonly required: boolean;
  /** Whether a reader is told what happens where the run does not fit, else it is enough whether it trains; absent: as required. */
  readonly outcomeTold?: boolean;
  readonly limitBytes: Bytes;
  readonly waiver?: Waiver;
}

/** A pool that gives each run several GPUs trains the run on all of them, unless the config names its own. */
export function runOnPool(run: TrainingRun, pool: Pool): TrainingRun {
  const { devices } = run.arguments;
  if (pool.gpusPerRun <= 1 || devices.length > 1 || run.places["device"] !== undefined) return run;
  return { ...run, arguments: { ...run.arguments, devices: Array.from({ length: pool.gpusPerRun }, (_, i) => i) } };
}

/**
 * FITS: the upper end of what the run may reserve is within the limit. TIGHT: it trains at the limit all the same, if need
 * be with cached memory given back. Needs include what is outside the allocator, so that the sum is what nvidia-smi shows.
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
  const fits = needUpperBytes <= limitBytes;
  const outcome = fits ? undefined : outcomeAt(question, estimate, estimator);
  const verdict: Verdict = fits ? "FITS" : outcome?.kind === "trains" ? "TIGHT" : "DOES NOT FIT";
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

const plus = (a: Bytes, b: Bytes): Bytes => bytes(a + b);

/** What happens at the limit. Where that is not told, only whether the run trains counts, which its live peak may rule out. */
function outcomeAt(
  { run, pool, required, outcomeTold = required, limitBytes }: PoolQuestion,
  estimate: Estimated,
  estimator: Estimator,
): Outcome | undefined {
  const room = limitBytes - estimate.outsideAllocatorBytes;
  if (!outcomeTold && estimate.livePeakBytes > room) return undefined;
  return estimator.outcome(run, pool.device, bytes(Math.max(0, room)));
}
