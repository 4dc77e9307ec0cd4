import type { Graph } from "../../graph/graph.ts";
import type { Layer } from "../../graph/layer.ts";
import { ownTensors } from "../../graph/tensors.ts";
import { children } from "../../graph/tree.ts";
import type { Weights } from "../network.ts";
import type { Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";

/** A layer whose parameters reach the device, and whether a batch norm was folded into it. */
interface Owner {
  readonly layer: Layer;
  readonly folded: boolean;
}

/** Batch norms folded into their convolutions, and branches that fusing removes. */
function gone(layer: Layer): ReadonlySet<Layer | undefined> {
  switch (layer.kind) {
    case "Conv":
    case "ConvTranspose":
      return new Set([layer.bn]);
    case "Conv2":
      return new Set([layer.cv2, layer.bn]);
    case "RepConv":
      return new Set([layer.conv2, layer.bn]);
    case "RepVGGDW":
      return new Set([layer.conv1]);
    case "Detect":
      if (layer.oneToOneBoxes === undefined) return new Set();
      return new Set([layer.boxes, layer.scores, layer.extras, layer.keypoints, layer.sigmas].flatMap((x) => x ?? []));
    case "Proto26":
      return new Set([layer.semantic]);
    default:
      return new Set();
  }
}

function* fusedOwners(layer: Layer, folded = false): Generator<Owner> {
  const skipped = gone(layer);
  const folds =
    layer.kind === "Conv" || layer.kind === "Conv2" || (layer.kind === "ConvTranspose" && layer.bn !== undefined);
  for (const child of children(layer)) if (!skipped.has(child)) yield* fusedOwners(child, folds);
  if (ownTensors(layer).length > 0) yield { layer, folded };
}

/** Folding a batch norm gives a convolution a bias. */
export function load(tape: Tape, graph: Graph, dtype: DType): Map<Layer, Weights> {
  const table = new Map<Layer, Weights>();
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const { layer, folded } of fusedOwners(row.layer)) {
      const weights: Record<string, Tensor> = {};
      for (const own of ownTensors(layer))
        weights[own.name] = tape.tensor(own.shape, own.role === "counter" ? "int64" : "fp32");
      if (folded && layer.kind === "Conv2d" && !layer.bias) weights["bias"] = tape.tensor([layer.out], "fp32");
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
