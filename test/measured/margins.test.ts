import { expect, test } from "vitest";
import { familyOf, leaveOneFamilyOut, type Miss, marginFor, marginsOf } from "./margins.ts";

const misses = (group: string, family: string, shares: readonly number[]): readonly Miss[] =>
  shares.map((share, index) => ({ id: `${group} ${family} ${index}`, family, group, share }));

/** As many zeros. */
const exact = (count: number): readonly number[] => Array<number>(count).fill(0);

test("a group's margin leaves 2 of 100 further runs out on each side, and is a percent at least", () => {
  const tail = [-0.2, -0.05, 0.03, 0.3];
  // Of 100 runs the 99th, since the 98th would leave out 3 of 101.
  expect(marginsOf(misses("before 8.4", "yolo8", [...exact(96), ...tail]))).toEqual([
    { group: "before 8.4", below: 0.05, above: 0.03, runs: 100 },
  ]);
  expect(marginsOf(misses("before 8.4", "yolo8", [...exact(146), ...tail]))).toEqual([
    { group: "before 8.4", below: 0.01, above: 0.01, runs: 150 },
  ]);
  expect(marginsOf(misses("before 8.4", "yolo8", [...exact(36), ...tail]))).toEqual([
    { group: "before 8.4", below: 0.2, above: 0.3, runs: 40 },
  ]);
});

test("margins are rounded up to a tenth of a percent", () => {
  const [margin] = marginsOf(misses("before 8.4", "yolo8", [-0.02001, 0.0301]));
  expect(margin).toEqual({ group: "before 8.4", below: 0.021, above: 0.031, runs: 2 });
});

test("a group of few runs takes the wider of its own errors and those of the group around it", () => {
  const all = [...misses("detect", "yolo8", [...exact(30), -0.04, 0.02]), ...misses("pose", "yolo8", [0.06])];
  expect(marginsOf(all)).toEqual([
    { group: "detect", below: 0.04, above: 0.02, runs: 32 },
    { group: "equal labels", below: 0.04, above: 0.06, runs: 33 },
    { group: "pose", below: 0.04, above: 0.06, runs: 1 },
  ]);
});

test("a group without a run takes the margin of the group around it, else the widest of all", () => {
  const margins = marginsOf([...misses("detect", "yolo8", [-0.02]), ...misses("before 8.4", "yolo8", [0.5, -0.1])]);
  expect(marginFor("depth", margins)).toMatchObject({ below: 0.02, above: 0.01 });
  expect(marginFor("prediction", margins)).toEqual({ below: 0.1, above: 0.5 });
});

test("a family is covered or not by what the others give", () => {
  const all = [...misses("detect", "yolo8", [0.03]), ...misses("detect", "yolo11", [0.02, -0.01])];
  expect(leaveOneFamilyOut(all)).toEqual([
    { id: "detect yolo11 0", family: "yolo11", group: "detect", covered: true, width: 4 / 1.02 },
    { id: "detect yolo11 1", family: "yolo11", group: "detect", covered: true, width: 4 / 0.99 },
    { id: "detect yolo8 0", family: "yolo8", group: "detect", covered: false, width: 3 / 1.03 },
  ]);
});

test("families are those of the published models; model files of one's own are one", () => {
  const family = (model: string) =>
    familyOf({
      id: "a",
      mode: "train",
      task: "detect",
      train: { model },
      environment: { gpu: "", ultralytics: "", torch: "" },
      measured: {},
    });
  expect(
    ["yolov8n.yaml", "yolo11n-seg.yaml", "yolov10b.yaml", "rtdetr-l.yaml", "../models/two-head.yaml"].map(family),
  ).toEqual(["yolo8", "yolo11", "yolo10", "rtdetr", "own model files"]);
});

test("a group with a cause of its own takes from the group around it and gives it nothing", () => {
  const all = [...misses("detect", "yolo8", [...exact(60), -0.03, 0.02]), ...misses("multi_scale", "yolo8", [0.4])];
  expect(marginsOf(all)).toEqual([
    { group: "detect", below: 0.03, above: 0.02, runs: 62 },
    { group: "equal labels", below: 0.03, above: 0.02, runs: 62 },
    { group: "multi_scale", below: 0.03, above: 0.4, runs: 1 },
  ]);
});
