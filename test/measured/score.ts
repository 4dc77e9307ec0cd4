import type { EstimateLine } from "../../src/memory/estimate-line.ts";
import type { Measured, MeasuredRow } from "./runs.ts";

/** A measured run and the line that `estimate --runs` answers it with. */
export interface Answered {
  readonly row: MeasuredRow;
  readonly line: EstimateLine;
}

const PEAKS = {
  trainLivePeak: ["trainLivePeakBytes", "training", "livePeakBytes"],
  trainReservedPeak: ["trainReservedPeakBytes", "training", "reservedPeakBytes"],
  validationLivePeak: ["validationLivePeakBytes", "validation", "livePeakBytes"],
  validationReservedPeak: ["validationReservedPeakBytes", "validation", "reservedPeakBytes"],
  checkpointLivePeak: ["checkpointLivePeakBytes", "checkpoint", "livePeakBytes"],
  checkpointReservedPeak: ["checkpointReservedPeakBytes", "checkpoint", "reservedPeakBytes"],
  finalEvaluationLivePeak: ["finalEvaluationLivePeakBytes", "finalEvaluation", "livePeakBytes"],
  finalEvaluationReservedPeak: ["finalEvaluationReservedPeakBytes", "finalEvaluation", "reservedPeakBytes"],
  predictLivePeak: ["predictLivePeakBytes", "predict", "livePeakBytes"],
  predictReservedPeak: ["predictReservedPeakBytes", "predict", "reservedPeakBytes"],
} as const;

const NUMBERS = ["outsideAllocatorBytes", "parameters", "optimizerStateBytes"] as const;

export type Quantity = keyof typeof PEAKS | (typeof NUMBERS)[number];
export const QUANTITIES = [...Object.keys(PEAKS), ...NUMBERS] as readonly Quantity[];

/** How one estimate compares with what was measured. */
export interface Comparison {
  readonly id: string;
  /** (estimate - measured) / measured in percent; undefined where there is no estimate. */
  readonly error: number | undefined;
}

/** Runs with a limited allocator are judged by what becomes of the batch; their peaks follow the limit. */
const isCapped = (row: MeasuredRow): boolean => row.environment.allocatorCapBytes !== undefined;

function measuredOf(measured: Measured, quantity: Quantity): number | undefined {
  return quantity in PEAKS
    ? measured[PEAKS[quantity as keyof typeof PEAKS][0]]
    : (measured[quantity as keyof Measured] as number | undefined);
}

function estimateOf(line: EstimateLine, quantity: Quantity): number | undefined {
  if (line.status !== "estimated") return undefined;
  if (!(quantity in PEAKS)) return line[quantity as (typeof NUMBERS)[number]];
  const [, phase, kind] = PEAKS[quantity as keyof typeof PEAKS];
  return line[phase]?.[kind];
}

/** All runs that measured the quantity, those without an estimate too. */
export function comparisons(answers: readonly Answered[], quantity: Quantity): readonly Comparison[] {
  return answers.flatMap(({ row, line }) => {
    const truth = measuredOf(row.measured, quantity);
    if (truth === undefined || isCapped(row)) return [];
    const estimate = estimateOf(line, quantity);
    return [{ id: row.id, error: estimate === undefined ? undefined : errorOf(estimate, truth) }];
  });
}

function errorOf(estimate: number, truth: number): number {
  if (truth === 0) return estimate === 0 ? 0 : Number.POSITIVE_INFINITY;
  return (100 * (estimate - truth)) / truth;
}

export interface Summary {
  /** Runs that measured it. */
  readonly n: number;
  readonly unknown: number;
  /** Of the absolute error in percent; NaN where nothing was estimated. p95 is the nearest rank: the value at place ceil(0.95 n). */
  readonly median: number;
  readonly p95: number;
  /** With its sign. */
  readonly worst: number;
  readonly worstId: string;
  /** Estimates below what was measured. */
  readonly under: number;
  /** Estimates that are right to the byte. */
  readonly exact: number;
}

