import { type Freeze, frozenLayers } from "../../graph/freeze.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Layer } from "../../graph/layer.ts";
import { type OwnTensor, owners, ownTensors } from "../../graph/tensors.ts";
import { Network, type Weights, type WeightTable } from "../network.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { ampCheck } from "./amp-check.ts";
import { shareGradients } from "./data-parallel.ts";

/** A model on the device with its moving average: what start-up leaves behind. */
export interface DeviceModel {
  readonly network: Network;
  /** Trained and frozen parameters in registration order. */
  readonly parameters: readonly Tensor[];
  /** Validation of older generations exchanges it for another precision and back. */
  average: WeightTable;
}

const dtypeOf = (own: OwnTensor) => (own.role === "counter" ? "int64" : "fp32");

const isImageLike = (own: OwnTensor): boolean => own.role === "parameter" && own.shape.length === 4;

function place(tape: Tape, graph: Graph): Map<Layer, Record<string, Tensor>> {
  const table = new Map<Layer, Record<string, Tensor>>();
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const layer of owners(row.layer)) {
      const weights: Record<string, Tensor> = {};
      for (const own of ownTensors(layer)) weights[own.name] = tape.tensor(own.shape, dtypeOf(own));
      table.set(layer, weights);
    }
  }
  return table;
}

/** Every 4-D parameter once more in channels-last order: the new copy, then the old one goes. */
function reorder(tape: Tape, graph: Graph, table: ReadonlyMap<Layer, Record<string, Tensor>>): void {
  for (const row of graph.layers) {
    tape.recorder.module = row.index + 1;
    for (const layer of owners(row.layer)) {
      const weights = table.get(layer) ?? {};
      for (const own of ownTensors(layer)) {
        const old = weights[own.name];
        if (!isImageLike(own) || old === undefined) continue;
        weights[own.name] = tape.tensor(own.shape, "fp32", "nhwc");
        tape.drop(old);
      }
    }
  }
}

const headLevels = (layer: Layer): number =>
  "channels" in layer && Array.isArray(layer.channels) ? layer.channels.length : 1;

export interface StartUpOptions {
  readonly freeze: Freeze;
  /** The model that mixed precision is checked with; undefined: no check is played. */
  readonly checkedWith: Graph | undefined;
  /** GPUs that train together; 1 where it is not given. */
  readonly gpus?: number;
}

/** A model on the device, and what the AMP check still holds. */
export interface PlacedModel {
  readonly network: Network;
  readonly parameters: readonly Tensor[];
  readonly checking: readonly Tensor[];
}

/** The model to the device, its weights again in channels last, scalers, and the AMP check. */
export function modelOnDevice(tape: Tape, graph: Graph, options: StartUpOptions): PlacedModel {
  const { freeze } = options;
  const { recorder } = tape;
  recorder.category = categoryIndex("parameters");
  tape.operation("model to the device");
  const table = place(tape, graph);
  const last = graph.layers.at(-1)?.layer;
  // Kept for the whole run: the strides of the levels, and a few scalars of the gradient scaler.
  tape.tensor([last === undefined ? 1 : headLevels(last)], "fp32");
  if (tape.settings.channelsLast) reorder(tape, graph, table);
  for (let scalar = 0; scalar < 3; scalar++) tape.tensor([1], "fp32");
  const frozen = frozenLayers(graph, freeze);
  const parameters: Tensor[] = [];
  for (const [layer, weights] of table) {
    for (const own of ownTensors(layer)) {
      const tensor = weights[own.name];
      if (own.role !== "parameter" || tensor === undefined) continue;
      tensor.requiresGrad = !(frozen.has(layer) || (layer.kind === "Conv2d" && layer.frozen));
      parameters.push(tensor);
    }
  }
  const checking = options.checkedWith === undefined ? [] : ampCheck(tape, options.checkedWith);
  recorder.module = 0;
  return { network: new Network(tape, graph, { weights: table, frozen }), parameters, checking };
}

/** Start-up: the model on the device, and its moving average. */
export function startUp(tape: Tape, graph: Graph, options: StartUpOptions): DeviceModel {
  const { network, parameters, checking } = modelOnDevice(tape, graph, options);
  if ((options.gpus ?? 1) > 1) shareGradients(tape, parameters);
  tape.recorder.category = categoryIndex("ema");
  tape.operation("copy for the moving average");
  const average = new Map<Layer, Weights>(place(tape, graph));
  tape.drop(...checking);
  tape.recorder.module = 0;
  return { network, parameters, average };
}
