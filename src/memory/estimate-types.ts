import type { Bytes } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { TrainingRun, UnknownReason } from "../training/training-run.ts";
import type { Timeline } from "./timeline.ts";

export const CATEGORIES = [
  "parameters",
  "gradients",
  "optimizer",
  "ema",
  "input",
  "activations",
  "loss",
  "workspace",
  "slack",
] as const;
/** What a byte at the peak is for. `slack`: reserved by the allocator, not in use. */
export type Category = (typeof CATEGORIES)[number];
/** Sums to the reserved peak. */
export type Breakdown = Readonly<Record<Category, Bytes>>;

export const PHASES = ["start-up", "training", "validation", "checkpoint", "final evaluation", "predict"] as const;
export type PhaseName = (typeof PHASES)[number];

export interface PhasePeaks {
  /** Most memory in live tensors since the phase began. */
  readonly livePeakBytes: Bytes;
  /** Most memory reserved by the allocator, including what earlier phases left reserved. */
  readonly reservedPeakBytes: Bytes;
}

export interface Interval {
  readonly lowerBytes: Bytes;
  readonly upperBytes: Bytes;
}

/** What an estimate rests on as long as nobody has measured on such a card. */
export interface Unmeasured {
  /** The part of the interval that stands for libraries never measured there, as shares of the reserved peak. */
  readonly below: number;
  readonly above: number;
  /** Those of the estimate's notes that say so. */
  readonly notes: readonly string[];
}

/** Something that is known about, with the least and the most that it may be. */
export interface Expected {
  readonly bytes: Bytes;
  readonly interval: Interval;
}

export interface Estimated {
  readonly status: "estimated";
  readonly parameters: number;
  /** Class name: `AdamW`, `MuSGD`; `none` for a prediction. */
  readonly optimizer: string;
  readonly optimizerStateBytes: Bytes;
  readonly phases: Readonly<Partial<Record<PhaseName, PhasePeaks>>>;
  /** The largest reserved peak of all phases, and the phase in which most of it is in use. */
  readonly reservedPeakBytes: Bytes;
  /** Of a prediction: the same where Python's collector comes early. The interval begins below it. */
  readonly leastReservedPeakBytes?: Bytes;
  readonly livePeakBytes: Bytes;
  readonly peakPhase: PhaseName;
  /** CUDA context, modules, library handles: what nvidia-smi shows beside the allocator. */
  readonly outsideAllocatorBytes: Bytes;
  /** The least and the most that it may be. */
  readonly outsideInterval: Interval;
  /** Of it, what NCCL holds; absent on one GPU. */
  readonly collectives?: Expected;
  /** Of the largest reserved peak, without what is outside the allocator. */
  readonly interval: Interval;
  /** At the fullest moment with the largest reserved peak; sums to it. */
  readonly breakdown: Breakdown;
  /** What the engine took for granted, one sentence each (device never measured, torch version not in the table). */
  readonly notes: readonly string[];
  /** What of all this the measurements of a pool can take the place of; absent where nothing is. */
  readonly unmeasured?: Unmeasured;
  /** The batch that was played: the written one, or AutoBatch's pick. */
  readonly batch: number;
}

/** The part of an estimate that follows from the reserved peak alone, and decides whether a run fits. */
export type ReservedPeak = Pick<
  Estimated,
  | "reservedPeakBytes"
  | "leastReservedPeakBytes"
  | "interval"
  | "outsideAllocatorBytes"
  | "outsideInterval"
  | "collectives"
  | "notes"
  | "unmeasured"
>;

export interface NotEstimated {
  readonly status: "unknown";
  readonly reason: UnknownReason;
}

export type Estimate = Estimated | NotEstimated;

/** What becomes of a run whose process may reserve at most so many bytes. */
export type Outcome =
  | { readonly kind: "trains" }
  /** The trainer halves the batch in the first epoch (8.4.13 and later, one GPU) and trains on at `batch`. */
  | { readonly kind: "halved"; readonly batch: number }
  | { readonly kind: "fails"; readonly phase: PhaseName };

/** The engine as later stages see it: handed to verdict and advice by run.ts. Answers are remembered by run and device. */
export interface Estimator {
  estimate(run: TrainingRun, device: Device): Estimate;
  /**
   * The same numbers as in the estimate, at less cost where the same run is asked for many devices: most cards differ in
   * workspaces only that take no memory of their own. undefined where there is no estimate.
   */
  reservedPeak(run: TrainingRun, device: Device): ReservedPeak | undefined;
  /** The batch that the run would train at: the written one, or AutoBatch's pick. undefined where there is no estimate. */
  batch(run: TrainingRun, device: Device): number | undefined;
  /** The smallest allocator limit the run survives with; undefined where there is no estimate. Costs several plays. */
  survivable(run: TrainingRun, device: Device): Bytes | undefined;
  /** undefined where there is no estimate. `limit` is for the allocator alone (outside already subtracted). */
  outcome(run: TrainingRun, device: Device, limit: Bytes): Outcome | undefined;
}

/** What pictures are drawn from; of the same plays as the estimates. */
export interface Timelines {
  /** undefined where there is no estimate. */
  timeline(run: TrainingRun, device: Device): Timeline | undefined;
}
