import type { Place } from "../../problem.ts";
import {
  dict,
  HOLE,
  isScalar,
  itemsOf,
  keyOf,
  list,
  none,
  number,
  REST,
  text,
  textOf,
  truth,
  type UnknownValue,
  unknown,
  type Value,
} from "./value.ts";

/** Texts and lists that are longer are no settings of a training. */
const LONGEST = 10_000;

/** Whether Python takes a value for true; undefined where that is not known. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind === "unknown") return undefined;
  if (isScalar(value)) return value.kind === "str" ? value.value !== "" : Boolean(value.value);
  if (value.kind === "list") {
    const items = itemsOf(value);
    return items && items.length > 0;
  }
  if (value.kind === "dict") {
    const open = value.entries.has(REST);
    return value.entries.size > Number(open) ? true : open ? undefined : false;
  }
  return true;
}

/** `a OPERATOR b`, as far as both are known. */
export function binary(operator: string, left: Value, right: Value, place: Place): Value {
  if (operator === "==" || operator === "!=" || operator === "is" || operator === "is not") {
    const equal = equals(left, right);
    return equal === undefined ? undecided(left, right, place) : truth(equal === !/!|not/.test(operator), place);
  }
  if (operator === "in" || operator === "not in") {
    const found = contains(right, left);
    return found === undefined ? undecided(left, right, place) : truth(found === (operator === "in"), place);
  }
  if (operator === "/" && (left.kind === "path" || right.kind === "path")) return joinPath(left, right, place);
  if (operator === "+") return sum(left, right, place);
  if (operator === "|" && left.kind === "dict" && right.kind === "dict")
    return dict([...left.entries, ...right.entries], place);
  if (operator === "*" && (left.kind === "str" || left.kind === "list" || right.kind === "list"))
    return repeated(left, right, place);
  if (operator === "%" && left.kind === "str") return percent(left.value, right, place);
  if (isUnknown(left) || isUnknown(right)) return undecided(left, right, place);
  if (left.kind === "str" && right.kind === "str") return compared(operator, left.value, right.value, place);
  const [a, b] = [numeric(left), numeric(right)];
  return a === undefined || b === undefined
    ? unknown(`\`${operator}\` is not followed here`, place)
    : arithmetic(operator, [a, b], place);
}

const isUnknown = (value: Value): value is UnknownValue => value.kind === "unknown";

/** The reason of whichever side is not known. */
export function undecided(left: Value, right: Value, place: Place): UnknownValue {
  if (isUnknown(left)) return withoutText(left);
  return isUnknown(right) ? withoutText(right) : unknown("its parts can't be compared here", place);
}

interface Number {
  readonly value: number;
  readonly float: boolean;
}

function numeric(value: Value): Number | undefined {
  if (value.kind === "int" || value.kind === "float") return { value: value.value, float: value.kind === "float" };
  return value.kind === "bool" ? { value: value.value ? 1 : 0, float: false } : undefined;
}

function arithmetic(operator: string, [a, b]: readonly [Number, Number], place: Place): Value {
  const float = a.float || b.float;
  const [x, y] = [a.value, b.value];
  switch (operator) {
    case "-":
      return number(x - y, place, float);
    case "*":
      return number(x * y, place, float);
    case "/":
      return y === 0 ? unknown("it divides by zero", place) : number(x / y, place, true);
    case "//":
      return y === 0 ? unknown("it divides by zero", place) : number(Math.floor(x / y), place, float);
    case "%":
      return y === 0 ? unknown("it divides by zero", place) : number(x - y * Math.floor(x / y), place, float);
    case "**":
      return Number.isFinite(x ** y) ? number(x ** y, place, float || y < 0) : unknown("it is too large", place);
    default:
      return compared(operator, x, y, place);
  }
}

function compared<T extends number | string>(operator: string, x: T, y: T, place: Place): Value {
  if (operator === "<") return truth(x < y, place);
  if (operator === "<=") return truth(x <= y, place);
  if (operator === ">") return truth(x > y, place);
  if (operator === ">=") return truth(x >= y, place);
  return unknown(`\`${operator}\` is not followed here`, place);
}

function sum(left: Value, right: Value, place: Place): Value {
  if (left.kind === "list" && right.kind === "list") {
    const [a, b] = [itemsOf(left), itemsOf(right)];
    return list(a && b && a.length + b.length <= LONGEST ? [...a, ...b] : undefined, place);
  }
  if (left.kind === "str" || right.kind === "str") return concatenated([left, right], place);
  const [a, b] = [numeric(left), numeric(right)];
  if (a === undefined || b === undefined) return undecided(left, right, place);
  return number(a.value + b.value, place, a.float || b.float);
}

