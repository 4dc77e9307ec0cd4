import type { Place } from "../../problem.ts";
import { ABSENT, type Changes, type Journal } from "./journal.ts";
import { isScalar, unknown, type Value } from "./value.ts";

/** Whether two values are surely the same. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isValue(a) || !isValue(b)) return false;
  if (isScalar(a) && isScalar(b)) return a.kind === b.kind && a.value === b.value;
  if (a.kind === "path" && b.kind === "path") return a.value === b.value;
  if (a.kind === "list" && b.kind === "list") return same(a.content.get(0), b.content.get(0));
  if (a.kind === "model" && b.kind === "model") return same(a.source, b.source);
  if (a.kind === "external" && b.kind === "external") return a.name === b.name;
  return false;
}

/** One of two values, no one knows which. A model stays a model, of which only the source is unknown. */
export function either(a: Value, b: Value, place: Place): Value {
  if (same(a, b)) return a;
  if (a.kind === "model" && b.kind === "model") {
    const source = a.source && b.source ? either(a.source, b.source, place) : unknown(DEPENDS, place);
    return { ...a, source };
  }
  return unknown(DEPENDS, place, { options: [...optionsOf(a), ...optionsOf(b)].slice(0, MOST_OPTIONS) });
}

const optionsOf = (value: Value): readonly Value[] => (value.kind === "unknown" ? (value.options ?? [value]) : [value]);

/** More alternatives say nothing. */
const MOST_OPTIONS = 8;
const DEPENDS = "it depends on a condition that is decided when the program runs";

/** Makes what two branches changed the state behind both: where they differ, the value is unknown. */
export function join(journal: Journal, [one, two]: readonly [Changes, Changes], place: Place): void {
  for (const cells of new Set([...one.keys(), ...two.keys()])) {
    const [first, second] = [one.get(cells), two.get(cells)];
    for (const key of new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])) {
      const before = cells.has(key) ? cells.get(key) : ABSENT;
      const a = first?.has(key) ? first.get(key) : before;
      const b = second?.has(key) ? second.get(key) : before;
      const joined = a === ABSENT || b === ABSENT ? absentOr(a === ABSENT ? b : a, place) : joinedValue(a, b, place);
      if (joined === ABSENT) journal.remove(cells, key);
      else journal.set(cells, key, joined);
    }
  }
}

// A name that only one side defines is used only behind the same condition.
function absentOr(value: unknown, place: Place): unknown {
  if (value === ABSENT || !isValue(value)) return value;
  return isScalar(value) ? unknown(DEPENDS, place) : value;
}

function joinedValue(a: unknown, b: unknown, place: Place): unknown {
  if (isValue(a) && isValue(b)) return either(a, b, place);
  // Items of a list: unknown where they differ.
  return same(a, b) ? a : undefined;
}

const isValue = (value: unknown): value is Value => typeof value === "object" && value !== null && "kind" in value;
