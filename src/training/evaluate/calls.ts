import type { Place } from "../../problem.ts";
import { dictMethod } from "./dicts.ts";
import { evaluate } from "./expressions.ts";
import { callLibrary } from "./library.ts";
import { type Machine, Stopped } from "./machine.ts";
import { either } from "./merge.ts";
import { callMethod } from "./methods.ts";
import { callCommand, isCommand } from "./options.ts";
import type { Parameter } from "./program.ts";
import { newScope } from "./scope.ts";
import { execute } from "./statements.ts";
import { isModelClass, isTrainerClass, modelOf } from "./ultralytics.ts";
import {
  type Call,
  type ClassValue,
  dict,
  type FunctionValue,
  list,
  none,
  REST,
  type Scope,
  unknown,
  type Value,
} from "./value.ts";

/** What a call yields, with all that it does on the way. */
export function callValue(machine: Machine, callee: Value, call: Call, scope: Scope): Value {
  const result = machine.deeper(() => callOne(machine, callee, call, scope));
  return result ?? unknown("calls go too deep to be followed", call.place);
}

function callOne(machine: Machine, callee: Value, call: Call, scope: Scope): Value {
  switch (callee.kind) {
    case "function":
      return isCommand(callee) && call.positional.length === 0 && call.named.size === 0
        ? callCommand(machine, callee, call.place)
        : callFunction(machine, callee, call);
    case "method":
      if (typeof callee.function === "string") return callMethod(machine, callee.self, callee.function, call);
      return callFunction(machine, callee.function, { ...call, positional: [callee.self, ...call.positional] });
    case "class":
      return construct(machine, callee, call);
    case "external":
      if (callee.name === "builtins.super") return superOf(scope, call);
      return callLibrary(machine, callee, call, scope);
    case "instance": {
      const own = callee.class.attributes.get("__call__");
      return own?.kind === "function"
        ? callFunction(machine, own, { ...call, positional: [callee, ...call.positional] })
        : unknown("what is called here is not known", call.place);
    }
    case "unknown":
      handOver(machine, call);
      return unknown(callee.why, callee.place, callee.origin === undefined ? {} : { origin: callee.origin });
    default:
      return unknown("what is called here is not known", call.place);
  }
}

/** Runs a function of the repository with its arguments. */
export function callFunction(machine: Machine, callee: FunctionValue, call: Call): Value {
  const { definition } = callee;
  const scope = newScope(callee.scope.file, callee.scope);
  bindParameters(machine, callee, call, scope);
  if (definition.kind === "lambda") return evaluate(machine, definition.result, scope);
  machine.called.add(`${callee.scope.file}:${definition.from}`);
  if (callee.owner !== undefined) scope.names.set("\0owner", callee.owner);
  const returned: Value[] = [];
  const ending = machine.deeper(() => execute(machine, definition.body, { scope, returned, inFunction: true }));
  if (ending === undefined) return unknown("calls go too deep to be followed", call.place);
  if (ending === "stop") throw new Stopped();
  const [first, ...others] = returned;
  return first === undefined ? none(call.place) : others.reduce((one, two) => either(one, two, call.place), first);
}

function bindParameters(machine: Machine, { definition, defaults }: FunctionValue, call: Call, scope: Scope): void {
  const { parameters } = definition;
  const given = [...call.positional];
  const named = new Map(call.named);
  let onlyNamed = false;
  for (const parameter of parameters) {
    const { name, stars } = parameter;
    if (stars === 1) {
      onlyNamed = true;
      scope.names.set(name, list(given.splice(0), call.place));
    } else if (stars === 2) {
      const entries: [string, Value][] = [...named];
      scope.names.set(name, dict(call.rest ? [...entries, [REST, call.rest]] : entries, call.place));
    } else {
      const positional = onlyNamed ? undefined : given.shift();
      const value = positional ?? named.get(name) ?? call.rest ?? defaults.get(name);
      named.delete(name);
      scope.names.set(name, value ?? missing(machine, parameter, scope, definition.name, call.place));
    }
  }
}

