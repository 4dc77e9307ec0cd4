import type { Place } from "../problem.ts";

/** What PyYAML's safe loader makes of a text, with the place of every value. Dates, bytes and sets matter to no training run: `other`. */
export type PyNode = PyScalar | PyList | PyMap;

export type PyScalar = {
  readonly place: Place;
  readonly text: string;
  /** It counts until whoever starts the command that it stands in sets another. */
  readonly assumed?: true;
  /** Of a word `name=value` of a command: where its value is written, where that is elsewhere (`batch=$BATCH`). */
  readonly behind?: Place;
} & (
  | { readonly kind: "null"; readonly value: null }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int" | "float"; readonly value: number }
  | { readonly kind: "str" | "other"; readonly value: string }
);

export interface PyList {
  readonly kind: "list";
  readonly items: readonly PyNode[];
  readonly place: Place;
}

/** Keys are scalars; `on:` is the key `true`. Of merged entries (`<<`) only those that the map does not set itself are here. */
export interface PyMap {
  readonly kind: "map";
  readonly entries: readonly PyEntry[];
  readonly place: Place;
}

export interface PyEntry {
  readonly key: PyScalar;
  readonly value: PyNode;
}

/** The value of a text key, or undefined. */
export function entryOf(map: PyMap, key: string): PyEntry | undefined {
  return map.entries.find((entry) => entry.key.kind === "str" && entry.key.value === key);
}

/** The value of a text key; undefined where it is absent or null, as Ultralytics' `get` treats most keys. */
export function givenValue(map: PyMap, key: string): PyNode | undefined {
  const value = entryOf(map, key)?.value;
  return value === undefined || value.kind === "null" ? undefined : value;
}

/** How Python prints the value: `True`, `None`, `[1, 'a']`; long ones are cut. For messages. */
export function pythonText(node: PyNode): string {
  const text = wholePythonText(node, 0);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function wholePythonText(node: PyNode, depth: number): string {
  if (node.kind === "list") {
    if (depth > 2) return "[...]";
    return `[${node.items
      .slice(0, 30)
      .map((item) => wholePythonText(item, depth + 1))
      .join(", ")}]`;
  }
  if (node.kind === "map") return node.entries.length === 0 ? "{}" : "{...}";
  if (node.kind === "null") return "None";
  if (node.kind === "bool") return node.value ? "True" : "False";
  if (node.kind === "str" || node.kind === "other") return `'${node.value}'`;
  return node.kind === "float" && Number.isInteger(node.value) ? node.value.toFixed(1) : String(node.value);
}

/** What JSON (or a table in code) holds, as nodes at one place. What JSON can't hold, or nests too deeply, becomes null. */
export function nodeOf(value: unknown, place: Place, depth = 0): PyNode {
  if (typeof value === "string") return { kind: "str", value, text: value, place };
  if (typeof value === "boolean") return { kind: "bool", value, text: String(value), place };
  if (typeof value === "number") {
    return { kind: Number.isInteger(value) ? "int" : "float", value, text: String(value), place };
  }
  if (typeof value !== "object" || value === null || depth > DEEPEST)
    return { kind: "null", value: null, text: "", place };
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => nodeOf(item, place, depth + 1)), place };
  const entries = Object.entries(value).map(([key, item]): PyEntry => {
    return { key: { kind: "str", value: key, text: key, place }, value: nodeOf(item, place, depth + 1) };
  });
  return { kind: "map", entries, place };
}

/** No argument nests deeper than a few lists. */
const DEEPEST = 20;
