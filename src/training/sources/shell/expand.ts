import type { Place } from "../../../problem.ts";
import { concatenated } from "../../evaluate/operators.ts";
import { folderOf } from "../../evaluate/paths.ts";
import { HOLE, itemsOf, list, number, text, textOf, unknown, type Value } from "../../evaluate/value.ts";
import { lex, type Piece, type Word } from "./lexer.ts";

/** What a running shell text knows. */
export interface ShellState {
  readonly variables: Map<string, Value>;
  readonly positional: readonly Value[];
  /** The file that runs: `$0`. */
  readonly file: string;
  readonly folder: Map<"now", string>;
  readonly placeAt: (offset: number) => Place;
  /** What a command prints, where that is known. */
  readonly output: (source: string) => Value | undefined;
}

/** The words that a word becomes: none for an empty variable, several for a list. */
export function expand(word: Word, state: ShellState): Value[] {
  const place = state.placeAt(word.from);
  const [only] = word.pieces;
  if (word.pieces.length === 1 || (word.pieces.length === 2 && word.quoted)) {
    if (only?.kind === "variable") return spread(only, valueOfPiece(only, state, place), place);
  }
  const plain = word.pieces.every(({ kind }) => kind === "text");
  const parts = word.pieces.map((piece) => valueOfPiece(piece, state, place));
  const whole = concatenated(
    parts.map((part) => (part.kind === "list" ? flat(part, place) : part)),
    place,
  );
  return plain && !word.quoted ? braces(whole, place) : [withPlaceBehind(whole, word, parts)];
}

function withPlaceBehind(whole: Value, { pieces: [name, value, ...others] }: Word, [, part]: readonly Value[]): Value {
  const isPair = name?.kind === "text" && /^[\w.-]+=$/.test(name.text) && value?.kind === "variable";
  if (!isPair || others.length > 0 || whole.kind !== "str" || part?.kind !== "str") return whole;
  return { ...whole, behind: part.place };
}

// Without quotes a text of several words is several words; nothing is no word.
function spread(piece: Extract<Piece, { kind: "variable" }>, value: Value, place: Place): Value[] {
  if (value.kind === "list") return [...(itemsOf(value) ?? [unknown("the list is not known", place)])];
  if (value.kind === "unknown") return [{ ...value, text: `\${${piece.name}}` }];
  if (value.kind !== "str" || piece.quoted) return [value];
  return value.value
    .split(/\s+/)
    .filter((part) => part !== "")
    .map((part) => text(part, value.place));
}

const flat = (value: Extract<Value, { kind: "list" }>, place: Place): Value => {
  const items = itemsOf(value);
  return items === undefined
    ? unknown("the list is not known", place)
    : concatenated(
        items.flatMap((item, at) => (at === 0 ? [item] : [text(" ", place), item])),
        place,
      );
};

// {8,16} and {1..3} are lists.
function braces(value: Value, place: Place): Value[] {
  const [, before = "", inside = "", after = ""] =
    (value.kind === "str" && /^([^{}]*)\{([^{}\s]+)\}([^{}]*)$/.exec(value.value)) || [];
  const [, from, to] = /^(-?\d+)\.\.(-?\d+)$/.exec(inside) ?? [];
  const count = Number(to) - Number(from) + 1;
  if (from !== undefined && count > 0 && count <= 1000)
    return Array.from({ length: count }, (_, at) => text(`${before}${Number(from) + at}${after}`, place));
  return inside.includes(",") ? inside.split(",").map((part) => text(`${before}${part}${after}`, place)) : [value];
}

/** What one piece of a word is worth. */
export function valueOfPiece(piece: Piece, state: ShellState, place: Place): Value {
  if (piece.kind === "text") return text(piece.text, place);
  if (piece.kind === "arithmetic") return arithmetic(piece.source, state, place);
  if (piece.kind === "variable") return variable(piece, state, place);
  // make and Kubernetes write `$(NAME)` for a variable.
  const own = /^[\w.-]+$/.test(piece.source) ? state.variables.get(piece.source) : undefined;
  const why = `what \`${piece.source.slice(0, 40)}\` prints is known when it runs`;
  return own ?? state.output(piece.source) ?? unknown(why, place, { text: HOLE });
}

