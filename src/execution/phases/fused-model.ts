import type { Graph } from "../../graph/graph.ts";
import type { Layer } from "../../graph/layer.ts";
import { type OwnTensor, owners, ownTensors } from "../../graph/tensors.ts";
import { children } from "../../graph/tree.ts";
import type { Weights } from "../network.ts";
import type { Rules } from "../rules.ts";
import type { Settings, Tape } from "../tape.ts";
import type { DType, Tensor } from "../tensor.ts";

/** A layer whose parameters reach the device, and whether a batch norm was folded into it. */
interface Owner {
  readonly layer: Layer;
  readonly folded: boolean;
}

/** Batch norms folded into their convolutions, and branches that fusing removes. */
function gone(layer: Layer, { head }: Rules): ReadonlySet<Layer | undefined> {
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
      // Before 8.4 all branches of a head stay.
      if (layer.oneToOneBoxes === undefined || head === "levels") return new Set();
      return new Set([layer.boxes, layer.scores, layer.extras, layer.keypoints, layer.sigmas].flatMap((x) => x ?? []));
    case "Proto26":
      return new Set([layer.semantic]);
    default:
      return new Set();
  }
}

function* fusedOwners(layer: Layer, rules: Rules, folded = false): Generator<Owner> {
  const skipped = gone(layer, rules);
  const folds =
    layer.kind === "Conv" || layer.kind === "Conv2" || (layer.kind === "ConvTranspose" && layer.bn !== undefined);
  for (const child of children(layer)) if (!skipped.has(child)) yield* fusedOwners(child, rules, folds);
  if (ownTensors(layer).length > 0) yield { layer, folded };
}

/** What activations do in a model that was read from a checkpoint: nn/tasks.py, load_checkpoint, has them write into their input. */
export const ofCheckpoint = (settings: Settings): Settings => ({
  ...settings,
  rules: { ...settings.rules, activatesInPlace: true },
});

/** All tensors of a model as they are stored. */
export function loadStored(tape: Tape, graph: Graph): Map<Layer, Weights> {
  const table = new Map<Layer, Weights>();
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const layer of owners(row.layer)) {
      const tensors = ownTensors(layer).map((own) => uploaded(tape, own));
      table.set(layer, named(layer, tensors));
    }
  }
  return table;
}

/** All tensors of a model as they are stored, then fused on the device, one layer after the other, and halved. */
export function loadAndFuse(tape: Tape, graph: Graph, dtype: DType): Map<Layer, Weights> {
  const stored = new Map<Layer, Tensor[]>();
  for (const row of graph.layers)
    for (const layer of owners(row.layer))
      stored.set(
        layer,
        ownTensors(layer).map((own) => uploaded(tape, own)),
      );
  const table = new Map<Layer, Weights>();
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const owner of fusedOwners(row.layer, tape.settings.rules)) {
      const before = stored.get(owner.layer) ?? [];
      table.set(owner.layer, owner.folded ? fusedWeights(tape, owner) : named(owner.layer, before));
      if (owner.folded) tape.drop(...before);
      stored.delete(owner.layer);
    }
  }
  for (const rest of stored.values()) tape.drop(...rest);
  return dtype === "fp32" ? table : halved(tape, table, dtype);
}

const uploaded = (tape: Tape, own: OwnTensor): Tensor =>
  tape.tensor(own.shape, own.role === "counter" ? "int64" : "fp32");

const named = (layer: Layer, tensors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(
    ownTensors(layer).flatMap(({ name }, i) => (tensors[i] === undefined ? [] : [[name, tensors[i]]])),
  );

/** Folding a batch norm gives a convolution a bias. */
function fusedWeights(tape: Tape, { layer, folded }: Owner): Record<string, Tensor> {
  const weights = named(
    layer,
    ownTensors(layer).map((own) => uploaded(tape, own)),
  );
  if (folded && layer.kind === "Conv2d" && !layer.bias) weights["bias"] = tape.tensor([layer.out], "fp32");
  return weights;
}

/** A model that was fused before it reached the device. */
export function load(tape: Tape, graph: Graph, dtype: DType): Map<Layer, Weights> {
  const table = new Map<Layer, Weights>();
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const owner of fusedOwners(row.layer, tape.settings.rules)) table.set(owner.layer, fusedWeights(tape, owner));
  }
  return dtype === "fp32" ? table : halved(tape, table, dtype);
}

function halved(tape: Tape, table: Map<Layer, Weights>, dtype: DType): Map<Layer, Weights> {
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
