import type { Problem } from "../problem.ts";
import { argumentOf, strangeKey } from "./argument-names.ts";
import { DEPRECATED } from "./argument-table.ts";
import { type ArgumentValue, checkedValue } from "./argument-values.ts";
import { type PyMap, type PyNode, type PyScalar, pythonText } from "./pyyaml-nodes.ts";

/** What a config says, checked as its version of Ultralytics checks it. */
export interface WrittenArguments {
  readonly version: string;
  /** Argument name -> value as checked; only what is written and accepted. */
  readonly values: ReadonlyMap<string, ArgumentValue>;
  /** Argument name -> the value as written, with its place. */
  readonly nodes: ReadonlyMap<string, PyNode>;
  readonly problems: readonly Problem[];
}

/** A file with more mistakes than this is no train config, and nobody reads further. */
const MOST_PROBLEMS = 50;

/** Checks every key and value of a train config; all mistakes at once. */
export function writtenArguments(config: PyMap, version: string): WrittenArguments {
  const values = new Map<string, ArgumentValue>();
  const nodes = new Map<string, PyNode>();
  const problems: Problem[] = [];
  for (const { key, value: written } of config.entries) {
    if (problems.length >= MOST_PROBLEMS) break;
    const node = withoutNone(written);
    const row = key.kind === "str" ? argumentOf(key.value, version) : undefined;
    if (row === undefined) {
      problems.push(strangeKey(key, version));
      for (const [name, value] of renamed(key, node, version)) if (!values.has(name)) values.set(name, value);
      continue;
    }
    const { value, problem } = checkedValue(row, node, version);
    if (problem !== undefined) problems.push(problem);
    if (value === undefined) continue;
    values.set(row.name, value);
    nodes.set(row.name, node);
  }
  return { version, values, nodes, problems };
}

/** The value of an argument: what is written, else that version's default; null where it has none. */
export function argumentValue(written: WrittenArguments, name: string): ArgumentValue {
  const value = written.values.get(name);
  return value === undefined ? (argumentOf(name, written.version)?.default ?? null) : value;
}

// Ultralytics takes the text `None` for nothing.
function withoutNone(node: PyNode): PyNode {
  if (node.kind !== "str" || node.value !== "None") return node;
  return { kind: "null", value: null, text: node.text, place: node.place };
}

// `half` and `int8` live on as `quantize`; the other renamed ones do not touch memory.
function renamed(key: PyScalar, node: PyNode, version: string): readonly (readonly [string, ArgumentValue])[] {
  const successor = Object.hasOwn(DEPRECATED, key.text) ? DEPRECATED[key.text] : undefined;
  if (successor !== "quantize" || argumentOf("quantize", version) === undefined) return [];
  const off = ["none", "false", "0"].includes(pythonText(node).replaceAll("'", "").trim().toLowerCase());
  return off ? [] : [[successor, key.text === "int8" ? 8 : 16]];
}
