import { attributeOf, setAttribute } from "./attributes.ts";
import { callValue, handOver } from "./calls.ts";
import { asText } from "./expressions.ts";
import { iterate } from "./iterate.ts";
import type { LibraryFunction } from "./library.ts";
import { truthOf } from "./operators.ts";
import { newScope } from "./scope.ts";
import { dict, itemsOf, keyOf, list, none, number, REST, text, textOf, truth, unknown, type Value } from "./value.ts";

/** Python's types by the kinds of values that are theirs. */
const KINDS: Readonly<Record<string, Value["kind"]>> = {
  dict: "dict",
  list: "list",
  tuple: "list",
  str: "str",
  int: "int",
  float: "float",
  bool: "bool",
  "pathlib.Path": "path",
};
const KNOWN: ReadonlySet<string> = new Set(Object.values(KINDS).concat("null"));

const numbersOf = (positional: readonly Value[]): readonly Value[] | undefined => {
  const [first] = positional;
  return positional.length === 1 && first !== undefined ? iterate(first, { file: "", line: 1, column: 1 }) : positional;
};

/** The smallest or largest, by `better`. */
const extreme =
  (better: (a: number, b: number) => boolean): LibraryFunction =>
  (_machine, { positional }) => {
    const numbers = numbersOf(positional) ?? [];
    if (numbers.some(({ kind }) => kind !== "int" && kind !== "float"))
      return numbers.find(({ kind }) => kind === "unknown");
    return numbers.reduce<Value | undefined>(
      (best, each) =>
        best === undefined ||
        better(Number((each as { value: number }).value), Number((best as { value: number }).value))
          ? each
          : best,
      undefined,
    );
  };

const range: LibraryFunction = (_machine, { positional, place }) => {
  const numbers = positional.map((each) => (each.kind === "int" ? each.value : Number.NaN));
  if (numbers.some(Number.isNaN)) return unknown("the range is not known", place);
  const [from, to, step] =
    numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
  return list(
    count > 1000 ? undefined : Array.from({ length: count }, (_, at) => number(from + at * step, place)),
    place,
  );
};

const toInt: LibraryFunction = (_machine, { positional: [first], place }) => {
  if (first?.kind === "int" || first?.kind === "unknown") return first;
  if (first?.kind === "float") return number(Math.trunc(first.value), first.place);
  if (first?.kind === "bool") return number(first.value ? 1 : 0, first.place);
  return first?.kind === "str" && /^\s*[-+]?\d+\s*$/.test(first.value)
    ? number(Number(first.value), first.place)
    : unknown("it is no whole number", place);
};

const toFloat: LibraryFunction = (_machine, { positional: [first], place }) => {
  if (first?.kind === "unknown") return first;
  if (first?.kind === "int" || first?.kind === "float") return number(first.value, first.place, true);
  const written = textOf(first)?.trim() ?? "";
  return written !== "" && Number.isFinite(Number(written))
    ? number(Number(written), first?.kind === "str" ? first.place : place, true)
    : unknown("it is no number", place);
};

const listed: LibraryFunction = (_machine, { positional: [first], place }) =>
  list(first ? iterate(first, place) : [], place);

const zip: LibraryFunction = (_machine, { positional, place }) => {
  const lists = positional.map((each) => iterate(each, place));
  const length = Math.min(...lists.map((each) => each?.length ?? -1));
  if (lists.length === 0 || length < 0) return list(undefined, place);
  return list(
    Array.from({ length }, (_, at) =>
      list(
        lists.map((each) => each?.[at] ?? none(place)),
        place,
      ),
    ),
    place,
  );
};

const mapped: LibraryFunction = (machine, { positional: [callee, over], place }, { scope }) => {
  const items = over && iterate(over, place);
  if (callee === undefined || items === undefined || items.length > 64) return list(undefined, place);
  return list(
    items.map((item) => callValue(machine, callee, { positional: [item], named: new Map(), place }, scope)),
    place,
  );
};

const attribute: LibraryFunction = (machine, { positional: [object, name, fallback], place }) => {
  const key = textOf(name);
  if (object === undefined || key === undefined) return undefined;
  if (object.kind === "dict" && fallback !== undefined && !object.entries.has(key) && !object.entries.has(REST))
    return fallback;
  const found = attributeOf(machine, object, key, place);
  return fallback !== undefined &&
    object.kind === "instance" &&
    found.kind === "method" &&
    typeof found.function === "string"
    ? fallback
    : found;
};

