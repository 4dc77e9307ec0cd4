import type { Layer } from "./layer.ts";

const isLayer = (value: unknown): value is Layer =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  typeof (value as { kind: unknown }).kind === "string" &&
  !("outputs" in value);

/** A direct child, by the field that holds it and its number there. */
export interface NamedChild {
  readonly child: Layer;
  readonly field: string;
  readonly index?: number;
}

/** Direct children with where they are, in registration order: fields are written in that order. */
export function namedChildren(layer: Layer): NamedChild[] {
  const found: NamedChild[] = [];
  for (const [field, value] of Object.entries(layer)) {
    if (isLayer(value)) found.push({ child: value, field });
    else if (Array.isArray(value))
      for (const [index, child] of value.entries()) if (isLayer(child)) found.push({ child, field, index });
  }
  return found;
}

const known = new WeakMap<Layer, readonly Layer[]>();

/** Direct children in registration order. Looked for once: models are gone through for every run. */
export function children(layer: Layer): readonly Layer[] {
  const before = known.get(layer);
  if (before !== undefined) return before;
  const found = namedChildren(layer).map(({ child }) => child);
  known.set(layer, found);
  return found;
}

/** The layer and everything below it, parents first. */
export function* walk(layer: Layer): Generator<Layer> {
  yield layer;
  for (const child of children(layer)) yield* walk(child);
}
