import type { Place } from "../../problem.ts";
import { handOver, libraryBase } from "./calls.ts";
import { dictMethod } from "./dicts.ts";
import { iterate } from "./iterate.ts";
import type { Machine } from "./machine.ts";
import { concatenated, equals, formatted } from "./operators.ts";
import { parserMethod } from "./options.ts";
import { pathMethod } from "./paths.ts";
import { callModel, isModelClass, isTrainerClass, modelOf } from "./ultralytics.ts";
import { type Call, itemsOf, list, none, number, text, textOf, truth, unknown, type Value } from "./value.ts";

/** A method of a built-in value, of a library's, or of a class's base from a library. */
export function callMethod(machine: Machine, self: Value, name: string, call: Call): Value {
  const result = known(machine, self, name, call);
  return result ?? unknown(`what \`${name}\` yields is not followed`, call.place);
}

function known(machine: Machine, self: Value, name: string, call: Call): Value | undefined {
  switch (self.kind) {
    case "str":
      return stringMethod(self.value, name, call);
    case "path":
      return pathMethod(self, name, call.positional);
    case "list":
      return listMethod(machine, self, name, call);
    case "dict":
      return dictMethod(machine, self, name, call);
    case "parser":
      return parserMethod(machine, self, name, call);
    case "model":
    case "trainer":
      return callModel(machine, self, name, call);
    case "file":
      return name.startsWith("read") ? self : undefined;
    case "instance":
    case "super":
      return baseMethod(machine, self, name, call);
    default:
      handOver(machine, call);
      return undefined;
  }
}

// What a class of the repository does not define is done by the library's class that it is made of.
function baseMethod(machine: Machine, self: Value, name: string, call: Call): Value | undefined {
  const instance = self.kind === "super" ? self.self : self;
  if (instance.kind === "dict") return dictMethod(machine, instance, name === "__init__" ? "update" : name, call);
  if (instance.kind !== "instance") return undefined;
  const base = libraryBase(instance.class);
  if (base === undefined) return undefined;
  if (name === "__init__" && (isModelClass(base) || isTrainerClass(base))) {
    machine.journal.set(instance.attributes, "\0base", modelOf(base, call));
    return none(call.place);
  }
  const made = instance.attributes.get("\0base");
  if (made !== undefined) {
    const result = callModel(machine, made, name, call);
    return result.kind === "model" ? instance : result;
  }
  handOver(machine, call);
  return undefined;
}

function stringMethod(value: string, name: string, call: Call): Value | undefined {
  const { place } = call;
  const [first, second] = call.positional;
  const [a, b] = [textOf(first), textOf(second)];
  switch (name) {
    case "lower":
      return text(value.toLowerCase(), place);
    case "upper":
      return text(value.toUpperCase(), place);
    case "strip":
      return a === undefined ? text(value.trim(), place) : undefined;
    case "replace":
      return a !== undefined && b !== undefined
        ? text(value.replaceAll(a, b), place)
        : first?.kind === "unknown"
          ? first
          : second;
    case "split":
      return list(
        (a === undefined ? value.trim().split(/\s+/) : value.split(a)).map((part) => text(part, place)),
        place,
      );
    case "splitlines":
      return list(
        value.split(/\r?\n/).map((part) => text(part, place)),
        place,
      );
    case "startswith":
      return a === undefined ? undefined : truth(value.startsWith(a), place);
    case "endswith":
      return a === undefined ? undefined : truth(value.endsWith(a), place);
    case "removesuffix":
      return a === undefined
        ? undefined
        : text(value.endsWith(a) ? value.slice(0, value.length - a.length) : value, place);
    case "removeprefix":
      return a === undefined ? undefined : text(value.startsWith(a) ? value.slice(a.length) : value, place);
    case "isdigit":
      return truth(/^\d+$/.test(value), place);
    case "zfill":
      return first?.kind === "int" ? text(value.padStart(first.value, "0"), place) : undefined;
    case "join":
      return joined(value, first, place);
    case "format":
      return filled(value, call);
    default:
      return undefined;
  }
}

function joined(separator: string, parts: Value | undefined, place: Place): Value | undefined {
  const items = parts && iterate(parts, place);
  return (
    items &&
    concatenated(
      items.flatMap((item, at) => (at === 0 ? [item] : [text(separator, place), item])),
      place,
    )
  );
}

// "yolov8{}.pt".format(size), "{name}".format(name=...)
function filled(template: string, { positional, named, place }: Call): Value {
  let next = 0;
  const parts = template.split(/(\{[^{}]*\})/).map((part): Value => {
    const [, name, format = ""] = /^\{(\w*)(?::([^{}]*))?\}$/.exec(part) ?? [];
    if (name === undefined) return text(part.replaceAll("{{", "{").replaceAll("}}", "}"), place);
    const value = name === "" ? positional[next++] : /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
    return value === undefined ? unknown("a hole of the text is not filled", place) : formatted(value, format, place);
  });
  return concatenated(parts, place);
}

function listMethod(
  machine: Machine,
  self: Extract<Value, { kind: "list" }>,
  name: string,
  call: Call,
): Value | undefined {
  const items = itemsOf(self);
  const [first, second] = call.positional;
  const change = (now: readonly Value[] | undefined): Value => {
    machine.journal.set(self.content, 0, now);
    return none(call.place);
  };
  if (name === "append" && first) return change(items && items.length < 10_000 ? [...items, first] : undefined);
  if (name === "extend" && first) {
    const more = iterate(first, call.place);
    return change(items && more && [...items, ...more]);
  }
  if (name === "insert" && second && first?.kind === "int") return change(items?.toSpliced(first.value, 0, second));
  if (name === "copy") return list(items, call.place);
  if (name === "index" && first) {
    const at = items?.findIndex((item) => equals(item, first) === true) ?? -1;
    return at < 0 ? undefined : number(at, call.place);
  }
  if (["sort", "remove", "pop", "clear", "reverse"].includes(name)) change(undefined);
  return undefined;
}
