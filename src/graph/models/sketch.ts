import type { ModelDescription, ModelRow, RowValue } from "../../training/training-run.ts";

/** Index of a layer in the model, as rows refer to it. */
export type LayerIndex = number;

export interface Wiring {
  /** The layer it reads; several for a join. Default: the layer before. */
  readonly from?: LayerIndex | readonly LayerIndex[];
  /** Before depth scaling. Default 1. */
  readonly repeats?: number;
}

/** Draws one stage of `channels` channels and yields the index of its last layer. */
export type Stage = (net: Sketch, channels: number) => LayerIndex;

/** A model being drawn, layer by layer. Later layers refer to earlier ones by what `add` yields, never by a counted number. */
export class Sketch {
  readonly #rows: ModelRow[] = [];
  #backbone = 0;
  #next: LayerIndex = -1;

  /** Appends a layer; yields its index. */
  add(module: string, args: readonly RowValue[] = [], wiring: Wiring = {}): LayerIndex {
    const from = wiring.from ?? this.#next;
    this.#next = -1;
    this.#rows.push({ from, repeats: wiring.repeats ?? 1, module, args });
    return this.#rows.length - 1;
  }

  /** Doubles height and width without parameters. */
  up(): LayerIndex {
    return this.add("nn.Upsample", [null, 2, "nearest"]);
  }

  /** Concatenates the channels of the layer before with those of an earlier layer. */
  join(earlier: LayerIndex): LayerIndex {
    return this.add("Concat", [1], { from: [-1, earlier] });
  }

  /** The next layer reads this one, where it does not say otherwise. */
  goOnFrom(layer: LayerIndex): void {
    this.#next = layer;
  }

  /** What was drawn so far is the backbone. */
  endBackbone(): void {
    this.#backbone = this.#rows.length;
  }

  /** The finished drawing with the given facts about it. */
  describe(facts: Omit<ModelDescription, "backbone" | "head">): ModelDescription {
    return { ...facts, backbone: this.#rows.slice(0, this.#backbone), head: this.#rows.slice(this.#backbone) };
  }
}

/** A stage of one block, `repeats` times before depth scaling, with `args` after the channels. */
export function block(module: string, repeats = 1, args: readonly RowValue[] = []): Stage {
  return (net, channels) => net.add(module, [channels, ...args], { repeats });
}

/** The plain convolution that halves height and width. */
export const halve: Stage = block("Conv", 1, [3, 2]);

/** Several stages of the same channels, one after the other. */
export function chain(...stages: readonly Stage[]): Stage {
  return (net, channels) => {
    let last = -1;
    for (const stage of stages) last = stage(net, channels);
    return last;
  };
}
