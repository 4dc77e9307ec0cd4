import { expect, test } from "vitest";
import { bytes, GIB, MIB } from "../../src/bytes.ts";
import { intervalOf } from "../../src/memory/interval.ts";
import { errorGroup, groupAround } from "../../src/memory/interval-group.ts";
import margins from "../../src/memory/interval-margins.json" with { type: "json" };
import { graphOf } from "../../src/memory/play-run.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { type Changes, gpu, runWith } from "./run-with.ts";

test.each<[string, Changes]>([
  ["detect", {}],
  ["detect, other precision or layout", { train: { amp: false } }],
  ["detect, other precision or layout", { train: { channels_last: false } }],
  ["varied labels", { dataset: { labelsPerImage: { mean: 8, max: 30 } } }],
  ["varied labels", { train: { epochs: 3, mosaic: 1, close_mosaic: 0 } }],
  ["varied labels", { train: { epochs: 20, mosaic: 1 } }],
  // Ten epochs or fewer: mosaic is closed from the first on.
  ["detect", { train: { epochs: 10, mosaic: 1 } }],
  [
    "varied labels, masks",
    { task: "segment", train: { model: "yolo11n-seg.yaml" }, dataset: { labelsPerImage: { mean: 1, max: 3 } } },
  ],
  ["segment", { task: "segment", train: { model: "yolo11n-seg.yaml" } }],
  ["classify", { task: "classify", train: { model: "yolo11n-cls.yaml", epochs: 100, mosaic: 1 } }],
  ["multi_scale", { train: { multi_scale: 0.5 } }],
  ["several GPUs", { train: { device: "0,1" } }],
  ["varied labels", { train: { device: "0,1" }, dataset: { labelsPerImage: { mean: 8, max: 30 } } }],
  ["expandable segments", { environment: { allocator: "expandable_segments:True" } }],
  ["before 8.4", { environment: { ultralytics: "8.3.63" } }],
  ["prediction", { mode: "predict" }],
])("%s speaks for %j", (group, changes) => {
  expect(errorGroup(runWith(changes))).toBe(group);
});

test("groups of one task stand in the group of all runs with equal labels; the widest stand alone", () => {
  expect(
    ["pose", "detect", "varied labels, masks", "varied labels", "before 8.4", "prediction"].map(groupAround),
  ).toEqual(["equal labels", "equal labels", "varied labels", undefined, undefined, undefined]);
});

const RESERVED = bytes(4 * GIB);

function widths(run: TrainingRun, name = "NVIDIA H200") {
  const built = graphOf(run);
  if (!("graph" in built)) throw new Error(built.unknown.message);
  const { interval, notes } = intervalOf({ run, device: gpu(name), graph: built.graph }, RESERVED);
  const share = (size: number): number => Math.round((1e4 * size) / RESERVED) / 1e4;
  return { below: share(RESERVED - interval.lowerBytes), above: share(interval.upperBytes - RESERVED), notes };
}

const ofGroup = (name: string) => margins.groups.find(({ group }) => group === name)!;

test("a run like those that were measured has the margin of its group, and no note", () => {
  const { below, above } = ofGroup("detect");
  expect(widths(runWith())).toEqual({ below, above, notes: [] });
});

test("another architecture, torch or version makes the interval wider, and says by how much", () => {
  const { architecture, torch, ultralytics } = margins.unmeasured;
  const { below, above } = ofGroup("detect");
  expect(widths(runWith(), "NVIDIA L4")).toEqual({
    below: expect.closeTo(below + architecture.below, 4),
    above: expect.closeTo(above + architecture.above, 4),
    notes: [expect.stringMatching(/^No run on Ada has been measured: the interval is wider by [\d.]+ % below and /)],
  });
  const changed = runWith({ environment: { torch: "2.6.0", ultralytics: "8.4.50" } });
  expect(widths(changed)).toMatchObject({
    below: expect.closeTo(below + torch.below + ultralytics.below, 4),
    above: expect.closeTo(above + torch.above + ultralytics.above, 4),
    notes: [
      expect.stringMatching("No run with torch 2.6.0 has been measured"),
      expect.stringMatching("No run of Ultralytics 8.4.50 has been measured"),
    ],
  });
});

test("layers that no measured run has are named", () => {
  const run = runWith({ train: { model: "../graph/custom/focus-csp-transformer.yaml" } });
  expect(widths(run).notes).toEqual([
    expect.stringMatching("No run with Focus, BottleneckCSP, ConvTranspose, C1 has been measured"),
  ]);
});

test("no interval is narrower than 4 MiB on either side, nor below zero", () => {
  const run = runWith();
  const built = graphOf(run);
  if (!("graph" in built)) throw new Error(built.unknown.message);
  const subject = { run, device: gpu("NVIDIA H200"), graph: built.graph };
  expect(intervalOf(subject, bytes(10 * MIB)).interval).toEqual({ lowerBytes: 6 * MIB, upperBytes: 14 * MIB });
  expect(intervalOf(subject, bytes(2 * MIB)).interval).toEqual({ lowerBytes: 0, upperBytes: 6 * MIB });
});
