import type { Graph } from "../../graph/graph.ts";
import type { Layer } from "../../graph/layer.ts";
import { ownTensors } from "../../graph/tensors.ts";
import { children } from "../../graph/tree.ts";
import { dropPredictions } from "../losses/loss.ts";
import { Network, type Weights } from "../network.ts";
import { categoryIndex, Recorder, type Stream } from "../stream.ts";
import { type Settings, Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";

export interface PredictionPlan {
  readonly graph: Graph;
  readonly batch: number;
  readonly imgsz: number;
  /** The model and its input in half precision. */
  readonly half: boolean;
}

/** Three predictions show the steady state: the second one finds the first one's image still alive. */
const PREDICTIONS = 3;

/** Layers whose parameters reach the device when batch norms are folded in and unused branches removed. */
function* fusedOwners(layer: Layer): Generator<Layer> {
  if (layer.kind === "BatchNorm2d") return;
  const skipped = new Set<Layer>();
  if (layer.kind === "RepConv") skipped.add(layer.conv2);
  if (layer.kind === "RepVGGDW") skipped.add(layer.conv1);
  if (layer.kind === "Detect" && layer.oneToOneBoxes !== undefined)
    for (const branch of [layer.boxes, layer.scores, layer.extras, layer.keypoints, layer.sigmas])
      for (const each of branch ?? []) skipped.add(each);
  for (const child of children(layer)) if (!skipped.has(child)) yield* fusedOwners(child);
  if (ownTensors(layer).length > 0) yield layer;
}

/** Folding a batch norm gives a convolution a bias. */
export function load(tape: Tape, graph: Graph, dtype: DType): Map<Layer, Weights> {
  const table = new Map<Layer, Weights>();
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const layer of fusedOwners(row.layer)) {
      const weights: Record<string, Tensor> = {};
      for (const own of ownTensors(layer))
        weights[own.name] = tape.tensor(own.shape, own.role === "counter" ? "int64" : "fp32");
      if (layer.kind === "Conv2d" && !layer.bias && !layer.frozen) weights["bias"] = tape.tensor([layer.out], "fp32");
      table.set(layer, weights);
    }
  }
  if (dtype === "fp32") return table;
  for (const [layer, weights] of table) {
    const halves = Object.fromEntries(
      Object.entries(weights).map(([name, tensor]) => [
        name,
        tensor.dtype === "fp32" ? tape.like(tensor, dtype) : tape.keep(tensor),
      ]),
    );
    tape.drop(...Object.values(weights));
    table.set(layer, halves);
  }
  return table;
}

/** The allocations and frees of three predictions from a fresh process, the model fused. */
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
  let image: Tensor | undefined;
  // The first image also warms the model up, which is one forward pass more.
  for (let prediction = 0; prediction < PREDICTIONS; prediction++) {
    const next = upload(tape, plan, dtype);
    tape.drop(image);
    image = next;
    for (let pass = prediction === 0 ? 0 : 1; pass < 2; pass++) {
      recorder.category = categoryIndex("activations");
      dropPredictions(tape, network.predict(image));
    }
  }
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
