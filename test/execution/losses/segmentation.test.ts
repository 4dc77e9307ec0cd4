import { expect, test } from "vitest";
import type { BranchPredictions } from "../../../src/execution/layers/detect.ts";
import type { BatchLabels } from "../../../src/execution/losses/labels.ts";
import { segmentationLoss } from "../../../src/execution/losses/segmentation.ts";
import { headOf } from "../../../src/graph/graph.ts";
import { graphOf } from "../../../src/memory/play-run.ts";
import { runWith } from "../../memory/run-with.ts";
import { newTape } from "../listing.ts";

const BATCH = 2;
const ANCHORS = 8400;
const SIDE = 160;
const MASKS = 32;

/** Bytes of the largest blocks that the loss of yolo11n-seg keeps for backward, by the labels of each image. */
function kept(perImage: readonly number[], overlapMasks = true): readonly number[] {
  const built = graphOf(runWith({ task: "segment", train: { model: "yolo11n-seg.yaml" } }));
  const head = "graph" in built ? headOf(built.graph) : undefined;
  if (head?.kind !== "Detect") throw new Error("no Detect head");
  const tape = newTape();
  const trained = (shape: readonly number[]) => {
    const tensor = tape.tensor(shape, "fp16");
    tensor.requiresGrad = true;
    return tensor;
  };
  const predictions: BranchPredictions = {
    images: BATCH,
    anchors: ANCHORS,
    levels: [],
    boxes: trained([BATCH, 4 * head.regMax, ANCHORS]),
    scores: trained([BATCH, head.classes, ANCHORS]),
    extra: trained([BATCH, MASKS, ANCHORS]),
    proto: trained([BATCH, MASKS, SIDE, SIDE]),
    sigma: undefined,
    features: [],
    semantic: undefined,
  };
  const most = Math.max(...perImage);
  const labels: BatchLabels = {
    most,
    perImage,
    candidates: 260 * most,
    positives: 10 * perImage.reduce((sum, count) => sum + count, 0),
    height: 640,
    width: 640,
    maskRatio: 4,
    overlapMasks,
    shared: 0,
  };
  tape.autocast = true;
  const from = tape.recorder.events.length;
  segmentationLoss(tape, { head, predictions, labels });
  const alive = new Map<number, number>();
  for (const event of tape.recorder.events.slice(from)) {
    if (event < 0) alive.delete(~event);
    else alive.set(event, tape.recorder.sizes[event]!);
  }
  return [...alive.values()];
}

/** One fp32 mask for each of the ten positives of each label. */
const masks = (labels: number): number => 4 * 10 * labels * SIDE * SIDE;

test("every image keeps the fp32 logits and targets of the masks of its own positives", () => {
  const sizes = kept([3, 7]);
  expect(sizes.filter((size) => size === masks(3))).toHaveLength(2);
  expect(sizes.filter((size) => size === masks(7))).toHaveLength(2);
});

test("an image without labels still has one positive", () => {
  expect(kept([0, 7]).filter((size) => size === 4 * SIDE * SIDE).length).toBeGreaterThanOrEqual(2);
});

test("masks that are not merged are kept one by one all the same", () => {
  expect(kept([3, 7], false).filter((size) => size === masks(7))).toHaveLength(2);
});
