import type { Place } from "../../problem.ts";
import { callFunction, callValue } from "./calls.ts";
import { optionsOf, type Parsed, parseOptions } from "./command-line.ts";
import { composed } from "./hydra.ts";
import type { Machine } from "./machine.ts";
import { Stopped } from "./machine.ts";
import { newScope } from "./scope.ts";
import {
  type Call,
  type ClassValue,
  dict,
  type ExternalValue,
  type FunctionValue,
  itemsOf,
  list,
  none,
  type Option,
  type ParserValue,
  REST,
  text,
  textOf,
  unknown,
  type Value,
} from "./value.ts";

/** An `ArgumentParser`, with the options of its `parents`. */
export function newParser({ named, place }: Call): ParserValue {
  const parents = named.get("parents");
  const options = (parents?.kind === "list" ? (itemsOf(parents) ?? []) : []).flatMap((parent) =>
    parent.kind === "parser" ? [...parent.options] : [],
  );
  return { kind: "parser", options: new Map(options), commands: new Map(), chosen: new Map(), place };
}

/** Methods of `ArgumentParser` and of the groups and sub-parsers that it makes, which share its options. */
export function parserMethod(machine: Machine, self: ParserValue, name: string, call: Call): Value | undefined {
  switch (name) {
    case "add_argument":
    case "add_option":
      addOption(machine, self, call);
      return none(call.place);
    case "add_argument_group":
    case "add_mutually_exclusive_group":
      return self;
    case "add_subparsers":
      machine.journal.set(self.chosen, "as", textOf(call.named.get("dest")) ?? "command");
      return self;
    case "add_parser":
      return addCommand(machine, self, call);
    case "set_defaults":
      for (const [key, value] of call.named) setDefault(machine, self, [key, value], call.place);
      return none(call.place);
    case "parse_args":
    case "parse_intermixed_args":
      return namespace(machine, self, call);
    case "parse_known_args":
      return list([namespace(machine, self, call), list(undefined, call.place)], call.place);
    case "error":
    case "exit":
      throw new Stopped();
    default:
      return undefined;
  }
}

function addOption(machine: Machine, self: ParserValue, call: Call): void {
  const flags = call.positional.flatMap((flag) => textOf(flag) ?? []);
  const option = optionsOf(flags, call);
  if (option !== undefined) machine.journal.set(self.options, option.name, option);
}

function addCommand(machine: Machine, self: ParserValue, call: Call): ParserValue {
  const names = [call.positional[0], ...aliasesOf(call)].flatMap((name) => textOf(name) ?? []);
  const made = newParser(call);
  for (const name of names) machine.journal.set(self.commands, name, made);
  return names.length === 0 ? self : made;
}

function aliasesOf({ named }: Call): readonly Value[] {
  const aliases = named.get("aliases");
  return aliases?.kind === "list" ? (itemsOf(aliases) ?? []) : [];
}

function setDefault(machine: Machine, self: ParserValue, [name, value]: readonly [string, Value], place: Place): void {
  const before = self.options.get(name);
  const option: Option = before ?? {
    flags: [`--${name}`],
    name,
    default: value,
    convert: undefined,
    required: false,
    several: false,
    place,
  };
  machine.journal.set(self.options, name, { ...option, default: value, required: false });
}

function namespace(machine: Machine, self: ParserValue, call: Call): Value {
  const given = call.positional[0] ?? call.named.get("args");
  const own = given?.kind === "list" ? itemsOf(given) : undefined;
  return dict(valuesGiven(machine, self, own ?? machine.start.argv, call.place), call.place);
}

/** What a command line says, up to its sub-command and behind it; where it names none, each of them in its turn. */
function valuesGiven(
  machine: Machine,
  { options, commands, chosen }: ParserValue,
  argv: readonly Value[],
  place: Place,
): [string, Value][] {
  const as = chosen.get("as") ?? "command";
  const own = [...options.values()];
  if (commands.size === 0) return valuesOf(machine, parseOptions(own, argv));
  const word = parseOptions(own, argv).others.find((other) => commands.has(textOf(other) ?? ""));
  const at = word === undefined ? argv.length : argv.indexOf(word);
  const names = [...new Map([...commands].map(([name, parser]) => [parser, name])).values()];
  const name = word === undefined ? names[machine.host.choose(names.length)] : textOf(word);
  const command = commands.get(name ?? "");
  return [
    ...valuesOf(machine, parseOptions(own, argv.slice(0, at))),
    [as, text(name ?? "", place)],
    ...(command === undefined ? [] : valuesGiven(machine, command, argv.slice(at + 1), place)),
  ];
}