/** Python's own functions. */
export const BUILTINS: Readonly<Record<string, LibraryFunction>> = {
  "builtins.str": (_machine, { positional: [first], place }) =>
    first ? asText(first, first.kind === "str" || first.kind === "path" ? first.place : place) : text("", place),
  "builtins.int": toInt,
  "builtins.float": toFloat,
  "builtins.bool": (_machine, { positional: [first], place }) => {
    const known = first && truthOf(first);
    return known === undefined ? undefined : truth(known, place);
  },
  "builtins.len": (_machine, { positional: [first], place }) => {
    const items = first && iterate(first, place);
    return items && number(items.length, place);
  },
  "builtins.list": listed,
  "builtins.tuple": listed,
  "builtins.set": listed,
  "builtins.sorted": (_machine, { positional: [first], place }) => {
    const items = first && iterate(first, place);
    const sortable = items?.every((item) => item.kind === "int") || items?.every((item) => item.kind === "str");
    return list(
      sortable
        ? items?.toSorted((a, b) =>
            "value" in a && "value" in b && a.value !== null && b.value !== null && a.value < b.value ? -1 : 1,
          )
        : undefined,
      place,
    );
  },
  "builtins.reversed": (_machine, { positional: [first], place }) =>
    list(first && iterate(first, place)?.toReversed(), place),
  "builtins.range": range,
  "builtins.enumerate": (_machine, { positional: [first, from], named, place }) => {
    const start = from ?? named.get("start");
    const offset = start?.kind === "int" ? start.value : 0;
    const items = first && iterate(first, place);
    return list(
      items?.map((item, at) => list([number(at + offset, place), item], place)),
      place,
    );
  },
  "builtins.zip": zip,
  "builtins.map": mapped,
  "tqdm.tqdm": (_machine, { positional: [first] }) => first,
  "builtins.max": extreme((a, b) => a > b),
  "builtins.min": extreme((a, b) => a < b),
  "builtins.abs": (_machine, { positional: [first], place }) =>
    first?.kind === "int" || first?.kind === "float"
      ? number(Math.abs(first.value), place, first.kind === "float")
      : first,
  "builtins.round": (_machine, { positional: [first, digits], place }) => {
    if (first?.kind !== "int" && first?.kind !== "float") return first;
    return digits === undefined ? number(Math.round(first.value), place) : undefined;
  },
  "builtins.open": (_machine, { positional: [path], place }) => path && { kind: "file", path, place },
  "builtins.vars": (_machine, { positional: [first], place }) => {
    if (first?.kind === "instance") return { kind: "dict", entries: first.attributes, place };
    return first?.kind === "dict" ? first : undefined;
  },
  "builtins.getattr": attribute,
  "builtins.setattr": (machine, { positional: [object, name, value], place }) => {
    const key = name && keyOf(name);
    if (object && value && key !== undefined) setAttribute(machine, object, [key, value]);
    else if (object?.kind === "dict")
      machine.journal.set(object.entries, REST, unknown("an attribute's name is not known", place));
    return none(place);
  },
  "builtins.hasattr": (_machine, { positional: [object, name], place }) => {
    const key = name && keyOf(name);
    if (object?.kind !== "dict" || key === undefined || object.entries.has(REST)) return undefined;
    return truth(object.entries.has(key), place);
  },
  "builtins.isinstance": (_machine, { positional: [first, type], place }) => {
    const types = type?.kind === "list" ? itemsOf(type) : type && [type];
    const kinds = types?.map((each) =>
      each.kind === "external" ? KINDS[each.name.replace("builtins.", "")] : undefined,
    );
    if (first === undefined || kinds === undefined || kinds.includes(undefined)) return undefined;
    return KNOWN.has(first.kind) ? truth(kinds.includes(first.kind), place) : undefined;
  },
  "builtins.print": (_machine, { place }) => none(place),
  "builtins.sum": (_machine, { positional: [first], place }) => {
    const items = first && iterate(first, place);
    if (!items?.every((item) => item.kind === "int")) return undefined;
    return number(
      items.reduce((total, item) => total + (item.kind === "int" ? item.value : 0), 0),
      place,
    );
  },
  "asyncio.run": (_machine, { positional: [first] }) => first,
  "functools.partial": (machine, call) => {
    const [callee, ...given] = call.positional;
    if (callee?.kind !== "function") {
      handOver(machine, call);
      return undefined;
    }
    const names = callee.definition.parameters.map(({ name }) => name);
    const bound = given.map((value, at): [string, Value] => [names[at] ?? "", value]);
    const parameters = callee.definition.parameters.slice(given.length);
    const defaults = new Map([...callee.defaults, ...bound, ...call.named]);
    return {
      ...callee,
      defaults,
      scope: { ...newScope(callee.scope.file, callee.scope), names: new Map(bound) },
      definition: { ...callee.definition, parameters },
    };
  },
  "shlex.split": (_machine, { positional: [first], place }) =>
    first?.kind === "str"
      ? list(
          first.value
            .trim()
            .split(/\s+/)
            .map((word) => text(word, first.place)),
          place,
        )
      : undefined,
  "builtins.type": () => undefined,
  "collections.OrderedDict": (_machine, { positional: [first], named, place }) =>
    dict([...(first?.kind === "dict" ? first.entries : []), ...named], place),
  "collections.defaultdict": (_machine, { place }) => dict([], place),
};
