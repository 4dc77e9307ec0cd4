import type { Graph } from "../graph/graph.ts";
import type { BlockKind, HeadKind, Layer, LayerOf } from "../graph/layer.ts";
import { BLOCKS } from "./layers/blocks.ts";
import { HEADS, type Predictions } from "./layers/heads.ts";
import { concat } from "./ops/views.ts";
import type { Tape } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

/** The tensors that a layer owns, by name. */
export type Weights = Readonly<Record<string, Tensor>>;
export type WeightTable = ReadonlyMap<Layer, Weights>;

/** A model on the device: its tree, its weights, and whether it is in training or evaluation mode. */
export class Network {
  readonly tape: Tape;
  readonly graph: Graph;
  /** Swapped for those of the moving average during validation. */
  weights: WeightTable;
  training = true;
  /** Batch norms of frozen layers evaluate even in training. */
  readonly frozen: ReadonlySet<Layer>;

  constructor(tape: Tape, graph: Graph, state: { readonly weights: WeightTable; readonly frozen: ReadonlySet<Layer> }) {
    this.tape = tape;
    this.graph = graph;
    this.weights = state.weights;
    this.frozen = state.frozen;
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
    const outputs: (Tensor | undefined)[] = [];
    let x = tape.keep(image);
    for (const row of graph.layers) {
      tape.recorder.module = row.index + 1;
      const pick = (from: number): Tensor => {
        const found = from === -1 ? x : outputs.at(from);
        if (found === undefined) throw new Error(`layer ${row.index} reads layer ${from}, whose output was not kept`);
        return tape.keep(found);
      };
      const inputs = typeof row.from === "number" ? [pick(row.from)] : row.from.map(pick);
      tape.drop(x);
      if (isHead(row.layer)) {
        const predictions = (
          HEADS[row.layer.kind] as (network: Network, layer: Layer, inputs: readonly Tensor[]) => Predictions
        )(this, row.layer, inputs);
        tape.drop(...inputs, ...outputs);
        tape.recorder.module = 0;
        return predictions;
      }
      x = row.layer.kind === "Concat" ? concat(tape, inputs) : this.run(row.layer, inputs[0] ?? image);
      tape.drop(...inputs);
      outputs.push(graph.saved.has(row.index) ? tape.keep(x) : undefined);
    }
    throw new Error("a model whose last layer is no head");
  }
}

function isHead(layer: Layer): layer is { [K in HeadKind]: LayerOf<K> }[HeadKind] {
  return layer.kind in HEADS;
}