function variable(
  { name, operator, fallback }: Extract<Piece, { kind: "variable" }>,
  state: ShellState,
  place: Place,
): Value {
  const [, plain = name, index] = /^([\w.-]+|[@*#?])(?:\[(.*)\])?$/.exec(name) ?? [];
  const value = named(plain, state, place);
  const picked =
    value?.kind === "list" && index !== "@" && index !== "*" && plain !== "@" && plain !== "*"
      ? (itemsOf(value)?.[Number(index ?? 0)] ?? undefined)
      : value;
  const empty = picked === undefined || (picked.kind === "str" && picked.value === "" && operator.startsWith(":"));
  if (/^:?[-=]$/.test(operator)) {
    if (!empty && picked !== undefined) return picked;
    const inner = assumed(expandText(fallback, state, place));
    if (operator.endsWith("=")) state.variables.set(plain, inner);
    return inner;
  }
  if (/^:?\+$/.test(operator)) return empty ? text("", place) : expandText(fallback, state, place);
  if (picked !== undefined && picked.kind === "str")
    return trimmed(picked.value, { operator, pattern: fallback }, place, picked);
  return picked ?? unknown(`\`${plain}\` is set where the command is started`, place, { text: `\u0024{${plain}}` });
}

// A value that counts until somebody sets another where the text is started.
const assumed = (value: Value): Value => (value.kind === "str" ? { ...value, assumed: true } : value);

function named(name: string, { variables, positional, file, folder }: ShellState, place: Place): Value | undefined {
  const own = variables.get(name);
  if (own !== undefined) return own;
  if (name === "@" || name === "*") return list(positional, place);
  if (name === "#") return number(positional.length, place);
  if (name === "0" || name === "BASH_SOURCE") return text(file, place);
  if (name === "PWD" || name === "SLURM_SUBMIT_DIR" || name === "CURDIR") return text(folder.get("now") || ".", place);
  return /^\d$/.test(name) ? positional[Number(name) - 1] : undefined;
}

/** A default behind `:-`, which may hold variables itself. */
export function expandText(source: string, state: ShellState, place: Place): Value {
  const words = lex(source.replace(/^(["'])(.*)\1$/s, "$2")).flatMap((token) => (token.kind === "word" ? [token] : []));
  const values = words.flatMap((word) => expand(word, { ...state, placeAt: () => place }));
  return concatenated(
    values.flatMap((value, at) => (at === 0 ? [value] : [text(" ", place), value])),
    place,
  );
}

// ${name%.pt}, ${name##*/}
function trimmed(
  value: string,
  { operator, pattern }: { operator: string; pattern: string },
  place: Place,
  whole: Value,
): Value {
  if (operator === "") return whole;
  const literal = pattern.replaceAll("*", "");
  if (/^%%?$/.test(operator) && !pattern.includes("*"))
    return text(value.endsWith(literal) ? value.slice(0, value.length - literal.length) : value, place);
  if (operator === "##" && pattern === "*/") return text(value.slice(value.lastIndexOf("/") + 1), place);
  if (operator === "%" && pattern === "/*") return text(folderOf(value), place);
  return unknown(`\`${operator}${pattern}\` is not followed`, place);
}

function arithmetic(source: string, state: ShellState, place: Place): Value {
  const filled = source.replace(
    /\$?\{?([A-Za-z_]\w*)\}?/g,
    (_whole, name: string) => textOf(state.variables.get(name)) ?? "?",
  );
  const value = /^[\d\s+\-*/%()]{1,100}$/.test(filled) ? calculated(filled) : undefined;
  return value === undefined ? unknown("the number is worked out when it runs", place) : text(String(value), place);
}

/** Whole numbers with + - * / % and brackets, left to right by rank. */
function calculated(source: string): number | undefined {
  const tokens = source.match(/\d+|[-+*/%()]/g) ?? [];
  let at = 0;
  const factor = (): number => {
    const token = tokens[at++];
    if (token === "-") return -factor();
    if (token !== "(") return Number(token);
    const inner = sum();
    at += 1;
    return inner;
  };
  const term = (): number => {
    let value = factor();
    for (let operator = tokens[at]; operator === "*" || operator === "/" || operator === "%"; operator = tokens[at]) {
      at += 1;
      const next = factor();
      value = operator === "*" ? value * next : operator === "/" ? Math.trunc(value / next) : value % next;
    }
    return value;
  };
  const sum = (): number => {
    let value = term();
    for (let operator = tokens[at]; operator === "+" || operator === "-"; operator = tokens[at]) {
      at += 1;
      value += operator === "+" ? term() : -term();
    }
    return value;
  };
  const value = sum();
  return Number.isFinite(value) && at >= tokens.length ? value : undefined;
}
