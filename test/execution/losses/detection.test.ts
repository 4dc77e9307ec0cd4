import { expect, test } from "vitest";
import type { BranchPredictions } from "../../../src/execution/layers/detect.ts";
import { detectionLoss } from "../../../src/execution/losses/detection.ts";
import type { BatchLabels } from "../../../src/execution/losses/labels.ts";
import type { Stream } from "../../../src/execution/stream.ts";
import type { Tape } from "../../../src/execution/tape.ts";
import { headOf } from "../../../src/graph/graph.ts";
import type { LayerOf } from "../../../src/graph/layer.ts";
import { graphOf } from "../../../src/memory/play-run.ts";
import { playable } from "../../measured/runs.ts";
import { newTape } from "../listing.ts";

/** The Detect head of a published model. */
function headOfModel(model: string): LayerOf<"Detect"> {
  const found = playable({
    id: "head",
    mode: "train",
    task: "detect",
    train: { model, batch: 4 },
    environment: { gpu: "NVIDIA H200", ultralytics: "8.4.190", torch: "2.11.0" },
    measured: {},
  });
  if (!("run" in found)) throw new Error(found.message);
  const built = graphOf(found.run);
  const head = "graph" in built ? headOf(built.graph) : undefined;
  if (head?.kind !== "Detect") throw new Error("no Detect head");
  return head;
}

const BATCH = 4;
const ANCHORS = 8400;
const CLASSES = 80;
const BINS = 16;

const LABELS: BatchLabels = {
  most: 8,
  perImage: [8, 8, 8, 8],
  candidates: 8306,
  positives: 316,
  height: 640,
  width: 640,
  maskRatio: 4,
  overlapMasks: true,
  shared: 0,
};

function predictions(tape: Tape, bins: number): BranchPredictions {
  const trained = (channels: number) => {
    const tensor = tape.tensor([BATCH, channels, ANCHORS], "fp16");
    tensor.requiresGrad = true;
    return tensor;
  };
  return {
    images: BATCH,
    anchors: ANCHORS,
    levels: [],
    boxes: trained(4 * bins),
    scores: trained(CLASSES),
    extra: undefined,
    sigma: undefined,
    features: [],
    proto: undefined,
    semantic: undefined,
  };
}

/** Sizes of the blocks that are alive at the end, in order, and the most bytes alive at one time. */
function alive(stream: Stream, from: number): { readonly left: readonly number[]; readonly peak: number } {
  const blocks = new Map<number, number>();
  let live = 0;
  let peak = 0;
  for (const event of stream.events.slice(from)) {
    const size = stream.sizes[event < 0 ? ~event : event]!;
    live += event < 0 ? -size : size;
    peak = Math.max(peak, live);
    if (event < 0) blocks.delete(~event);
    else blocks.set(event, size);
  }
  return { left: [...blocks.values()], peak };
}

function played(model: string, bins: number) {
  const tape = newTape();
  const made = predictions(tape, bins);
  tape.autocast = true;
  const from = tape.recorder.events.length;
  const loss = detectionLoss(tape, { head: headOfModel(model), predictions: made, labels: LABELS });
  return { tape, loss, ...alive(tape.recorder, from) };
}

const SCORES = BATCH * ANCHORS * CLASSES;
const DISTANCES = BATCH * ANCHORS * 4 * BINS;
const MATRIX_LIBRARY = 32 * 1024 * 1024;

test("what the loss of YOLOv8 keeps for backward is the softmax of the bins and both fp32 sides of the class loss", () => {
  const large = played("yolov8n.yaml", BINS).left.filter((size) => size > 1e6);
  expect(large).toEqual([
    // Softmax of the bins, fp32; the matrix library's workspace, which stays for the whole run.
    4 * DISTANCES,
    MATRIX_LIBRARY,
    // Targets and logits of the binary cross-entropy, cast up.
    4 * SCORES,
    4 * SCORES,
  ]);
});

test("the peak of the loss is in the cross-entropy: five fp32 tables and a half one of all classes at once", () => {
  const { peak } = played("yolov8n.yaml", BINS);
  // Target scores, targets, logits, temporary, result; the copy of the scores and the halved targets; the bins' tables.
  const tables = 5 * 4 * SCORES + 2 * 2 * SCORES;
  const boxes = 4 * DISTANCES + 2 * DISTANCES + MATRIX_LIBRARY;
  expect(peak).toBeGreaterThan(tables + boxes);
  expect(peak).toBeLessThan((tables + boxes) * 1.02);
});

test("without bins there is no softmax and no matrix product", () => {
  const { left, peak } = played("yolo26n.yaml", 1);
  expect(left.filter((size) => size > 1e6)).toEqual([4 * SCORES, 4 * SCORES]);
  expect(peak).toBeLessThan(5.2 * 4 * SCORES + 2 * 2 * SCORES);
});

test("after backward only the gradients' way to the predictions and the matrix library's workspace are left", () => {
  const { tape, loss } = played("yolov8n.yaml", BINS);
  tape.endAutocast();
  tape.backward(loss);
  tape.drop(loss);
  const { left } = alive(tape.recorder, 2);
  // The gradients of boxes and scores, which land on the stand-ins of the predictions here.
  expect(left.filter((size) => size > 1e6).sort((a, b) => a - b)).toEqual([2 * DISTANCES, 2 * SCORES, MATRIX_LIBRARY]);
});

test("each label more adds tables of all anchors: two in fp32, and bytes", () => {
  const peakWith = (most: number): number => {
    const tape = newTape();
    const made = predictions(tape, 1);
    tape.autocast = true;
    // One class, so that the tables of labels are the largest.
    const head = { ...headOfModel("yolo26n.yaml"), classes: 1 };
    const one = { ...made, scores: tape.tensor([BATCH, 1, ANCHORS], "fp16") };
    const from = tape.recorder.events.length;
    detectionLoss(tape, { head, predictions: one, labels: { ...LABELS, most } });
    return alive(tape.recorder, from).peak;
  };
  const pairs = BATCH * ANCHORS;
  const perLabel = (peakWith(300) - peakWith(200)) / 100 / pairs;
  // Overlaps, metric and the candidate mask in fp32, the mask in bytes; and the int64 sum over labels later.
  expect(perLabel).toBeGreaterThanOrEqual(13);
  expect(perLabel).toBeLessThanOrEqual(18);
});
