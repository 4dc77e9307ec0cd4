import type { Place } from "../../problem.ts";
import { callFunction } from "./calls.ts";
import type { Machine } from "./machine.ts";
import { pathAttribute } from "./paths.ts";
import { configured } from "./subscript.ts";
import { type ClassValue, type FunctionValue, REST, text, unknown, type Value } from "./value.ts";

/** `object.name`. */
export function attributeOf(machine: Machine, object: Value, name: string, place: Place): Value {
  switch (object.kind) {
    case "unknown":
      return unknown(object.why, object.place, {
        ...(object.text && { text: `${object.text}.${name}` }),
        ...(object.origin !== undefined && { origin: `${object.origin}.${name}` }),
      });
    case "external":
      return ofLibrary(machine, `${object.name}.${name}`, place);
    case "module":
      return object.scope.names.get(name) ?? unknown(`\`${name}\` is not found in ${object.file}`, place);
    case "dict":
      if (name === "__dict__") return object;
      return (
        (object.class && ofClass(machine, object.class, object, name)) ??
        object.entries.get(name) ??
        ofDict(object.entries.get(REST), object, name)
      );
    case "class":
      return (
        ofClass(machine, object, object, name) ??
        unknown(`the class ${object.definition.name} has no \`${name}\` that is known`, place)
      );
    case "instance":
      return ofInstance(machine, object, name, place);
    case "super":
      return ofBases(machine, object.owner, object.self, name) ?? { kind: "method", self: object, function: name };
    case "function":
      // A function that click made a group or a command.
      return { kind: "external", name: `click.${name}` };
    case "path":
      return pathAttribute(object, name, place) ?? { kind: "method", self: object, function: name };
    default:
      return { kind: "method", self: object, function: name };
  }
}

function ofDict(rest: Value | undefined, object: Value, name: string): Value {
  if (DICT_METHODS.has(name) || rest?.kind !== "unknown") return { kind: "method", self: object, function: name };
  return rest;
}
const DICT_METHODS: ReadonlySet<string> = new Set([
  "get",
  "items",
  "keys",
  "values",
  "update",
  "pop",
  "setdefault",
  "copy",
  "merge",
  "to_dict",
]);

function ofLibrary(machine: Machine, name: string, place: Place): Value {
  if (name === "sys.argv")
    return { kind: "list", content: new Map([[0, [text(machine.start.file, place), ...machine.start.argv]]]), place };
  if (name === "sys.executable") return text("python", place);
  if (name === "os.sep" || name === "os.path.sep") return text("/", place);
  if (name.startsWith("wandb.config."))
    return machine.sweep.has("config")
      ? wandbConfig(machine, name.slice("wandb.config.".length), place)
      : { kind: "external", name };
  return { kind: "external", name };
}

function wandbConfig(machine: Machine, key: string, place: Place): Value {
  const config = machine.sweep.get("config");
  if (config?.kind === "dict" && !config.entries.has(key) && DICT_METHODS.has(key))
    return { kind: "method", self: config, function: key };
  return configured(machine, key, place);
}

type Instance = Extract<Value, { readonly kind: "instance" }>;

function ofInstance(machine: Machine, object: Instance, name: string, place: Place): Value {
  if (name === "__dict__") return { kind: "dict", entries: object.attributes, place };
  if (name === "__class__") return object.class;
  return (
    object.attributes.get(name) ??
    ofClass(machine, object.class, object, name) ??
    asked(machine, object, ["__getattr__", text(name, place)]) ?? { kind: "method", self: object, function: name }
  );
}

/** What a class's own `__getattr__` or `__getitem__` answers; undefined where it has none. */
export function asked(machine: Machine, object: Instance, [name, key]: readonly [string, Value]): Value | undefined {
  const method = ofClass(machine, object.class, object, name);
  if (method?.kind !== "method" || typeof method.function === "string" || !("place" in key)) return undefined;
  return machine.deeper(() =>
    callFunction(machine, method.function as FunctionValue, {
      positional: [object, key],
      named: new Map(),
      place: key.place,
    }),
  );
}

/** An attribute of a class or one of its bases, bound to what it is asked of. */
export function ofClass(machine: Machine, owner: ClassValue, self: Value, name: string): Value | undefined {
  const own = owner.attributes.get(name);
  return own === undefined ? ofBases(machine, owner, self, name) : bound(machine, own, self);
}

function ofBases(machine: Machine, owner: ClassValue, self: Value, name: string): Value | undefined {
  for (const base of owner.bases) {
    const found = base.kind === "class" ? ofClass(machine, base, self, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function bound(machine: Machine, value: Value, self: Value): Value {
  if (value.kind !== "function" || !("owner" in value)) return value;
  const decorated = (name: string): boolean =>
    value.decorators.some((each) => each.kind === "external" && each.name === `builtins.${name}`);
  if (decorated("staticmethod")) return value;
  if (decorated("classmethod"))
    return { kind: "method", self: self.kind === "instance" ? self.class : self, function: value };
  if (self.kind === "class") return value;
  const place = machine.placeOf(value.scope, "from" in value.definition ? value.definition.from : 0);
  const isProperty = value.decorators.some(
    (each) => each.kind === "external" && /(?:^|\.)(?:cached_)?property$/.test(each.name),
  );
  if (isProperty) return callFunction(machine, value, { positional: [self], named: new Map(), place });
  return { kind: "method", self, function: value };
}

/** `object.name = value`. */
export function setAttribute(machine: Machine, object: Value, [name, value]: readonly [string, Value]): void {
  if (object.kind === "instance" || object.kind === "class") machine.journal.set(object.attributes, name, value);
  else if (object.kind === "dict") machine.journal.set(object.entries, name, value);
  else if (object.kind === "module") machine.journal.set(object.scope.names, name, value);
}
