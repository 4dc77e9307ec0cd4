import type { Place } from "../../../problem.ts";
import { folderOf } from "../../evaluate/paths.ts";
import { list, none, text, textOf, type Value } from "../../evaluate/value.ts";
import type { ShellState } from "./expand.ts";

/** What a little command prints, with its words expanded; undefined where that is not known. */
export function printedWords(
  [name, ...operands]: readonly Value[],
  state: ShellState,
  place: Place,
): Value | undefined {
  const given = operands.filter((each) => textOf(each) !== "--");
  const [first, second] = given.map(textOf);
  switch (name && textOf(name)) {
    case "cd":
      if (first !== undefined) state.folder.set("now", first);
      return none(place);
    case "pwd":
      return text(state.folder.get("now") || ".", place);
    case "dirname":
      return first === undefined ? undefined : text(folderOf(first), place);
    case "basename":
      return first === undefined
        ? undefined
        : text(first.slice(first.lastIndexOf("/") + 1).replace(second ?? "\0", ""), place);
    case "realpath":
    case "readlink":
      return text(given.map(textOf).find((each) => each !== undefined && !each.startsWith("-")) ?? ".", place);
    case "echo":
      return given.length === 1 ? given[0] : undefined;
    case "seq":
      return sequence(given.map(textOf).map(Number), place);
    default:
      return undefined;
  }
}

function sequence(numbers: readonly number[], place: Place): Value | undefined {
  const [from, step, to] =
    numbers.length === 1
      ? [1, 1, numbers[0] ?? 0]
      : numbers.length === 2
        ? [numbers[0] ?? 0, 1, numbers[1] ?? 0]
        : [numbers[0] ?? 0, numbers[1] ?? 1, numbers[2] ?? 0];
  const count = Math.floor((to - from) / step) + 1;
  return count > 0 && count <= 100
    ? list(
        Array.from({ length: count }, (_, at) => text(String(from + at * step), place)),
        place,
      )
    : undefined;
}

/** Whether `[ ... ]` holds; undefined where that is not known. */
export function tested(operands: readonly Value[]): boolean | undefined {
  // What a default decides, whoever starts the text decides: both ways are followed.
  if (operands.some((each) => "assumed" in each)) return undefined;
  const [first, second, third] = operands;
  const [a, b, c] = [first, second, third].map((each) => each && textOf(each));
  if (a === "!") {
    const inner = tested(operands.slice(1));
    return inner === undefined ? undefined : !inner;
  }
  if (a === "-z" || a === "-n") {
    if (second?.kind === "unknown") return undefined;
    return ((b ?? "") === "") === (a === "-z");
  }
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (b === "=" || b === "==") return globMatches(c, a);
  if (b === "!=") return !globMatches(c, a);
  const [x, y] = [Number(a), Number(c)];
  const numeric: Readonly<Record<string, boolean>> = {
    "-eq": x === y,
    "-ne": x !== y,
    "-lt": x < y,
    "-le": x <= y,
    "-gt": x > y,
    "-ge": x >= y,
  };
  return Number.isNaN(x) || Number.isNaN(y) ? undefined : numeric[b];
}

/** Whether a text fits a pattern with `*` and `?`. */
export function globMatches(pattern: string, value: string): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern) || pattern.length > 100) return pattern === value;
  const expression = pattern
    .replace(/[.+^$(){}|\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  try {
    return new RegExp(`^${expression}$`).test(value.slice(0, 500));
  } catch {
    return false;
  }
}