// Texts of the command line go through the option's type; defaults stay as they are, but texts among them go through it too.
function valuesOf(machine: Machine, parsed: Parsed): [string, Value][] {
  return parsed.values.map(({ option, value, given }): [string, Value] => {
    if (value === undefined) {
      const why = option.required ? `${option.flags[0] ?? option.name} is given when the program is started` : "";
      return [option.name, option.required ? unknown(why, option.place) : none(option.place)];
    }
    const isText = given || value.kind === "str";
    return [option.name, isText ? converted(machine, option, value) : value];
  });
}

function converted(machine: Machine, { convert, several }: Option, value: Value): Value {
  if (convert === undefined || convert.kind === "null" || value.kind === "unknown") return value;
  const each = (item: Value): Value => {
    if (item.kind !== "str") return item;
    const made = callValue(
      machine,
      convert,
      { positional: [item], named: new Map(), place: item.place },
      newScope(item.place.file),
    );
    return "place" in made && made.kind !== "unknown" ? ({ ...made, place: item.place } as Value) : made;
  };
  if (several && value.kind === "list") return list(itemsOf(value)?.map(each), value.place);
  return each(value);
}

const commandName = /^(?:click|typer)\.command$|\.command$|^hydra\.main$|\.hydra_runner$/;

/** Whether a function is started from a command line by its decorator. */
export function isCommand({ decorators }: FunctionValue): boolean {
  return (
    decorators.some((each) => each.kind === "external" && each.call !== undefined && commandName.test(each.name)) ||
    decorators.some((each) => each.kind === "external" && each.name === "click.command")
  );
}

/** Calls such a function with what the command line and its options' defaults say. */
export function callCommand(machine: Machine, callee: FunctionValue, place: Place): Value {
  const calls = callee.decorators.filter(
    (each): each is ExternalValue & { call: Call } => each.kind === "external" && each.call !== undefined,
  );
  const hydra = calls.find(({ name }) => name === "hydra.main");
  if (hydra !== undefined)
    return callFunction(machine, callee, { positional: [composed(machine, hydra.call)], named: new Map(), place });
  const clicked = calls.filter(({ name }) => /\.(?:option|argument)$/.test(name));
  const options =
    clicked.length > 0 ? clicked.flatMap(({ name, call }) => clickOption(name, call)) : parameterOptions(callee, place);
  const parsed = valuesOf(machine, parseOptions(options, machine.start.argv));
  const named = new Map(parsed);
  if (clicked.length === 0)
    for (const { value, option } of parseOptions(options, machine.start.argv).values)
      if (value === undefined) named.delete(option.name);
  named.delete(REST);
  return callFunction(machine, callee, { positional: [], named, place });
}

function clickOption(name: string, call: Call): Option[] {
  const flags = call.positional.flatMap((flag) => textOf(flag) ?? []);
  const isFlag = call.named.get("is_flag");
  const own = name.endsWith(".argument") ? flags : flags.some((flag) => flag.startsWith("-")) ? flags : [];
  const named =
    isFlag?.kind === "bool" && isFlag.value
      ? new Map([...call.named, ["action", text("store_true", call.place)] as const])
      : call.named;
  const option = optionsOf(own, { ...call, named });
  return option === undefined ? [] : [option];
}

// typer, fire and the like: `batch_size: int = 16` is `--batch-size`.
function parameterOptions({ definition, defaults }: FunctionValue, place: Place): Option[] {
  return definition.parameters.flatMap(({ name, stars, annotation }): Option[] => {
    if (stars !== 0) return [];
    const value = defaults.get(name);
    const type = annotation?.kind === "name" ? annotation.name : value?.kind;
    const convert =
      type === "int" || type === "float" || type === "bool"
        ? ({ kind: "external", name: `builtins.${type}` } as const)
        : undefined;
    return [
      {
        flags: [`--${name.replaceAll("_", "-")}`, `--${name}`],
        name,
        default: value,
        convert,
        required: value === undefined,
        several: false,
        place,
      },
    ];
  });
}

/** The fields of a dataclass that the command line gives. */
export function fieldsGiven(
  machine: Machine,
  { attributes, fields = [] }: ClassValue,
  place: Place,
): ReadonlyMap<string, Value> {
  const options = fields.map((name): Option => {
    const value = attributes.get(name);
    const convert =
      value?.kind === "int" || value?.kind === "float"
        ? ({ kind: "external", name: `builtins.${value.kind}` } as const)
        : undefined;
    return {
      flags: [`--${name.replaceAll("_", "-")}`, `--${name}`],
      name,
      default: undefined,
      convert,
      required: false,
      several: false,
      place,
    };
  });
  const parsed = parseOptions(options, machine.start.argv).values.filter(({ given }) => given);
  return new Map(valuesOf(machine, { values: parsed, others: [] }));
}
