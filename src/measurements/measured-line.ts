import { type Bytes, bytes } from "../bytes.ts";
import type { Pool } from "../fleet/fleet.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { Measured, MeasuredRecord } from "../smoke/measured-record.ts";
import { type LineContext, runOfLine } from "../training/run-line.ts";
import { isCardOf } from "./measured-fleet.ts";
import type { Measurement } from "./measurement.ts";

/** What a record becomes: a line of the file of measurements, or the reason why it says nothing about a pool. */
export type LineOfRecord = { readonly measurement: Measurement } | { readonly skipped: string };

export interface RecordContext extends LineContext {
  readonly pool: Pool;
  readonly estimator: Estimator;
  /** Of gpu-memory. */
  readonly version: string;
}

/** Phases that an estimate plays; the peak of a whole run is the largest of theirs. */
const PHASES = ["startUp", "ampCheck", "train", "validation", "checkpoint", "finalEvaluation", "predict"] as const;

const largest = (measured: Measured, kind: "Live" | "Reserved"): Bytes =>
  bytes(Math.max(0, ...PHASES.map((phase) => measured[`${phase}${kind}PeakBytes`] ?? 0)));

/** Why a peak is not that of the run as it is written; undefined where it is. */
function disturbance({ error, measured, environment, train }: MeasuredRecord): string | undefined {
  if (error !== undefined || measured === undefined) return `it was not measured (${error?.reason})`;
  if (environment?.allocatorCapBytes !== undefined) return "its allocator had a limit of its own";
  const { batch = train?.["batch"], batchAfterFirstEpoch: after } = measured;
  if (after !== undefined && typeof batch === "number" && batch >= 1 && after !== batch)
    return `its batch was halved from ${batch} to ${after}`;
  return (measured.allocRetries ?? 0) > 0 ? "the card was full, and cached memory was given back" : undefined;
}

/** The line of a record of smoke/measure.py, with what this version predicts for the same run on the pool's GPU. */
export function lineOfRecord(record: MeasuredRecord, context: RecordContext): LineOfRecord {
  const { pool } = context;
  const disturbed = disturbance(record);
  if (disturbed !== undefined) return { skipped: disturbed };
  const { gpu, ultralytics, torch, driver, date } = record.environment ?? {};
  if (gpu === undefined || ultralytics === undefined || torch === undefined || date === undefined)
    return { skipped: "it does not say with which versions, when or on which GPU it was measured" };
  const measured = measuredOf(record.measured ?? {});
  if (measured === undefined) return { skipped: "it has no peaks" };
  if (!isCardOf(gpu, pool)) return { skipped: `it was measured on ${gpu}, and the pool has ${pool.device.name}` };
  const predicted = predictedFor(record, context);
  if ("skipped" in predicted) return predicted;
  const versions = { ultralytics, torch, ...(driver ? { driver } : {}) };
  return { measurement: { pool: pool.name, date, versions, gpu, run: runIn(record), predicted, measured } };
}

/** undefined where a peak or the card's total is missing. */
function measuredOf(measured: Measured): Measurement["measured"] | undefined {
  const { cudaTotalBytes: usableBytes, outsideAllocatorBytes, outsideAllocatorAtEndBytes } = measured;
  const reservedPeakBytes = largest(measured, "Reserved");
  if (usableBytes === undefined || reservedPeakBytes === 0) return undefined;
  const outside = bytes(Math.max(outsideAllocatorBytes ?? 0, outsideAllocatorAtEndBytes ?? 0));
  return {
    livePeakBytes: largest(measured, "Live"),
    reservedPeakBytes,
    ...(outside > 0 ? { outsideAllocatorBytes: outside } : {}),
    usableBytes,
  };
}

/** The run as `estimate --runs` takes it. */
function runIn({
  id,
  mode = "train",
  task,
  train,
  predict,
  dataset,
  environment = {},
}: MeasuredRecord): Measurement["run"] {
  const { gpu, ultralytics, torch, os, allocator, ampCheck, finalEval } = environment;
  const known = { gpu, ultralytics, torch, os, allocator, ampCheck, finalEval };
  return { id, mode, ...(task === undefined ? {} : { task }), train, predict, dataset, environment: known };
}

function predictedFor(
  record: MeasuredRecord,
  context: RecordContext,
): Measurement["predicted"] | { readonly skipped: string } {
  const read = runOfLine(record, context);
  if ("unknown" in read) return { skipped: `it can't be predicted: ${read.unknown.message}` };
  const estimate = context.estimator.estimate(read.run, context.pool.device);
  if (estimate.status === "unknown") return { skipped: `it can't be predicted: ${estimate.reason.message}` };
  const parameters = record.measured?.parameters ?? estimate.parameters;
  if (read.run.mode === "train" && parameters !== estimate.parameters)
    return { skipped: `its model had ${parameters} parameters, and ${estimate.parameters} are counted here` };
  const { reservedPeakBytes, interval, outsideAllocatorBytes, unmeasured } = estimate;
  const { below, above } = unmeasured ?? { below: 0, above: 0 };
  return {
    version: context.version,
    reservedPeakBytes,
    ...interval,
    ...(below > 0 || above > 0 ? { unmeasured: { below, above } } : {}),
    outsideAllocatorBytes,
  };
}
