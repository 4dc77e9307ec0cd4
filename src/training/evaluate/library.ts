import { BUILTINS } from "./builtins.ts";
import { callFunction, construct, handOver } from "./calls.ts";
import { loadData } from "./data-files.ts";
import { type Machine, Stopped } from "./machine.ts";
import { joinedPath } from "./operators.ts";
import { callCommand, fieldsGiven, newParser } from "./options.ts";
import { pathFunction } from "./paths.ts";
import { unset } from "./subscript.ts";
import { isModelClass, isTrainerClass, modelOf } from "./ultralytics.ts";
import {
  type Call,
  dict,
  type ExternalValue,
  itemsOf,
  keyOf,
  list,
  none,
  REST,
  type Scope,
  textOf,
  truth,
  unknown,
  type Value,
} from "./value.ts";

/** A function of a library, with the name by which it was called. */
export type LibraryFunction = (
  machine: Machine,
  call: Call,
  context: { readonly scope: Scope; readonly name: string },
) => Value | undefined;

/** A call of something that is not in the repository: known functions say what they yield, others are unknown. */
export function callLibrary(machine: Machine, callee: ExternalValue, call: Call, scope: Scope): Value {
  const { name } = callee;
  if (isModelClass(name) || isTrainerClass(name)) return modelOf(name, call);
  const known = Object.hasOwn(FUNCTIONS, name)
    ? FUNCTIONS[name]
    : PATTERNS.find(([pattern]) => pattern.test(name))?.[1];
  const result = known?.(machine, call, { scope, name });
  if (result !== undefined) return result;
  if (decorates(name)) return { ...callee, call };
  if (known === undefined) handOver(machine, call);
  return unknown(`what \`${name.replace(/^builtins\./, "")}\` yields is known when it runs`, call.place, {
    origin: name,
  });
}

// Called with settings, they make decorators.
const decorates = (name: string): boolean =>
  /^(?:click|typer|hydra|dataclasses|attr|pydantic|functools)\.|\.command$|\.callback$/.test(name);

const stop: LibraryFunction = () => {
  throw new Stopped();
};

const start: LibraryFunction = (machine, call) => {
  const command = call.positional[0] ?? call.named.get("args") ?? call.named.get("cmd");
  const here = machine.folder.get("now") ?? "";
  const there = textOf(call.named.get("cwd"));
  if (command !== undefined)
    machine.host.onStart({
      place: call.place,
      command,
      folder: there === undefined ? here : joinedPath(here, there),
    });
  return undefined;
};

const namespace: LibraryFunction = (_machine, { positional, named, place }) => {
  const [first] = positional;
  if (first?.kind === "unknown") return dict([[REST, first], ...named], place);
  return first?.kind === "dict"
    ? dict([...first.entries, ...named], first.place)
    : first === undefined
      ? dict(named, place)
      : undefined;
};
const itself: LibraryFunction = (_machine, { positional }) => positional[0];
const copied: LibraryFunction = (_machine, { positional: [first], place }) => {
  if (first?.kind === "dict") return dict(first.entries, place);
  return first?.kind === "list" ? list(itemsOf(first), place) : first;
};

/** `field(default=1)`, `Field(16, ...)`, `Option(16, "--batch")`: what a field is worth where nobody says. */
const field: LibraryFunction = (machine, call) => {
  const [first] = call.positional;
  const factory = call.named.get("default_factory");
  const nothing = { positional: [], named: new Map<string, Value>(), place: call.place };
  if (factory?.kind === "function") return callFunction(machine, factory, nothing);
  if (factory?.kind === "class") return construct(machine, factory, nothing);
  if (factory !== undefined)
    return factory.kind === "external"
      ? factory.name === "builtins.dict"
        ? dict([], call.place)
        : list([], call.place)
      : undefined;
  return call.named.get("default") ?? first;
};

const environmentVariable: LibraryFunction = (machine, { positional: [name, fallback], named, place }) => {
  const key = name && keyOf(name);
  const set = key === undefined ? undefined : machine.environment.get(key);
  return set ?? fallback ?? named.get("default") ?? unset(key, place);
};

