import type { Graph } from "./graph.ts";
import type { Layer } from "./layer.ts";
import { parametersOf } from "./parameters.ts";

/** The first n layers, or layers by index, or branches by name (`23.cv2`). */
export type Freeze = number | readonly (number | string)[] | undefined;

/** The layers that own a frozen parameter: the trainer freezes what has `model.N.` in its name. Those of the DFL, always frozen, say so themselves. */
export function frozenLayers(graph: Graph, freeze: Freeze): Set<Layer> {
  const names = typeof freeze === "number" ? Array.from({ length: freeze }, (_, i) => i) : (freeze ?? []);
  if (names.length === 0) return new Set();
  const prefixes = names.map((name) => `model.${name}.`);
  const frozen = parametersOf(graph).filter(({ name }) => prefixes.some((prefix) => name.includes(prefix)));
  return new Set(frozen.map(({ layer }) => layer));
}
