import type { Place } from "../../problem.ts";
import { itemsOf, keyValue, REST, text, type Value } from "./value.ts";

/** What a loop over a value takes one after the other; undefined where that is not known. */
export function iterate(value: Value, place: Place): readonly Value[] | undefined {
  if (value.kind === "list") return itemsOf(value);
  if (value.kind === "dict")
    return value.entries.has(REST) ? undefined : [...value.entries.keys()].map((key) => keyValue(key, place));
  return value.kind === "str" ? [...value.value].slice(0, 1000).map((letter) => text(letter, value.place)) : undefined;
}