const setVariable: LibraryFunction = (machine, { positional: [name, value], place }) => {
  const key = name && keyOf(name);
  if (key !== undefined && value !== undefined && !machine.environment.has(key))
    machine.journal.set(machine.environment, key, value);
  return value ?? none(place);
};

const wandbInit: LibraryFunction = (machine, { named }) => {
  const config = named.get("config");
  if (config?.kind === "dict" && !machine.sweep.has("config")) machine.journal.set(machine.sweep, "config", config);
  return { kind: "external", name: "wandb" };
};

// `{"parameters": {"batch": {"values": [8, 16]}}}`: each value in its turn.
const wandbSweep: LibraryFunction = (machine, { positional: [given], named, place }) => {
  const sweep = given ?? named.get("sweep");
  const parameters = sweep?.kind === "dict" ? sweep.entries.get("parameters") : undefined;
  if (parameters?.kind !== "dict") return undefined;
  const chosen = [...parameters.entries].map(([key, value]): [string, Value] => [key, sweptValue(machine, value)]);
  machine.journal.set(machine.sweep, "config", dict(chosen, place));
  return undefined;
};

/** One value of a W&B sweep's parameter. */
export function sweptValue(machine: Machine, parameter: Value): Value {
  const entries: ReadonlyMap<string, Value> = parameter.kind === "dict" ? parameter.entries : new Map();
  const values = entries.get("values");
  const items = values?.kind === "list" ? itemsOf(values) : undefined;
  const place = parameter.kind === "dict" ? parameter.place : { file: "", line: 1, column: 1 };
  if (items !== undefined && items.length > 0) return items[machine.host.choose(items.length)] ?? none(place);
  return entries.get("value") ?? unknown("the sweep picks it from a range", place);
}

const product: LibraryFunction = (_machine, { positional, place }) => {
  const lists = positional.map((each) =>
    each.kind === "list"
      ? itemsOf(each)
      : each.kind === "dict"
        ? [...each.entries.keys()].map((key) => ({ kind: "str", value: key, text: key, place }) as const)
        : undefined,
  );
  const size = lists.reduce((count, each) => count * (each?.length ?? Number.POSITIVE_INFINITY), 1);
  if (size > 1000) return list(undefined, place);
  const rows = lists.reduce<Value[][]>(
    (made, each) => made.flatMap((row) => (each ?? []).map((item) => [...row, item])),
    [[]],
  );
  return list(
    rows.map((row) => list(row, place)),
    place,
  );
};

const FUNCTIONS: Readonly<Record<string, LibraryFunction>> = {
  ...BUILTINS,
  "os.getenv": environmentVariable,
  "os.environ.get": environmentVariable,
  "os.environ.setdefault": setVariable,
  "os.getcwd": (_machine, { place }) => ({ kind: "str", value: ".", text: ".", place }),
  "os.system": start,
  "os.chdir": (machine, { positional: [first], place }) => {
    machine.goTo(textOf(first));
    return none(place);
  },
  "os.popen": start,
  "os.fspath": itself,
  "sys.exit": stop,
  "os._exit": stop,
  "builtins.exit": stop,
  "builtins.quit": stop,
  "pathlib.Path.cwd": (_machine, { place }) => ({ kind: "path", value: ".", place }),
  "torch.cuda.is_available": (_machine, { place }) => truth(true, place),
  "itertools.product": product,
  "sklearn.model_selection.ParameterGrid": (machine, call, context) => gridOf(machine, call, context),
  "argparse.ArgumentParser": (_machine, call) => newParser(call),
  "argparse.Namespace": namespace,
  "types.SimpleNamespace": namespace,
  "builtins.dict": namespace,
  "copy.copy": copied,
  "copy.deepcopy": copied,
  "dataclasses.asdict": (_machine, { positional: [first], place }) =>
    first?.kind === "instance" ? dict([...fieldsOf(first), ...first.attributes], place) : undefined,
  "dataclasses.replace": (_machine, { positional: [first], named }) =>
    first?.kind === "instance" ? { ...first, attributes: new Map([...first.attributes, ...named]) } : undefined,
  "wandb.init": wandbInit,
  "wandb.sweep": wandbSweep,
  "fire.Fire": (machine, { positional: [first], place }) =>
    first?.kind === "function" ? callCommand(machine, first, place) : undefined,
  "typer.run": (machine, { positional: [first], place }) =>
    first?.kind === "function" ? callCommand(machine, first, place) : undefined,
  "torch.multiprocessing.spawn": (machine, call) => {
    handOver(machine, call);
    return none(call.place);
  },
};