export function summary(compared: readonly Comparison[]): Summary {
  const known = compared.flatMap(({ id, error }) => (error === undefined ? [] : [{ id, error }]));
  const sizes = known.map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  const worst = known.reduce<{ id: string; error: number } | undefined>(
    (most, each) => (most === undefined || Math.abs(each.error) > Math.abs(most.error) ? each : most),
    undefined,
  );
  return {
    n: compared.length,
    unknown: compared.length - known.length,
    median: median(sizes),
    p95: nearestRank(sizes, 0.95),
    worst: worst?.error ?? Number.NaN,
    worstId: worst?.id ?? "",
    under: known.filter(({ error }) => error < 0).length,
    exact: known.filter(({ error }) => error === 0).length,
  };
}

/** Of sorted values. */
export function median(sorted: readonly number[]): number {
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The value at place ceil(share x n) of sorted values. */
export const nearestRank = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;

export interface BatchOutcome {
  readonly id: string;
  /** The batch at the end of the first epoch; 0: the run failed. */
  readonly measured: number;
  readonly said: number | undefined;
}

/** What became of the batch in the runs with a limited allocator. */
export function batchOutcomes(answers: readonly Answered[]): readonly BatchOutcome[] {
  return answers.flatMap(({ row, line }) => {
    if (!isCapped(row)) return [];
    const { batchAfterFirstEpoch, outOfMemory } = row.measured;
    const measured = batchAfterFirstEpoch ?? (outOfMemory ? 0 : Number(row.train?.batch));
    return [{ id: row.id, measured, said: line.status === "estimated" ? line.batchAfterFirstEpoch : undefined }];
  });
}

/** AutoBatch's pick on the GPU, and what the estimate takes it to be, of runs without a limited allocator. */
export function autoBatchPicks(answers: readonly Answered[]): readonly BatchOutcome[] {
  return answers.flatMap(({ row, line }) => {
    const measured = row.measured.autoBatch?.batch;
    if (measured === undefined || isCapped(row)) return [];
    return [{ id: row.id, measured, said: line.status === "estimated" ? line.batchAfterFirstEpoch : undefined }];
  });
}

export interface IntervalOutcome {
  readonly id: string;
  readonly place: "covered" | "above" | "below" | "unknown";
  /** In percent of what was measured; NaN where unknown. */
  readonly width: number;
}

const RESERVED = [
  "trainReservedPeakBytes",
  "validationReservedPeakBytes",
  "checkpointReservedPeakBytes",
  "finalEvaluationReservedPeakBytes",
  "predictReservedPeakBytes",
] as const;

/** The largest reserved peak of all phases that were measured; 0: none was. */
export const largestReserved = ({ measured }: MeasuredRow): number =>
  Math.max(0, ...RESERVED.map((key) => measured[key] ?? 0));

/** Does the interval hold what was measured? `above`: more was measured than its upper end. */
export function intervalOutcomes(answers: readonly Answered[]): readonly IntervalOutcome[] {
  return answers.flatMap(({ row, line }): IntervalOutcome[] => {
    const truth = largestReserved(row);
    if (truth === 0 || isCapped(row)) return [];
    if (line.status !== "estimated") return [{ id: row.id, place: "unknown", width: Number.NaN }];
    const { lowerBytes, upperBytes } = line.interval;
    const place = truth > upperBytes ? "above" : truth < lowerBytes ? "below" : "covered";
    return [{ id: row.id, place, width: (100 * (upperBytes - lowerBytes)) / truth }];
  });
}

export interface IntervalSummary {
  readonly n: number;
  readonly unknown: number;
  /** Share of the known intervals that hold the truth, in percent. */
  readonly coverage: number;
  readonly above: number;
  /** Median, in percent of what was measured. */
  readonly width: number;
}

export function intervalSummary(outcomes: readonly IntervalOutcome[]): IntervalSummary {
  const known = outcomes.filter(({ place }) => place !== "unknown");
  const widths = known.map(({ width }) => width).sort((a, b) => a - b);
  return {
    n: outcomes.length,
    unknown: outcomes.length - known.length,
    coverage: (100 * known.filter(({ place }) => place === "covered").length) / known.length,
    above: known.filter(({ place }) => place === "above").length,
    width: median(widths),
  };
}
