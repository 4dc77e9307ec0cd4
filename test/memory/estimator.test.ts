import { expect, test } from "vitest";
import { bytes, gib, mib } from "../../src/bytes.ts";
import { GPUS } from "../../src/fleet/catalogue.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import { estimateLine } from "../../src/memory/estimate-line.ts";
import type { Estimated } from "../../src/memory/estimate-types.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { type Changes, gpu, runWith } from "./run-with.ts";

const H200 = gpu("NVIDIA H200");

function estimated(changes: Changes = {}, device = H200): Estimated {
  const estimate = createEstimator().estimate(runWith(changes), device);
  if (estimate.status !== "estimated") throw new Error(estimate.reason.message);
  return estimate;
}

test("the breakdown sums to the reserved peak, which is the largest of all phases", () => {
  const { breakdown, reservedPeakBytes, phases, peakPhase } = estimated();
  expect(Object.values(breakdown).reduce((sum, size) => sum + size, 0)).toBe(reservedPeakBytes);
  expect(Math.max(...Object.values(phases).map((phase) => phase.reservedPeakBytes))).toBe(reservedPeakBytes);
  expect(phases[peakPhase]?.reservedPeakBytes).toBe(reservedPeakBytes);
  expect(Math.min(...Object.values(breakdown))).toBeGreaterThanOrEqual(0);
});

test("the same question is answered from memory", () => {
  const estimator = createEstimator();
  const first = estimator.estimate(runWith(), H200);
  expect(estimator.estimate(runWith(), H200)).toBe(first);
  expect(estimator.estimate(runWith({ train: { batch: 5 } }), H200)).not.toBe(first);
});

test.each([
  ["a detector, whose stream is that of all cards", { train: { model: "yolov8n.yaml", batch: 8 } }],
  ["RT-DETR, whose sums over pixels depend on the card", { train: { model: "rtdetr-l.yaml", batch: 2, imgsz: 320 } }],
  ["a segmenter", { train: { model: "yolov8n-seg.yaml", batch: 64 }, task: "segment" }],
  ["an open optimizer", { train: { optimizer: "auto", epochs: 3 } }],
] as const)("the reserved peak on every GPU is that of the estimate: %s", (_, changes) => {
  const run = runWith(changes as Changes);
  const shared = createEstimator();
  const whole = createEstimator();
  for (const { name } of GPUS) {
    const found = deviceNamed(name);
    if (!("device" in found)) continue;
    const estimate = whole.estimate(run, found.device) as Estimated;
    expect([name, estimate]).toMatchObject([name, shared.reservedPeak(run, found.device)!]);
  }
});

test("the interval holds the estimate", () => {
  const { interval, reservedPeakBytes } = estimated();
  expect(interval.lowerBytes).toBeLessThan(reservedPeakBytes);
  expect(interval.upperBytes).toBeGreaterThan(reservedPeakBytes);
});

test("where the optimizer is open, the estimate is of the one that takes more", () => {
  const run = runWith({ train: { epochs: 3, optimizer: "auto" } });
  const { trainImages: _, ...dataset } = run.dataset;
  const open = createEstimator().estimate({ ...run, dataset }, H200);
  if (open.status !== "estimated") throw new Error(open.reason.message);
  const of = (optimizer: string) =>
    createEstimator().estimate({ ...run, dataset, arguments: { ...run.arguments, optimizer } }, H200) as Estimated;
  const both = [of("AdamW"), of("MuSGD")].map(({ reservedPeakBytes }) => reservedPeakBytes);
  expect(open.reservedPeakBytes).toBe(Math.max(...both));
});

test("a run survives with less than it reserves without a limit, and not with 3 % less than that", () => {
  const estimator = createEstimator();
  const run = runWith();
  const { reservedPeakBytes, livePeakBytes } = estimated();
  const survivable = estimator.survivable(run, H200)!;
  expect(survivable).toBeLessThanOrEqual(reservedPeakBytes);
  expect(survivable).toBeGreaterThan(livePeakBytes);
  expect(estimator.outcome(run, H200, survivable)).toEqual({ kind: "trains" });
  expect(estimator.outcome(run, H200, bytes(Math.floor(survivable * 0.97)))?.kind).not.toBe("trains");
});

test.each<[string, Changes]>([
  ["compile", { train: { compile: true } }],
  ["unplayed-layer", { train: { model: "yolov8s-world.yaml" } }],
])("%s: a run that is not worked out has a reason, no outcome and no smallest limit", (code, changes) => {
  const estimator = createEstimator();
  const run = runWith(changes);
  const estimate = estimator.estimate(run, H200);
  expect(estimate.status === "unknown" ? estimate.reason.code : estimate.status).toBe(code);
  expect([estimator.survivable(run, H200), estimator.outcome(run, H200, mib(1000))]).toEqual([undefined, undefined]);
});

test("a line has peaks by phase, and the batch that is left under its limit; 0 where the run fails", () => {
  const line = (capBytes: number | undefined) => {
    const answer = estimateLine(createEstimator(), {
      run: runWith({ train: { batch: 16 } }),
      device: H200,
      capBytes: capBytes === undefined ? undefined : mib(capBytes),
    });
    if (answer.status !== "estimated") throw new Error(answer.reason);
    return answer;
  };
  const free = line(undefined);
  expect(Object.keys(free)).toEqual([
    "id",
    "status",
    "parameters",
    "optimizer",
    "optimizerStateBytes",
    "training",
    "validation",
    "checkpoint",
    "outsideAllocatorBytes",
    "interval",
    "survivableBytes",
    "batchAfterFirstEpoch",
    "breakdown",
    "notes",
  ]);
  expect([free.batchAfterFirstEpoch, line(1500).batchAfterFirstEpoch, line(100).batchAfterFirstEpoch]).toEqual([
    16, 8, 0,
  ]);
});

test("what is outside the allocator is that of the architecture, between the ends seen there, with a note where none was seen", () => {
  expect(estimated({}, gpu("T4")).outsideInterval).toEqual({ lowerBytes: mib(140), upperBytes: mib(450) });
  expect(estimated().outsideAllocatorBytes).toBe(mib(700));
  expect(estimated({}, gpu("T4")).outsideAllocatorBytes).toBe(mib(320));
  const unseen = estimated({}, { ...H200, architecture: "Maxwell" });
  expect(unseen.notes).toContainEqual(expect.stringMatching(/outside the allocator was never seen on Maxwell/));
});

test("cards that differ in size share an answer only where the same happens on both", () => {
  const run = runWith({ train: { batch: 32, epochs: 3 }, dataset: { trainImages: 128, valImages: 128 } });
  const devices = GPUS.flatMap(({ name }) => {
    const found = deviceNamed(name);
    return "device" in found && found.device.multiprocessors === 108 ? [found.device] : [];
  });
  const sizes = [...devices, ...[4, 6, 8, 10, 20].map((size) => ({ ...devices[0]!, totalBytes: gib(size) }))];
  const shared = createEstimator();
  const answers = sizes.map((device) => shared.estimate(run, device));
  expect(answers).toEqual(sizes.map((device) => createEstimator().estimate(run, device)));
  const phases = answers.map((each) => (each.status === "estimated" ? JSON.stringify(each.phases) : ""));
  expect(new Set(phases).size).toBeGreaterThan(1);
});
