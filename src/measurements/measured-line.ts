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
  const { pool, estimator, version } = context;
  const disturbed = disturbance(record);
  if (disturbed !== undefined) return { skipped: disturbed };
  const { measured = {}, environment = {}, mode, task, train, predict, dataset } = record;
  const { gpu, ultralytics, torch, driver, date, os, allocator, ampCheck, finalEval } = environment;
  const reserved = largest(measured, "Reserved");
  if (gpu === undefined || ultralytics === undefined || torch === undefined || date === undefined)
    return { skipped: "it does not say with which versions, when or on which GPU it was measured" };
  if (measured.cudaTotalBytes === undefined || reserved === 0) return { skipped: "it has no peaks" };
  if (!isCardOf(gpu, pool)) return { skipped: `it was measured on ${gpu}, and the pool has ${pool.device.name}` };
  const read = runOfLine(record, context);
  if ("unknown" in read) return { skipped: `it can't be predicted: ${read.unknown.message}` };
  const estimate = estimator.estimate(read.run, pool.device);
  if (estimate.status === "unknown") return { skipped: `it can't be predicted: ${estimate.reason.message}` };
  const { parameters = estimate.parameters } = measured;
  if (read.run.mode === "train" && parameters !== estimate.parameters)
    return { skipped: `its model had ${parameters} parameters, and ${estimate.parameters} are counted here` };
  const outside = Math.max(measured.outsideAllocatorBytes ?? 0, measured.outsideAllocatorAtEndBytes ?? 0);
  const { below, above } = estimate.unmeasured ?? { below: 0, above: 0 };
  return {
    measurement: {
      pool: pool.name,
      date,
      versions: { ultralytics, torch, ...(driver ? { driver } : {}) },
      gpu,
      run: {
        id: record.id,
        mode: mode ?? "train",
        ...(task === undefined ? {} : { task }),
        train,
        predict,
        dataset,
        environment: { gpu, ultralytics, torch, os, allocator, ampCheck, finalEval },
      },
      predicted: {
        version,
        reservedPeakBytes: estimate.reservedPeakBytes,
        lowerBytes: estimate.interval.lowerBytes,
        upperBytes: estimate.interval.upperBytes,
        ...(below > 0 || above > 0 ? { unmeasured: { below, above } } : {}),
        outsideAllocatorBytes: estimate.outsideAllocatorBytes,
      },
      measured: {
        livePeakBytes: largest(measured, "Live"),
        reservedPeakBytes: reserved,
        ...(outside > 0 ? { outsideAllocatorBytes: bytes(outside) } : {}),
        usableBytes: measured.cudaTotalBytes,
      },
    },
  };
}
