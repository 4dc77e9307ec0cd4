import type { UnknownReason } from "../training/training-run.ts";
import type { Graph } from "./graph.ts";
import { UNPLAYED, walk } from "./layer.ts";

const unplayed: ReadonlySet<string> = new Set(UNPLAYED);

const known = new WeakMap<Graph, UnknownReason | "none">();

/** Why the graph can't be estimated: its first layer whose allocations are not modelled; undefined where all are. */
export function unplayedLayer(graph: Graph): UnknownReason | undefined {
  const found = known.get(graph) ?? firstUnplayed(graph) ?? "none";
  known.set(graph, found);
  return found === "none" ? undefined : found;
}

function firstUnplayed(graph: Graph): UnknownReason | undefined {
  for (const row of graph.layers) {
    for (const layer of walk(row.layer)) {
      if (!unplayed.has(layer.kind)) continue;
      const inside = layer.kind === row.module ? "" : ` (its part ${layer.kind})`;
      const place = row.place ?? graph.model.description.place;
      return {
        code: "unplayed-layer",
        message: `Layer ${row.index}, ${row.module}${inside}, is known, but what it allocates is not modelled yet.`,
        remedy: "Measure this run on a GPU with smoke/measure.py.",
        ...(place === undefined ? {} : { place }),
      };
    }
  }
  return undefined;
}
