import type { Bytes } from "../bytes.ts";
import type { Pool, Waiver } from "../fleet/fleet.ts";
import type { Calibration } from "../measurements/calibration.ts";
import type { Estimate, Outcome } from "../memory/estimate-types.ts";
import type { Place, Problem } from "../problem.ts";
import type { TrainingRun, UnknownReason } from "../training/training-run.ts";

export type Verdict = "FITS" | "TIGHT" | "DOES NOT FIT" | "UNKNOWN";

/** One run on one pool. */
export interface PoolVerdict {
  readonly pool: Pool;
  /** Does a rule of the fleet file name this pool for this config? */
  readonly required: boolean;
  readonly verdict: Verdict;
  readonly estimate: Estimate;
  /** What of the estimate is the pool's own measurements'; absent where nothing is. */
  readonly calibration?: Calibration;
  /** What the run may use, comparable with needBytes: the card's total less reserve and headroom. */
  readonly limitBytes: Bytes;
  /** Reserved peak plus outside the allocator: what nvidia-smi would show. Absent when UNKNOWN. */
  readonly needBytes?: Bytes;
  /** The same at both ends of the interval. */
  readonly needLowerBytes?: Bytes;
  readonly needUpperBytes?: Bytes;
  /** What happens at this limit; present on TIGHT and DOES NOT FIT. */
  readonly outcome?: Outcome;
  /** Worth a smoke test: TIGHT, or the interval straddles the limit. */
  readonly undecided: boolean;
  readonly waiver?: Waiver;
}

/** A change that makes the run fit, confirmed by estimating the changed run. */
export interface Advice {
  /** `batch`, `imgsz`, `amp`, `optimizer`, `freeze`, `scale`, `allocator`, `pool`, `gpus`. */
  readonly kind: string;
  readonly pool: Pool;
  /** In words, with values: `batch: 16 -> 8`. */
  readonly change: string;
  /** The written value to put in place, where the change is one value of one argument. */
  readonly argument?: { readonly name: string; readonly value: string };
  readonly needBytes: Bytes;
  readonly limitBytes: Bytes;
  readonly verdict: Verdict;
  /** What it does to the training: `same effective batch: nbs 64 is kept`. */
  readonly effect: string;
}

/** What the run would need if each block of the model were checkpointed, which the trainer has no switch for. */
export interface Checkpointed {
  readonly pool: Pool;
  readonly needBytes: Bytes;
  readonly limitBytes: Bytes;
  readonly fits: boolean;
  /** The batch that AutoBatch picks for the run as it is, which this is at; absent where the batch is written. */
  readonly batch?: number;
}

/** One change between base and head, and what it brings when made alone. */
export interface Cause {
  /** As it is written: `imgsz`, `model`, `classes`, `ultralytics`; of a changed model file its path. */
  readonly key: string;
  /** Both are empty where a file of the same name has other contents. */
  readonly from: string;
  readonly to: string;
  /** Where the new value is written. */
  readonly place?: Place;
  /** On the pool that decides; negative where need shrinks; absent where it can't be estimated. */
  readonly growthBytes?: Bytes;
}

/** A cheaper pool than the one that a run fits, and the batch with which it fits there. */
export interface SmallerPool {
  readonly pool: Pool;
  readonly batch: number;
  readonly needBytes: Bytes;
  readonly limitBytes: Bytes;
}

/** One run with everything that is said about it. */
export interface RunVerdict {
  readonly id: string;
  /** Where it is written. */
  readonly place: Place;
  /** Every file that it goes through. */
  readonly files: readonly string[];
  readonly run?: TrainingRun;
  /** Set when the config could not be made into a run. */
  readonly unknown?: readonly UnknownReason[];
  readonly pools: readonly PoolVerdict[];
  /** Of the required pools it has to fit any, or all. */
  readonly require: "any" | "all";
  /** Of all required pools, by `any` or `all`; of all pools where none is required. */
  readonly verdict: Verdict;
  /** What the policy makes of the verdict. */
  readonly conclusion: "pass" | "warn" | "fail";
  /** It does not fit, and a waiver of the fleet file lets it pass. */
  readonly waived: boolean;
  /** The run as it was at the merge base; absent when the config is new. */
  readonly before?: { readonly run: TrainingRun; readonly pools: readonly PoolVerdict[] };
  /** What changed since the merge base, the largest growth first; empty where the config is new. */
  readonly causes: readonly Cause[];
  readonly advice: readonly Advice[];
  /** Of a run that misses: the fix that needs code. */
  readonly checkpointed?: Checkpointed;
  /** On request, of a run that fits. */
  readonly smaller?: readonly SmallerPool[];
  readonly problems: readonly Problem[];
}
