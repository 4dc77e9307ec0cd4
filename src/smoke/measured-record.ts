import * as v from "valibot";
import { bytes } from "../bytes.ts";
import { TASKS } from "../training/training-run.ts";

/**
 * A line that smoke/measure.py prints: the run that was asked for, with what was measured or why nothing was. The job that
 * measures trains with code of a pull request, so that a line is checked like anything a stranger sends: numbers that no GPU
 * has, texts without end and unknown reasons are refused, fields that nobody reads are dropped.
 */

/** More than any GPU has. */
const MOST_BYTES = 2 ** 44;
const size = () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BYTES), v.transform(bytes));
const count = () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e12));
const text = (characters: number) => v.pipe(v.string(), v.maxLength(characters));
const version = () => v.pipe(v.string(), v.regex(/^\d[\w.+-]{0,39}$/));
const sizes = <const K extends string>(...names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, v.optional(size())])) as {
    readonly [Name in K]: v.OptionalSchema<ReturnType<typeof size>, undefined>;
  };
const peaks = <const P extends string>(...phases: readonly P[]) =>
  sizes(...phases.flatMap((phase) => [`${phase}LivePeakBytes`, `${phase}ReservedPeakBytes`] as const));

/** Why a run was not measured; smoke/measure.py has no other reasons. */
export const ERROR_REASONS = [
  "no-cuda-device",
  "no-torch",
  "cpu-only-torch",
  "no-ultralytics",
  "other-gpu",
  "other-process",
  "missing-model",
  "missing-data-set",
  "out-of-memory",
  "out-of-host-memory",
  "disk-full",
  "time-limit",
  "killed",
  "not-run",
  "failed",
] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];

const EnvironmentSchema = v.object({
  gpu: v.optional(text(100)),
  ultralytics: v.optional(version()),
  torch: v.optional(version()),
  cuda: v.nullish(version()),
  cudnn: v.nullish(version()),
  driver: v.nullish(version()),
  python: v.optional(version()),
  os: v.optional(text(20)),
  /** ISO day of the measurement. */
  date: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/))),
  allocator: v.optional(text(200)),
  allocatorCapBytes: v.optional(size()),
  ampCheck: v.optional(v.boolean()),
  finalEval: v.optional(v.boolean()),
});

const DatasetSchema = v.object({
  classes: v.optional(count()),
  labelsPerImage: v.nullish(
    v.union([v.pipe(v.number(), v.minValue(0)), v.object({ mean: v.pipe(v.number(), v.minValue(0)), max: count() })]),
  ),
  trainImages: v.optional(count()),
  valImages: v.optional(count()),
  imageSize: v.optional(v.tuple([count(), count()])),
});

/** An epoch's peaks, and what an epoch that holds them had. */
const EpochSchema = v.object({
  steps: v.optional(count()),
  mosaic: v.optional(v.boolean()),
  maxLabels: v.optional(count()),
  ...peaks("train", "validation", "checkpoint"),
});

/** A training step: sizes are of live memory unless they say reserved. */
const StepSchema = v.object({
  epoch: v.optional(count()),
  input: v.optional(v.pipe(v.array(count()), v.maxLength(5))),
  labels: v.optional(count()),
  maxLabels: v.optional(count()),
  ...sizes("liveBeforeForward", "liveAfterNetwork", "networkPeak", "liveAfterLoss", "lossPeak"),
  ...sizes("reservedAfterForward", "liveAfterBackward", "backwardPeak", "reservedAfterBackward"),
  ...sizes("liveAfterOptimizer", "optimizerPeak"),
});

export const MeasuredSchema = v.object({
  ...sizes("cudaTotalBytes", "startLiveBytes", "startReservedBytes", "optimizerStateBytes"),
  ...peaks("startUp", "ampCheck", "autoBatch", "train", "validation", "checkpoint", "finalEvaluation", "predict"),
  driverTotalBytes: v.nullish(size()),
  cudaFreeAtStartBytes: v.optional(size()),
  /** Null where other processes were on the GPU and the driver does not tell them apart. */
  outsideAllocatorBytes: v.nullish(size()),
  outsideAllocatorAtEndBytes: v.nullish(size()),
  parameters: v.optional(count()),
  optimizer: v.optional(text(40)),
  batch: v.optional(count()),
  imgsz: v.optional(v.union([count(), v.pipe(v.array(count()), v.maxLength(2))])),
  amp: v.optional(v.boolean()),
  /** 0: it ran out of memory for good. */
  batchAfterFirstEpoch: v.optional(count()),
  allocRetries: v.optional(count()),
  outOfMemoryErrors: v.optional(count()),
  /** The phase in which memory ran out. */
  outOfMemory: v.optional(text(40)),
  epochs: v.optional(v.pipe(v.array(EpochSchema), v.maxLength(1000))),
  steps: v.optional(v.pipe(v.array(StepSchema), v.maxLength(1000))),
  seconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6))),
});

export const ErrorSchema = v.object({
  reason: v.picklist(ERROR_REASONS),
  phase: v.optional(text(40)),
  message: text(2000),
});

export const MeasuredRecordSchema = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
    /** Where it was measured; the action's own runs carry it through. */
    pool: v.optional(text(100)),
    /** The commit whose config this is; likewise. */
    commit: v.optional(v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/))),
    mode: v.optional(v.picklist(["train", "predict"])),
    task: v.optional(v.picklist(TASKS)),
    train: v.optional(v.record(text(60), v.unknown())),
    predict: v.optional(v.record(text(60), v.unknown())),
    dataset: v.optional(DatasetSchema),
    environment: v.optional(EnvironmentSchema),
    /** What the run has less of than it declares, so that it is short. */
    shortened: v.optional(v.object({ from: v.record(text(40), count()), to: v.record(text(40), count()) })),
    asTruth: v.optional(v.boolean()),
    measured: v.optional(MeasuredSchema),
    error: v.optional(ErrorSchema),
  }),
  v.check(({ measured, error }) => measured !== undefined || error !== undefined, "has neither `measured` nor `error`"),
);

/** One measured run, or the reason why it was not measured. */
export type MeasuredRecord = v.InferOutput<typeof MeasuredRecordSchema>;
export type Measured = v.InferOutput<typeof MeasuredSchema>;