/** The default of each field of a dataclass. */
function fieldsOf(instance: Extract<Value, { kind: "instance" }>): [string, Value][] {
  const owner = instance.class;
  return (owner.fields ?? []).flatMap((name): [string, Value][] => {
    const value = owner.attributes.get(name);
    return value === undefined ? [] : [[name, value]];
  });
}

const gridOf: LibraryFunction = (machine, { positional: [grid], place }, context) => {
  if (grid?.kind !== "dict") return undefined;
  const names = [...grid.entries.keys()];
  const rows = product(machine, { positional: [...grid.entries.values()], named: new Map(), place }, context);
  const items = rows?.kind === "list" ? itemsOf(rows) : undefined;
  return list(
    items?.map((row) => {
      const values = row.kind === "list" ? (itemsOf(row) ?? []) : [];
      return dict(
        names.map((name, at) => [name, values[at] ?? none(place)] as const),
        place,
      );
    }),
    place,
  );
};

// Each of several values in its turn.
const chosen: LibraryFunction = (machine, { positional: [values], place }) => {
  const items = values?.kind === "list" ? itemsOf(values) : undefined;
  return items === undefined || items.length === 0
    ? undefined
    : (items[machine.host.choose(items.length)] ?? none(place));
};

// Fields of a dataclass are options of the command line.
const fromFields: LibraryFunction = (machine, { positional: [first], place }) => {
  if (first?.kind === "class")
    return construct(machine, first, { positional: [], named: fieldsGiven(machine, first, place), place });
  return first?.kind === "function" ? callCommand(machine, first, place) : undefined;
};

const path: LibraryFunction = (_machine, { positional, place }) => {
  const [first] = positional;
  if (first === undefined) return { kind: "path", value: ".", place };
  const parts = positional.map(textOf);
  const whole = pathFunction("join", positional, place);
  if (parts.every((part) => part !== undefined) && whole?.kind === "str")
    return {
      kind: "path",
      value: whole.value,
      place: first.kind === "str" || first.kind === "path" ? first.place : place,
    };
  return whole;
};

const PATTERNS: readonly (readonly [RegExp, LibraryFunction])[] = [
  [/^subprocess\.(?:run|call|check_call|check_output|Popen|getoutput)$/, start],
  [/^pathlib\.(?:Pure)?(?:Posix|Windows)?Path$/, path],
  [
    /^os\.path\.(?:join|dirname|basename|abspath|realpath|normpath|expanduser|splitext)$/,
    (_machine, { positional, place }, { name }) => pathFunction(name.slice("os.path.".length), positional, place),
  ],
  [
    /(?:^|\.)(?:(?:(?:safe_|full_|unsafe_)?load|loads|yaml_load|create|to_container|to_object)|safe_load_all|merge|from_dotlist|from_cli)$/,
    loadData,
  ],
  [
    /(?:^|\.)(?:EasyDict|edict|Munch|munchify|Box|AttrDict|DotMap|addict\.Dict|IterableSimpleNamespace|ConfigDict)$/,
    namespace,
  ],
  // A copy of settings that lie elsewhere: what it is given later is known, whatever else it holds.
  [
    /^(?!copy\.)[\w.]+\.copy$/,
    (_machine, { positional, place }, { name }) =>
      positional.length === 0
        ? dict(
            [[REST, unknown(`what \`${name.replace(/\.copy$/, "")}\` holds is not in the repository`, place)]],
            place,
          )
        : undefined,
  ],
  [/(?:^|\.)(?:field|Field|ib)$/, field],
  [/^typer\.(?:Option|Argument)$/, field],
  [/(?:^|\.)tune\.(?:choice|grid_search)$/, chosen],
  [/^(?:tyro\.cli|simple_parsing\.parse|draccus\.parse)$/, fromFields],
];
