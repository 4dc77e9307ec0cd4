import type { Place } from "../problem.ts";
import type { Model } from "../training/training-run.ts";
import type { Layer } from "./layer.ts";
import { parameterCount } from "./tensors.ts";

/** One row of the model file, built. */
export interface GraphLayer {
  readonly index: number;
  readonly layer: Layer;
  /** Indices of the layers it reads, -1 for the one before; one number where it takes a single tensor. */
  readonly from: number | readonly number[];
  /** As written: `C2f`, `nn.Upsample`. */
  readonly module: string;
  readonly outChannels: number;
  readonly place?: Place;
}

/** A module tree: the layers in order, and which outputs later layers still need. */
export interface Graph {
  readonly model: Model;
  readonly classes: number;
  readonly inputChannels: number;
  readonly layers: readonly GraphLayer[];
  /** Absolute indices of layers whose outputs are kept until the network returns. */
  readonly saved: ReadonlySet<number>;
  readonly parameters: number;
}

export function headOf(graph: Graph): Layer {
  const last = graph.layers.at(-1);
  if (last === undefined) throw new Error("a graph has at least one layer");
  return last.layer;
}

/** `  3  -1  C2f  32  7360`: index, from, module, output channels, parameters; one line a layer. */
export function listing(graph: Graph): string {
  const rows = graph.layers.map((row) => [
    String(row.index),
    String(row.from),
    row.module,
    String(row.outChannels),
    String(parameterCount(row.layer)),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ")).join("\n");
}
