import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { type MeasuredRow, playable } from "../measured/runs.ts";

interface Size {
  readonly batch: number;
  readonly imgsz: number;
  readonly labels: number;
}

/**
 * The allocator does not split a block whose rest is 1 MiB or less, and counts it whole: a larger request may find a
 * block that fits better. So the live peak may fall by about that much where what grows is as small as that: a label more,
 * or an image more of less than 192 pixels.
 */
const UNSPLIT = MIB;
const SMALLEST_SIDE = 192;
/** The same sizes at every run of the tests. */
const SEED = 2026;

/** Models of every task, with the classes of their data sets and their stride. */
const MODELS: readonly (readonly [model: string, task: string, classes: number, stride: number])[] = [
  ["yolov8n.yaml", "detect", 80, 32],
  ["yolov5n-p6.yaml", "detect", 80, 64],
  ["yolov10n.yaml", "detect", 3, 32],
  ["yolo26n.yaml", "detect", 80, 32],
  ["yolo12n.yaml", "detect", 80, 32],
  ["yolo11n-seg.yaml", "segment", 80, 32],
  ["yolo26n-seg.yaml", "segment", 80, 32],
  ["yolo11n-pose.yaml", "pose", 1, 32],
  ["yolo11n-obb.yaml", "obb", 15, 32],
  ["yolo11n-cls.yaml", "classify", 10, 32],
  ["../models/relu-wide-stem.yaml", "detect", 80, 32],
];

/** The live training peak of four steps with an optimizer step after each, so that accumulation is the same at every size. */
function livePeak([model, task, classes]: (typeof MODELS)[number], { batch, imgsz, labels }: Size): number {
  const row: MeasuredRow = {
    id: model,
    mode: "train",
    task,
    train: { model, batch, imgsz, nbs: 1, epochs: 1, mosaic: 0, val: false, optimizer: "AdamW" },
    dataset: {
      classes,
      labelsPerImage: labels,
      trainImages: 4 * batch,
      valImages: batch,
      imageSize: [640, 640],
    },
    environment: { gpu: "NVIDIA H200", ultralytics: "8.4.190", torch: "2.11.0" },
    measured: {},
  };
  const found = playable(row);
  if (!("run" in found)) throw new Error(found.message);
  const estimate = createEstimator().estimate(found.run, found.device);
  if (estimate.status !== "estimated") throw new Error(estimate.reason.message);
  return estimate.phases.training?.livePeakBytes ?? Number.NaN;
}

describe.each(MODELS)("%s", (...model) => {
  const [, , , stride] = model;
  const size = fc.record({
    batch: fc.integer({ min: 1, max: 24 }),
    imgsz: fc.integer({ min: SMALLEST_SIDE / stride, max: 640 / stride }).map((count) => count * stride),
    labels: fc.integer({ min: 1, max: 40 }),
  });
  const grows = (bigger: (of: Size) => Size, mayFall = 0): void =>
    fc.assert(
      fc.property(size, (of) => {
        expect(livePeak(model, bigger(of))).toBeGreaterThanOrEqual(livePeak(model, of) - mayFall);
      }),
      { numRuns: 8, seed: SEED },
    );

  test("the live peak of training never falls when the batch grows by one image", () => {
    grows((of) => ({ ...of, batch: of.batch + 1 }));
  });

  test("nor when the images grow by one stride", () => {
    grows((of) => ({ ...of, imgsz: of.imgsz + stride }));
  });

  test("nor, by more than an unsplit block, when every image has one label more", () => {
    grows((of) => ({ ...of, labels: of.labels + 1 }), UNSPLIT);
  });
});