/** A parameter that nobody gives a value: of a model's type it is a model all the same. */
function missing(machine: Machine, parameter: Parameter, scope: Scope, name: string, place: Place): Value {
  const given = unknown(`\`${parameter.name}\` of ${name} is given by its caller`, place);
  const type = parameter.annotation && evaluate(machine, parameter.annotation, scope);
  return type?.kind === "external" && isModelClass(type.name)
    ? { kind: "model", source: given, task: undefined, place }
    : given;
}

/** A new instance: constructors of the repository are run, fields of dataclasses filled in. */
export function construct(machine: Machine, owner: ClassValue, call: Call): Value {
  if (DICTS.test(libraryBase(owner) ?? "")) return dictOf(machine, owner, call);
  const instance: Value = { kind: "instance", class: owner, attributes: new Map() };
  const own = constructorOf(owner);
  if (own !== undefined) {
    callFunction(machine, own, { ...call, positional: [instance, ...call.positional] });
    return instance;
  }
  const base = libraryBase(owner);
  if (base !== undefined && (isModelClass(base) || isTrainerClass(base)))
    instance.attributes.set("\0base", modelOf(base, call));
  for (const [at, field] of (owner.fields ?? []).entries()) {
    const value = call.positional[at];
    if (value !== undefined) instance.attributes.set(field, value);
  }
  for (const [name, value] of call.named) instance.attributes.set(name, value);
  const after = owner.attributes.get("__post_init__");
  if (after?.kind === "function")
    callFunction(machine, after, { positional: [instance], named: new Map(), place: call.place });
  return instance;
}

const DICTS =
  /^builtins\.dict$|^collections\.(?:OrderedDict|UserDict)$|(?:^|\.)(?:EasyDict|Munch|Box|AttrDict|DotMap)$/;

/** A dict of a class of the repository's own. */
function dictOf(machine: Machine, owner: ClassValue, call: Call): Value {
  const made: Value = { kind: "dict", entries: new Map(), place: call.place, class: owner };
  const own = constructorOf(owner);
  if (own === undefined) dictMethod(machine, made, "update", call);
  else callFunction(machine, own, { ...call, positional: [made, ...call.positional] });
  return made;
}

function constructorOf(owner: ClassValue): FunctionValue | undefined {
  const own = owner.attributes.get("__init__");
  if (own?.kind === "function") return own;
  return owner.bases
    .map((base) => (base.kind === "class" ? constructorOf(base) : undefined))
    .find((each) => each !== undefined);
}

/** The name of the library's class that a class of the repository is made of, at any distance. */
export function libraryBase(owner: ClassValue): string | undefined {
  for (const base of owner.bases) {
    const name = base.kind === "external" ? base.name : base.kind === "class" ? libraryBase(base) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

function superOf(scope: Scope, call: Call): Value {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const owner = at.names.get("\0owner");
    const self = owner && [...at.names.values()][0];
    if (owner?.kind === "class" && self !== undefined) return { kind: "super", self, owner };
  }
  return unknown("what `super()` means here is not known", call.place);
}

/**
 * A function that is handed to a library (a thread, a study, a callback) is called by it, with arguments that are known where
 * they are handed over beside it.
 */
export function handOver(machine: Machine, call: Call, parameters: readonly Value[] = []): void {
  const functions = [...call.positional, ...call.named.values()].filter(
    (value) => value.kind === "function" || (value.kind === "method" && typeof value.function !== "string"),
  );
  const args = call.named.get("args");
  const keywords = call.named.get("kwargs");
  // ray: what the function is called with is the space that is searched.
  const space = call.named.get("config") ?? call.named.get("param_space");
  const searched = parameters.length === 0 && space?.kind === "dict" ? [space] : parameters;
  const positional = args?.kind === "list" ? (args.content.get(0) ?? []) : searched;
  const named: ReadonlyMap<string, Value> = keywords?.kind === "dict" ? keywords.entries : new Map();
  for (const each of functions) {
    try {
      const inner: Call = { positional, named, place: call.place };
      if (each.kind === "function") callFunction(machine, each, inner);
      else if (each.kind === "method" && typeof each.function !== "string")
        callFunction(machine, each.function, { ...inner, positional: [each.self, ...positional] });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }
}
