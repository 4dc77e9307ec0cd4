import type { Bytes } from "../bytes.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { MemoryUnit } from "../training-log/memory-unit.ts";
import type { TrainingLog } from "../training-log/training-log.ts";
import type { Advice, PoolVerdict } from "../verdict/verdict.ts";
import type { LoggedCause } from "./cause.ts";

/** What is predicted for a log's run on the log's GPU. */
export interface Prediction {
  readonly run: TrainingRun;
  readonly verdict: PoolVerdict;
  /** Changes that are predicted to fit, each estimated. */
  readonly fixes: readonly Advice[];
}

/** A log, explained. */
export interface Explanation {
  readonly log: TrainingLog;
  readonly cause: LoggedCause;
  readonly unit: MemoryUnit;
  /** The fullest state of the column GPU_mem. */
  readonly reportedBytes?: Bytes;
  readonly prediction?: Prediction;
  /** Why nothing is predicted. */
  readonly unpredicted?: string;
  /** What to do, beside the fixes. */
  readonly remedy: string;
  /** Where prediction and log disagree, and what was assumed; one sentence each. */
  readonly notes: readonly string[];
}
