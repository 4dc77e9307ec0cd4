import type { Graph } from "../graph/graph.ts";
import type { BlockKind, HeadKind, Layer, LayerOf } from "../graph/layer.ts";
import { BLOCKS } from "./layers/blocks.ts";
import { cbFuse, cbLinear } from "./layers/composite.ts";
import { HEADS, type Predictions } from "./layers/heads.ts";
import { torchVisionStages } from "./layers/resnet.ts";
import { concat } from "./ops/views.ts";
import type { Tape } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

/** The tensors that a layer owns, by name. */
export type Weights = Readonly<Record<string, Tensor>>;
export type WeightTable = ReadonlyMap<Layer, Weights>;

/** Labels of the batch, for a head that reads them in training: of the fullest image, and of all together. */
export interface Targets {
  readonly most: number;
  readonly total: number;
  /** Do the counts differ from batch to batch? */
  readonly vary: boolean;
}

/** A model on the device: its tree, its weights, and whether it is in training or evaluation mode. */
export class Network {
  readonly tape: Tape;
  readonly graph: Graph;
  /** Swapped for those of the moving average during validation. */
  weights: WeightTable;
  training = true;
  /** Told before each training batch. */
  targets: Targets | undefined = undefined;
  /** Anchors kept from an earlier validation were cast to fp32 with the model, and so decoded boxes are fp32. */
  wideAnchors = false;
  /** Batch norms of frozen layers evaluate even in training. */
  readonly frozen: ReadonlySet<Layer>;
  /** Batch norms are folded into their convolutions, parallel branches into one: how Ultralytics predicts. */
  readonly fused: boolean;

  constructor(
    tape: Tape,
    graph: Graph,
    state: { readonly weights: WeightTable; readonly frozen?: ReadonlySet<Layer>; readonly fused?: boolean },
  ) {
    this.tape = tape;
    this.graph = graph;
    this.weights = state.weights;
    this.frozen = state.frozen ?? new Set();
    this.fused = state.fused ?? false;
  }

  weightsOf(layer: Layer): Weights {
    const weights = this.weights.get(layer);
    if (weights === undefined) throw new Error(`a ${layer.kind} without weights`);
    return weights;
  }

  weight(layer: Layer, name: string): Tensor {
    const tensor = this.weightsOf(layer)[name];
    if (tensor === undefined) throw new Error(`a ${layer.kind} without ${name}`);
    return tensor;
  }

  /** Runs a block. The argument is borrowed, the result the caller's. */
  run(layer: Layer, x: Tensor): Tensor {
    const forward = BLOCKS[layer.kind as BlockKind] as
      | ((network: Network, layer: Layer, x: Tensor) => Tensor)
      | undefined;
    if (forward === undefined) throw new Error(`a ${layer.kind} does not take one tensor`);
    this.tape.operation(layer.kind);
    return forward(this, layer, x);
  }

  /** One layer after another; each result goes when the next one exists. */
  chain(layers: readonly Layer[], x: Tensor): Tensor {
    let current = this.tape.keep(x);
    for (const layer of layers) {
      const next = this.run(layer, current);
      this.tape.drop(current);
      current = next;
    }
    return current;
  }

  /** The whole network; outputs that later layers need live until it returns. */
  predict(image: Tensor): Predictions {
    const { tape, graph } = this;
    const outputs: (readonly Tensor[] | undefined)[] = [];
    let x: readonly Tensor[] = [tape.keep(image)];
    for (const row of graph.layers) {
      tape.recorder.module = row.index + 1;
      const pick = (from: number): readonly Tensor[] => {
        const found = from === -1 ? x : outputs.at(from);
        if (found === undefined) throw new Error(`layer ${row.index} reads layer ${from}, whose output was not kept`);
        return found.map((each) => tape.keep(each));
      };
      const inputs = typeof row.from === "number" ? [pick(row.from)] : row.from.map(pick);
      tape.drop(...x);
      if (isHead(row.layer)) {
        const predictions = (
          HEADS[row.layer.kind] as (network: Network, layer: Layer, inputs: readonly Tensor[]) => Predictions
        )(this, row.layer, inputs.flat());
        tape.drop(...inputs.flat(), ...outputs.flatMap((kept) => kept ?? []));
        tape.recorder.module = 0;
        return predictions;
      }
      x = tape.block(inputs.flat(), () => this.row(row.layer, inputs));
      tape.drop(...inputs.flat());
      outputs.push(graph.saved.has(row.index) ? x.map((each) => tape.keep(each)) : undefined);
    }
    throw new Error("a model whose last layer is no head");
  }

  private picked(maps: readonly Tensor[], index: number): Tensor {
    const map = maps.at(index);
    if (map === undefined) throw new RangeError(`no map ${index} to pick`);
    return this.tape.keep(map);
  }

  /** One row of the model: most take one tensor and yield one. Inputs are borrowed. */
  private row(layer: Layer, inputs: readonly (readonly Tensor[])[]): readonly Tensor[] {
    const first = inputs[0]?.[0];
    if (first === undefined) throw new Error(`a ${layer.kind} that reads nothing`);
    switch (layer.kind) {
      case "Concat":
        return [concat(this.tape, inputs.flat())];
      case "CBFuse":
        return [cbFuse(this, layer, inputs)];
      case "Index":
        return [this.picked(inputs[0] ?? [], layer.index)];
      case "TorchVisionStages":
        return torchVisionStages(this, layer, first);
      case "CBLinear":
        return cbLinear(this, layer, first);
      default:
        return [this.run(layer, first)];
    }
  }
}

function isHead(layer: Layer): layer is { [K in HeadKind]: LayerOf<K> }[HeadKind] {
  return layer.kind in HEADS;
}
