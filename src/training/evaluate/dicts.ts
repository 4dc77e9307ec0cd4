import type { Machine } from "./machine.ts";
import { type Call, type DictValue, dict, keyOf, keyValue, list, none, REST, unknown, type Value } from "./value.ts";

/** Methods of dicts and of configs that are like them. */
export function dictMethod(machine: Machine, self: DictValue, name: string, call: Call): Value | undefined {
  const { entries } = self;
  const { place } = call;
  const [first, second] = call.positional;
  const known = [...entries].filter(([key]) => key !== REST);
  const open = entries.has(REST);
  switch (name) {
    case "get":
    case "pop":
    case "setdefault":
      return found(machine, self, name, call);
    case "items":
      return list(open ? undefined : known.map(([key, value]) => list([keyValue(key, place), value], place)), place);
    case "keys":
      return list(open ? undefined : known.map(([key]) => keyValue(key, place)), place);
    case "values":
      return list(open ? undefined : known.map(([, value]) => value), place);
    case "copy":
    case "to_dict":
    case "_asdict":
      return dict(entries, place);
    case "update":
    case "merge":
    case "merge_update":
      if (first?.kind === "dict") for (const [key, value] of first.entries) machine.journal.set(entries, key, value);
      else if (first !== undefined)
        machine.journal.set(
          entries,
          REST,
          first.kind === "unknown" ? first : unknown("what it is updated with is not known", place),
        );
      for (const [key, value] of call.named) machine.journal.set(entries, key, value);
      return none(place);
    case "__setitem__":
      if (first && second) machine.journal.set(entries, keyOf(first) ?? REST, second);
      return none(place);
    default:
      return undefined;
  }
}

// What is not there is the second argument, or None; a dict that may hold more may hold it.
function found(
  machine: Machine,
  { entries }: DictValue,
  name: string,
  { positional, named, place }: Call,
): Value | undefined {
  const [first, second] = positional;
  const key = first && keyOf(first);
  if (key === undefined) return first?.kind === "unknown" ? first : undefined;
  const value = entries.get(key);
  if (value !== undefined) {
    if (name === "pop") machine.journal.remove(entries, key);
    return value;
  }
  const rest = entries.get(REST);
  if (rest !== undefined) return rest;
  const fallback = second ?? named.get("default") ?? none(place);
  if (name === "setdefault") machine.journal.set(entries, key, fallback);
  return fallback;
}
