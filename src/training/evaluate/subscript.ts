import type { Place } from "../../problem.ts";
import { asked } from "./attributes.ts";
import type { Machine } from "./machine.ts";
import { dict, itemsOf, keyOf, list, REST, text, unknown, type Value } from "./value.ts";

export interface Subscript {
  readonly object: Value;
  readonly index: Value | readonly (Value | undefined)[];
  readonly place: Place;
}

/** `object[index]`, `object[from:to:step]`. */
export function indexed(machine: Machine, { object, index, place }: Subscript): Value {
  if ("kind" in index) {
    if (object.kind === "unknown")
      return unknown(object.why, object.place, object.origin === undefined ? {} : { origin: object.origin });
    if (object.kind === "external" && object.name === "os.environ")
      return machine.environment.get(keyOf(index) ?? "") ?? unset(keyOf(index), place);
    if (object.kind === "external" && object.name === "wandb.config")
      return configured(machine, keyOf(index) ?? "", place);
    if (object.kind === "external") return { kind: "external", name: `${object.name}[]` };
    if (object.kind === "instance") return asked(machine, object, ["__getitem__", index]) ?? item(object, index, place);
    return item(object, index, place);
  }
  return sliced(object, index as readonly (Value | undefined)[], place);
}

/** An environment variable that nothing sets. */
export const unset = (name: string | undefined, place: Place): Value =>
  unknown(`the environment variable ${name ?? ""} is set where the program is started`, place);

/** A value of the running sweep; each of several in its turn. */
export function configured(machine: Machine, key: string, place: Place): Value {
  const config = machine.sweep.get("config");
  return (config?.kind === "dict" && config.entries.get(key)) || unknown(`\`${key}\` is decided by the sweep`, place);
}

function item(object: Value, index: Value, place: Place): Value {
  if (object.kind === "dict") {
    const key = keyOf(index);
    const found = key === undefined ? undefined : object.entries.get(key);
    if (found !== undefined) return found;
    const rest = object.entries.get(REST);
    return unknown(
      rest?.kind === "unknown" ? rest.why : `there is no ${key === undefined ? "such key" : `key \`${key}\``}`,
      place,
    );
  }
  if (object.kind === "list" && index.kind === "int") {
    const found = itemsOf(object)?.at(index.value);
    return found ?? unknown("the list has no such item that is known", place);
  }
  if (object.kind === "str" && index.kind === "int") {
    const letter = object.value.at(index.value);
    return letter === undefined ? unknown("the text has no such letter", place) : text(letter, place);
  }
  return unknown(index.kind === "unknown" ? index.why : "what is in it is not known", place);
}

function sliced(object: Value, bounds: readonly (Value | undefined)[], place: Place): Value {
  const [from, to, step] = bounds.map((bound) => (bound?.kind === "int" ? bound.value : undefined));
  if (
    bounds.some((bound) => bound !== undefined && bound.kind !== "int" && bound.kind !== "null") ||
    (step !== undefined && step !== 1)
  ) {
    return unknown("a part of something is not followed", place);
  }
  if (object.kind === "str") return text(object.value.slice(from, to), place);
  const items = object.kind === "list" ? itemsOf(object) : undefined;
  return items === undefined
    ? unknown("a part of something is not followed", place)
    : list(items.slice(from, to), place);
}

/** `object[index] = value`. */
export function setItem(machine: Machine, { object, index, place }: Subscript, value: Value): void {
  if (!("kind" in index)) return;
  const key = keyOf(index);
  if (object.kind === "external" && object.name === "os.environ") {
    if (key !== undefined) machine.journal.set(machine.environment, key, value);
  } else if (object.kind === "dict")
    machine.journal.set(object.entries, key ?? REST, key === undefined ? unknown("a key is not known", place) : value);
  else if (object.kind === "list" && index.kind === "int") {
    const items = itemsOf(object);
    if (items === undefined || items.at(index.value) === undefined) return;
    machine.journal.set(object.content, 0, items.with(index.value, value));
  }
}

export const emptyDict = (place: Place): Value => dict([], place);
