import type { Layer, LayerOf } from "../../graph/layer.ts";
import { children } from "../../graph/tree.ts";
import type { Weights, WeightTable } from "../network.ts";
import { matrixHandle } from "../ops/matrix.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

type Convolution = LayerOf<"Conv2d">;

/** Weights by layer, as long as they are being worked on. */
type Working = Map<Layer, Record<string, Tensor>>;

/** A convolution and the batch norm behind it. */
interface Pair {
  readonly conv: Convolution;
  readonly norm: LayerOf<"BatchNorm2d">;
}

function copied(tape: Tape, weights: WeightTable): Working {
  const copies: Working = new Map();
  for (const [layer, own] of weights) {
    const copy: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(own)) {
      const made = tape.like(tensor);
      made.requiresGrad = tensor.requiresGrad;
      copy[name] = made;
    }
    copies.set(layer, copy);
  }
  return copies;
}

/** Copies and results that the graph of the fusion holds, or nobody. */
class Fusion {
  private readonly tape: Tape;
  private readonly weights: Working;
  readonly held: Tensor[] = [];

  constructor(tape: Tape, weights: Working) {
    this.tape = tape;
    this.weights = weights;
  }

  /** All below a layer. Blocks that fold whole branches come before their convolutions. */
  fuse(layer: Layer): void {
    if (layer.kind === "RepConv") {
      this.fold(layer);
      return;
    }
    if (layer.kind === "Conv") this.fusePair({ conv: layer.conv, norm: layer.bn });
    if (layer.kind === "ConvTranspose" && layer.bn !== undefined) this.fusePair({ conv: layer.conv, norm: layer.bn });
    for (const child of children(layer)) this.fuse(child);
  }

  /**
   * A new convolution is filled with the product of a diagonal matrix and the old weight. That is recorded for backward, so the
   * old weight, the matrix and a few vectors stay as long as the new weight; with frozen weights nothing is recorded.
   */
  private fusePair({ conv, norm }: Pair): void {
    const { tape } = this;
    const [old, of] = [this.weights.get(conv) ?? {}, this.weights.get(norm) ?? {}];
    const channels = norm.channels;
    const vector = () => tape.tensor([channels], "fp32");
    const { weight: oldWeight } = old;
    if (oldWeight === undefined) return;
    const weight = tape.like(oldWeight);
    const bias = vector();
    const sum = vector();
    const root = vector();
    tape.drop(sum);
    const ratio = vector();
    const diagonal = tape.tensor([channels, channels], "fp32");
    tape.drop(ratio);
    const product = tape.like(oldWeight);
    matrixHandle(tape, "forward");
    tape.drop(product);
    const zeros = vector();
    const secondRoot = vector();
    const trained = oldWeight.requiresGrad;
    const kept = [diagonal, zeros, root, secondRoot, ...Object.values(old)];
    const { weight: scale, bias: shift, mean, variance, batches } = of;
    const ofNorm = [scale, shift, mean].filter((x) => x !== undefined);
    if (trained) this.held.push(...kept, ...ofNorm);
    else tape.drop(...kept, ...ofNorm);
    tape.drop(variance, batches);
    this.weights.delete(norm);
    weight.requiresGrad = trained;
    bias.requiresGrad = trained;
    this.weights.set(conv, { weight, bias });
  }

  /** The branches of a RepConv become one convolution, without a past. */
  private fold(layer: LayerOf<"RepConv">): void {
    const { tape } = this;
    if (layer.conv1.kind !== "Conv") return;
    const first = layer.conv1.conv;
    const weight = this.weights.get(first)?.["weight"];
    if (weight === undefined) return;
    const fused = { weight: tape.like(weight), bias: tape.tensor([first.out], "fp32") };
    for (const branch of below(layer)) {
      tape.drop(...Object.values(this.weights.get(branch) ?? {}));
      this.weights.delete(branch);
    }
    this.weights.set(first, fused);
  }
}

function* below(layer: Layer): Generator<Layer> {
  for (const child of children(layer)) {
    yield child;
    yield* below(child);
  }
}

export interface FusedCopy {
  readonly weights: ReadonlyMap<Layer, Weights>;
  /** What the graph of the fusion holds besides. */
  readonly held: readonly Tensor[];
}

/** A copy of a model with its batch norms folded in on the device (8.3: nn/tasks.py, fuse). */
export function fusedCopy(tape: Tape, rows: readonly Layer[], weights: WeightTable): FusedCopy {
  const copies = copied(tape, weights);
  const fusion = new Fusion(tape, copies);
  for (const row of rows) fusion.fuse(row);
  return { weights: copies, held: fusion.held };
}
