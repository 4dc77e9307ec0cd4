import type { Graph } from "../../graph/graph.ts";
import type { Layer } from "../../graph/layer.ts";
import { ownTensors } from "../../graph/tensors.ts";
import { children } from "../../graph/tree.ts";
import type { Weights } from "../network.ts";
import type { Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";

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
