import { parse } from "smol-toml";
import type { Place } from "../problem.ts";
import type { PyEntry, PyMap, PyNode } from "./pyyaml-nodes.ts";

/** What a TOML text holds, with the line of every key; undefined where it can't be parsed. */
export function tomlMap(text: string, file: string): PyMap | undefined {
  try {
    const places = placesIn(text, file);
    const node = nodeOf(parse(text), "", { places, otherwise: { file, line: 1, column: 1 } });
    return node.kind === "map" ? node : undefined;
  } catch {
    return undefined;
  }
}

interface Where {
  readonly places: ReadonlyMap<string, Place>;
  /** Of a value whose own place is not found: that of what holds it. */
  readonly otherwise: Place;
}

function nodeOf(value: unknown, path: string, { places, otherwise }: Where): PyNode {
  const place = places.get(path) ?? otherwise;
  const inner = (item: unknown, key: string): PyNode => nodeOf(item, key, { places, otherwise: place });
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => inner(item, path)), place };
  if (typeof value === "boolean") return { kind: "bool", value, text: String(value), place };
  if (typeof value === "string") return { kind: "str", value, text: value, place };
  if (typeof value === "number")
    return { kind: Number.isInteger(value) ? "int" : "float", value, text: String(value), place };
  if (typeof value !== "object" || value === null || value instanceof Date)
    return { kind: "other", value: String(value), text: String(value), place };
  const entries = Object.entries(value).map(([key, item]): PyEntry => {
    const node = inner(item, path === "" ? key : `${path}.${key}`);
    return { key: { kind: "str", value: key, text: key, place: node.place }, value: node };
  });
  return { kind: "map", entries, place };
}

/** Where values stand, by their dotted keys; of keys in inline tables only the line's first is known. */
function placesIn(text: string, file: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let table = "";
  for (const [index, line] of text.split("\n").entries()) {
    if (line.length > 2000) continue;
    const header = /^[ \t]*\[\[?([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      table = plainKey(header);
      places.set(table, { file, line: index + 1, column: line.search(/\S/) + 1 });
      continue;
    }
    const [start, key] = /^[ \t]*([\w."' -]+?)[ \t]*=[ \t]*/.exec(line) ?? [];
    if (start === undefined || key === undefined) continue;
    const path = table === "" ? plainKey(key) : `${table}.${plainKey(key)}`;
    if (!places.has(path)) places.set(path, { file, line: index + 1, column: start.length + 1 });
  }
  return places;
}

const plainKey = (key: string): string => key.replace(/["' \t]/g, "");
