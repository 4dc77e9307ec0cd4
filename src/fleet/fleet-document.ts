import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import type { Place, Problem } from "../problem.ts";
import { unclosedBefore } from "../unclosed.ts";

export type Path = readonly (string | number)[];

/** The fleet file as data, with the place and the text of each part. */
export interface FleetDocument {
  /** Plain data; undefined when the text is no YAML or names no data at all. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value stands (of a missing key: its map). */
  place(path: Path): Place;
  /** Where the key of the value stands. */
  keyPlace(path: Path): Place;
  has(path: Path): boolean;
  /** A scalar as it is written: `2.10` is not 2.1. undefined when there is none. */
  text(path: Path): string | undefined;
}

/** Far more than any fleet needs, and read in a moment. */
const MOST_CHARACTERS = 1_000_000;

/** Reads YAML 1.2. Mistakes of syntax, keys that stand twice and too many aliases are problems, never exceptions. */
export function readDocument(file: string, text: string): FleetDocument {
  if (text.length > MOST_CHARACTERS) return unreadable(file, `The file has more than ${MOST_CHARACTERS} characters.`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, version: "1.2", logLevel: "error" });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const syntax = [...document.errors, ...document.warnings].map((error): Problem => {
    const severity = error.name === "YAMLWarning" ? "warning" : "error";
    const mayBeUnclosed = error.code === "BAD_INDENT" || error.code === "MISSING_CHAR";
    const open = mayBeUnclosed ? unclosedBefore(document, text, error.pos[0]) : undefined;
    if (open !== undefined) {
      const message = `What is opened here is never closed: \`${open.missing}\` is missing.`;
      return {
        ...at(open.offset),
        code: "fleet-syntax",
        severity,
        message,
        remedy: `Add the closing \`${open.missing}\`.`,
      };
    }
    const message = `${(error.message.split(" at line ")[0] ?? error.message).replace(/\.?$/, ".")}`;
    return { ...at(error.pos[0]), code: "fleet-syntax", severity, message };
  });
  const found = (path: Path) => locate(document, path);
  const plain = syntax.some((problem) => problem.severity === "error") ? {} : plainData(document, at(0));
  const twice = [...duplicates(document.contents)].map(
    (key): Problem => ({
      ...at(key.offset),
      code: "duplicate-key",
      severity: "error",
      message:
        key.path.join() === "pools"
          ? `Two pools are named \`${key.name}\`.`
          : `\`${key.name}\` stands twice in one map.`,
      remedy: "Rename or remove one of the two.",
    }),
  );
  return {
    value: plain.value,
    problems: [...syntax, ...twice, ...(plain.problem === undefined ? [] : [plain.problem])],
    place: (path) => at(found(path).offset),
    keyPlace: (path) => at(found(path).keyOffset),
    has: (path) => found(path).depth === path.length,
    text: (path) => found(path).text,
  };
}

function plainData(document: Document, start: Place): { value?: unknown; problem?: Problem } {
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = `Aliases can't be followed: ${error.message}.`;
    return { problem: { ...start, code: "fleet-syntax", severity: "error", message } };
  }
}

function unreadable(file: string, message: string): FleetDocument {
  const start: Place = { file, line: 1, column: 1 };
  const problem: Problem = { ...start, code: "fleet-syntax", severity: "error", message };
  return {
    value: undefined,
    problems: [problem],
    place: () => start,
    keyPlace: () => start,
    has: () => false,
    text: () => undefined,
  };
}

interface Found {
  readonly offset: number;
  readonly keyOffset: number;
  /** Steps of the path that the document has. */
  readonly depth: number;
  readonly text?: string;
}

/** Follows the path as far as the document goes, so that a missing key has the place of its map. */
function locate(document: Document, path: Path): Found {
  let node: unknown = document.contents;
  let found: Found = { offset: offsetOf(node) ?? 0, keyOffset: offsetOf(node) ?? 0, depth: 0 };
  for (const [depth, step] of path.entries()) {
    const holder = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(holder) ? pairOf(holder, step) : undefined;
    const value: unknown = pair === undefined ? (isSeq(holder) ? holder.items[Number(step)] : undefined) : pair.value;
    if (pair === undefined && value === undefined) return { ...found, offset: found.keyOffset };
    const keyOffset = offsetOf(pair?.key) ?? offsetOf(value) ?? found.offset;
    found = { offset: offsetOf(value) ?? keyOffset, keyOffset, depth: depth + 1 };
    node = value;
  }
  const scalar = isAlias(node) ? node.resolve(document) : node;
  return isScalar(scalar) ? { ...found, text: scalar.source ?? String(scalar.value) } : found;
}

/** The last one counts where a key stands twice, as in the plain data. */
const pairOf = (map: YAMLMap, step: string | number): Pair | undefined =>
  map.items.findLast((pair) => keyText(pair) === String(step));

const keyText = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : String(pair.key));

const offsetOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

function* duplicates(node: unknown, path: Path = []): Generator<{ name: string; offset: number; path: Path }> {
  if (isSeq(node)) for (const [i, item] of node.items.entries()) yield* duplicates(item, [...path, i]);
  if (!isMap(node)) return;
  const seen = new Set<string>();
  for (const pair of node.items) {
    const name = keyText(pair);
    if (seen.has(name)) yield { name, offset: offsetOf(pair.key) ?? 0, path };
    seen.add(name);
    yield* duplicates(pair.value, [...path, name]);
  }
}