/** Pieces of a text one after the other; where one is unknown, the others are kept as `${...}` texts are. */
export function concatenated(parts: readonly Value[], place: Place): Value {
  let whole = "";
  let missing: UnknownValue | undefined;
  for (const part of parts) {
    if (isUnknown(part)) {
      missing ??= part;
      whole += part.text ?? HOLE;
    } else whole += printed(part) ?? HOLE;
    if (whole.length > LONGEST) return unknown("the text is too long", place);
  }
  if (missing !== undefined) return unknown(missing.why, missing.place, { text: whole });
  return text(whole, place);
}

function joinPath(left: Value, right: Value, place: Place): Value {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== undefined && b !== undefined) return { kind: "path", value: joinedPath(a, b), place };
  return concatenated([left, text("/", place), right], place);
}

/** As `os.path.join`: an absolute second path replaces the first. */
export function joinedPath(a: string, b: string): string {
  if (b.startsWith("/") || a === "" || (a === "." && b !== "")) return b;
  return b === "" ? a : `${a.replace(/[/\\]$/, "")}/${b}`;
}

function repeated(left: Value, right: Value, place: Place): Value {
  const [thing, count] = left.kind === "int" ? [right, left] : [left, right];
  if (count.kind !== "int" || count.value < 0 || count.value > LONGEST) return undecided(left, right, place);
  if (thing.kind === "str")
    return thing.value.length * count.value > LONGEST
      ? unknown("the text is too long", place)
      : text(thing.value.repeat(count.value), place);
  const items = thing.kind === "list" ? itemsOf(thing) : undefined;
  const long = items === undefined || items.length * count.value > LONGEST;
  return list(long ? undefined : Array.from({ length: count.value }, () => items).flat(), place);
}

// "%s.pt" % size
function percent(format: string, value: Value, place: Place): Value {
  const values = value.kind === "list" ? [...(itemsOf(value) ?? [])] : [value];
  const parts = format.split(/(%[-+0 #]*\d*(?:\.\d+)?[sdifrg%])/);
  return concatenated(
    parts.map((part, at) =>
      at % 2 === 0 ? text(part, place) : part === "%%" ? text("%", place) : (values.shift() ?? text("", place)),
    ),
    place,
  );
}

/** How `str()` prints a value; undefined where it is not known. */
export function printed(value: Value): string | undefined {
  if (value.kind === "path") return value.value;
  if (value.kind === "bool") return value.value ? "True" : "False";
  if (value.kind === "null") return "None";
  if (value.kind === "float") return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (isScalar(value)) return String(value.value);
  if (value.kind !== "list") return undefined;
  const items = itemsOf(value)?.map((item) => (item.kind === "str" ? `'${item.value}'` : printed(item)));
  return items === undefined || items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
}

/** Whether two values are equal; undefined where that is not known. */
export function equals(a: Value, b: Value): boolean | undefined {
  if (isUnknown(a) || isUnknown(b)) return undefined;
  if (a === b) return true;
  const [x, y] = [numeric(a), numeric(b)];
  if (x && y) return x.value === y.value;
  const [s, t] = [textOf(a), textOf(b)];
  if (s !== undefined && t !== undefined) return s === t;
  if (a.kind === "list" && b.kind === "list") {
    const [items, others] = [itemsOf(a), itemsOf(b)];
    if (items === undefined || others === undefined) return undefined;
    if (items.length !== others.length) return false;
    const each = items.map((item, at) => equals(item, others[at] ?? none(item.kind === "str" ? item.place : a.place)));
    return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
  }
  if (isScalar(a) && isScalar(b)) return a.kind === b.kind && a.value === b.value;
  // A class, a model or a file is never None.
  return a.kind === "null" || b.kind === "null" || a.kind !== b.kind ? false : undefined;
}

function contains(container: Value, item: Value): boolean | undefined {
  if (container.kind === "list") {
    const each = itemsOf(container)?.map((other) => equals(item, other));
    if (each === undefined) return undefined;
    return each.includes(true) ? true : each.includes(undefined) ? undefined : false;
  }
  if (container.kind === "dict") {
    const key = keyOf(item);
    if (key === undefined) return undefined;
    return container.entries.has(key) ? true : container.entries.has(REST) ? undefined : false;
  }
  const [whole, part] = [textOf(container), textOf(item)];
  return whole === undefined || part === undefined ? undefined : whole.includes(part);
}

/** `{value:format}` of a template: widths and precision of numbers, the value itself for all else. */
export function formatted(value: Value, format: string, place: Place): Value {
  const [, zero, width, precision, kind] = /^(0?)(\d*)(?:\.(\d+))?([dfsg]?)$/.exec(format) ?? [];
  if (format === "" || kind === "s") return value;
  if ((value.kind !== "int" && value.kind !== "float") || kind === undefined)
    return printed(value) === undefined ? value : unknown(`the format \`${format}\` is not followed`, place);
  const digits = kind === "f" ? value.value.toFixed(precision ? Number(precision) : 6) : String(value.value);
  return text(zero ? digits.padStart(Number(width), "0") : digits.padStart(Number(width || 0)), place);
}

const withoutText = ({ why, place, origin }: UnknownValue): UnknownValue =>
  unknown(why, place, origin === undefined ? {} : { origin });
