import { expect, test } from "vitest";
import { bytes } from "../../src/bytes.ts";
import type { EstimateLine } from "../../src/memory/estimate-line.ts";
import type { Measured } from "./runs.ts";
import {
  type Answered,
  batchOutcomes,
  comparisons,
  intervalOutcomes,
  intervalSummary,
  nearestRank,
  summary,
} from "./score.ts";

const ZERO = {
  parameters: 0,
  gradients: 0,
  optimizer: 0,
  ema: 0,
  input: 0,
  activations: 0,
  loss: 0,
  workspace: 0,
  slack: 0,
} as unknown as Extract<EstimateLine, { status: "estimated" }>["breakdown"];

interface Said {
  readonly live: number;
  readonly reserved: number;
  readonly interval?: readonly [number, number];
  readonly batch?: number;
}

function answered(id: string, measured: Measured, said: Said | undefined, cap?: number): Answered {
  const environment = {
    gpu: "NVIDIA H200",
    ultralytics: "8.4.190",
    torch: "2.11.0",
    ...(cap === undefined ? {} : { allocatorCapBytes: cap }),
  };
  const row = { id, mode: "train", task: "detect", train: { batch: 16 }, environment, measured };
  if (said === undefined) return { row, line: { id, status: "unknown", reason: "no-reason: none" } };
  const [lower, upper] = said.interval ?? [said.reserved, said.reserved];
  const line: EstimateLine = {
    id,
    status: "estimated",
    parameters: 1,
    optimizer: "AdamW",
    optimizerStateBytes: bytes(0),
    training: { livePeakBytes: bytes(said.live), reservedPeakBytes: bytes(said.reserved) },
    outsideAllocatorBytes: bytes(0),
    interval: { lowerBytes: bytes(lower), upperBytes: bytes(upper) },
    survivableBytes: bytes(0),
    batchAfterFirstEpoch: said.batch ?? 16,
    breakdown: ZERO,
    notes: [],
  };
  return { row, line };
}

const live = (id: string, measured: number, said: number | undefined): Answered =>
  answered(id, { trainLivePeakBytes: measured }, said === undefined ? undefined : { live: said, reserved: said });

test("errors are in percent of what was measured, with a sign", () => {
  const rows = [live("a", 200, 210), live("b", 200, 190), live("c", 200, 200), live("d", 200, undefined)];
  expect(comparisons(rows, "trainLivePeak")).toEqual([
    { id: "a", error: 5 },
    { id: "b", error: -5 },
    { id: "c", error: 0 },
    { id: "d", error: undefined },
  ]);
});

test("a quantity that a run did not measure is not counted, and neither are peaks under a limit", () => {
  const limited = answered("b", { trainLivePeakBytes: 100 }, { live: 100, reserved: 100 }, 1000);
  expect(comparisons([live("a", 100, 100), limited], "trainReservedPeak")).toEqual([]);
  expect(comparisons([limited], "trainLivePeak")).toEqual([]);
});

test("the summary of four runs, one of them without an estimate", () => {
  const rows = [live("a", 100, 104), live("b", 100, 99), live("c", 100, 100), live("d", 100, undefined)];
  expect(summary(comparisons(rows, "trainLivePeak"))).toEqual({
    n: 4,
    unknown: 1,
    median: 1,
    p95: 4,
    worst: 4,
    worstId: "a",
    under: 1,
    exact: 1,
  });
});

test("the median of an even number is the mean of the middle two; the worst keeps its sign", () => {
  const rows = [live("a", 100, 101), live("b", 100, 98), live("c", 100, 103), live("d", 100, 90)];
  const { median, worst, worstId } = summary(comparisons(rows, "trainLivePeak"));
  expect([median, worst, worstId]).toEqual([2.5, -10, "d"]);
});

test("p95 is the nearest rank: the worst of fewer than 20, the second-worst of 20", () => {
  const values = Array.from({ length: 20 }, (_, i) => i + 1);
  expect([nearestRank(values.slice(0, 19), 0.95), nearestRank(values, 0.95), nearestRank(values, 1)]).toEqual([
    19, 19, 20,
  ]);
});

test("the batch after the first epoch is compared in runs with a limit only; 0 where the run failed", () => {
  const rows = [
    answered("a", { batchAfterFirstEpoch: 8 }, { live: 1, reserved: 1, batch: 8 }, 1000),
    answered("b", { outOfMemory: true }, { live: 1, reserved: 1, batch: 16 }, 1000),
    answered("c", {}, undefined, 1000),
    answered("d", { batchAfterFirstEpoch: 16 }, { live: 1, reserved: 1 }),
  ];
  expect(batchOutcomes(rows)).toEqual([
    { id: "a", measured: 8, said: 8 },
    { id: "b", measured: 0, said: 16 },
    { id: "c", measured: 16, said: undefined },
  ]);
});

test("the interval is held against the largest reserved peak of all phases", () => {
  const peaks = (train: number, validation: number): Measured => ({
    trainReservedPeakBytes: train,
    validationReservedPeakBytes: validation,
  });
  const said = (lower: number, upper: number): Said => ({ live: 1, reserved: 1, interval: [lower, upper] });
  const outcomes = intervalOutcomes([
    answered("a", peaks(90, 100), said(95, 105)),
    answered("b", peaks(200, 100), said(95, 105)),
    answered("c", peaks(50, 10), said(95, 105)),
    answered("d", peaks(50, 10), undefined),
  ]);
  expect(outcomes).toEqual([
    { id: "a", place: "covered", width: 10 },
    { id: "b", place: "above", width: 5 },
    { id: "c", place: "below", width: 20 },
    { id: "d", place: "unknown", width: Number.NaN },
  ]);
  expect(intervalSummary(outcomes)).toEqual({ n: 4, unknown: 1, coverage: 100 / 3, above: 1, width: 10 });
});
