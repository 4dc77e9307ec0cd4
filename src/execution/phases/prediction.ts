import type { Graph } from "../../graph/graph.ts";
import type { Predictions } from "../layers/heads.ts";
import { dropPredictions } from "../losses/loss.ts";
import { Network } from "../network.ts";
import { categoryIndex, Recorder, type Stream } from "../stream.ts";
import { type Settings, Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";
import { load } from "./fused-model.ts";

export interface PredictionPlan {
  readonly graph: Graph;
  readonly batch: number;
  readonly imgsz: number;
  /** The model and its input in half precision. */
  readonly half: boolean;
  /** Does Python's collector find the results of the first call before the second one, or only after it? */
  readonly collector: "early" | "late";
}

/** The second finds the results of the first still alive; the third and all later ones find none. */
const PREDICTIONS = 2;

/**
 * The allocations and frees of predictions from a fresh process, the model fused (engine/predictor.py). What the first call
 * of a predictor leaves is a reference cycle: only Python's collector finds it, some time in the second call. Later
 * results go when their call returns.
 */
export function predictionStream(plan: PredictionPlan, settings: Settings): Stream {
  const recorder = new Recorder();
  recorder.moduleNames.push(...plan.graph.layers.map((row) => `model.${row.index}`));
  const tape = new Tape(recorder, { ...settings, amp: false });
  const dtype: DType = plan.half ? "fp16" : "fp32";
  recorder.mark("predict");
  recorder.category = categoryIndex("parameters");
  const network = new Network(tape, plan.graph, { weights: load(tape, plan.graph, dtype), fused: true });
  network.training = false;
  tape.gradients = false;
  const cycle: (() => void)[] = [];
  let results: readonly Tensor[] = [];
  for (let prediction = 0; prediction < PREDICTIONS; prediction++) {
    const image = upload(tape, plan, dtype);
    recorder.category = categoryIndex("activations");
    // The first image also warms the model up, which is one forward pass more.
    if (prediction === 0) dropPredictions(tape, network.predict(image));
    const predictions = network.predict(image);
    const made = resized(tape, predictions, plan);
    tape.drop(...results);
    results = made;
    cycle.push(() => {
      dropPredictions(tape, predictions);
      tape.drop(image);
    });
    if (plan.collector === "early") cycle.pop()?.();
  }
  for (const release of cycle) release();
  tape.drop(...results);
  return recorder;
}

/** Bytes as the camera has them, reordered, flipped, then floats divided in place. */
function upload(tape: Tape, plan: PredictionPlan, dtype: DType): Tensor {
  tape.recorder.category = categoryIndex("input");
  const shape = [plan.batch, plan.graph.inputChannels, plan.imgsz, plan.imgsz];
  const raw = tape.tensor(shape, "int8");
  const ordered = tape.tensor(shape, "int8");
  tape.drop(raw);
  const flipped = tape.tensor(shape, "int8");
  tape.drop(ordered);
  const image = tape.tensor(shape, dtype);
  tape.drop(flipped);
  return image;
}

/** Maps brought to the size of the images, which are taken to be of the model's size; they live until the next ones exist. */
function resized(tape: Tape, predictions: Predictions, { batch, imgsz }: PredictionPlan): readonly Tensor[] {
  const images = Array.from({ length: batch });
  if (predictions.kind === "semantic") return images.map(() => classMap(tape, predictions.main, imgsz));
  if (predictions.kind !== "depth") return [];
  const enlarged = tape.tensor([batch, 1, imgsz, imgsz], "fp32");
  const maps = images.map(() => tape.tensor([1, 1, imgsz, imgsz], "fp32"));
  tape.drop(enlarged);
  return maps;
}

/** Of one image: logits enlarged, the index of the largest as int64, then as a byte. */
function classMap(tape: Tape, logits: Tensor, imgsz: number): Tensor {
  const [, classes] = logits.nchw;
  const enlarged = tape.tensor([1, classes, imgsz, imgsz], "fp32");
  const largest = tape.tensor([imgsz, imgsz], "int64");
  const map = tape.tensor([imgsz, imgsz], "int8");
  tape.drop(enlarged, largest);
  return map;
}
