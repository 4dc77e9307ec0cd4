import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Place, Problem } from "../problem.ts";
import type { PyEntry, PyMap, PyNode, PyScalar } from "./pyyaml-nodes.ts";
import { kindOfPlain, type ScalarKind, scalarOf } from "./pyyaml-scalars.ts";

/** A config has a few hundred values; aliases that multiply beyond this are a bomb. */
const MOST_VALUES = 100_000;
const CORE = "tag:yaml.org,2002:";
const SCALAR_TAGS: Readonly<Record<string, ScalarKind>> = {
  null: "null",
  bool: "bool",
  int: "int",
  float: "float",
  str: "str",
  timestamp: "other",
  binary: "other",
};
const LIST_TAGS: readonly string[] = ["seq", "omap", "pairs"];
const MAP_TAGS: readonly string[] = ["map"];
const MERGE = "<<";

interface Work {
  readonly problems: Problem[];
  readonly placeAt: (offset: number) => Place;
  readonly anchors: Map<string, { readonly node: PyNode; readonly values: number }>;
  /** Values made so far, with those that an alias repeats. */
  values: number;
}

/** PyYAML's safe constructor over a parsed document whose scalars are all still texts. */
export function construct(
  document: Document.Parsed,
  placeAt: (offset: number) => Place,
): { root?: PyNode; problems: Problem[] } {
  const work: Work = { problems: [], placeAt, anchors: new Map(), values: 0 };
  if (document.contents === null) return { problems: [] };
  const root = nodeFrom(document.contents, work);
  if (work.values > MOST_VALUES) {
    const message = `Aliases multiply the file to more than ${MOST_VALUES} values.`;
    return { problems: [{ ...root.place, code: "too-many-aliases", severity: "error", message }] };
  }
  return work.problems.length > 0 ? { problems: work.problems } : { root, problems: [] };
}

function nodeFrom(node: Node, work: Work): PyNode {
  const place = work.placeAt(node.range?.[0] ?? 0);
  const before = work.values;
  work.values += 1;
  if (isAlias(node)) return aliased(node, place, work);
  const made = madeFrom(node, place, work);
  const anchor = (node as Scalar | YAMLMap | YAMLSeq).anchor;
  if (anchor !== undefined) work.anchors.set(anchor, { node: made, values: work.values - before });
  return made;
}

function madeFrom(node: Node, place: Place, work: Work): PyNode {
  if (isSeq(node)) {
    checkTag(node.tag, LIST_TAGS, place, work);
    return { kind: "list", items: node.items.map((item) => nodeFrom(item as Node, work)), place };
  }
  if (isMap(node)) {
    checkTag(node.tag, MAP_TAGS, place, work);
    return mapFrom(node, place, work);
  }
  return isScalar(node) ? scalarFrom(node, place, work) : nothing(place);
}

// An anchor is known once its value is complete: an alias inside its own anchor finds nothing here.
function aliased(node: Alias, place: Place, work: Work): PyNode {
  const target = work.anchors.get(node.source);
  if (target === undefined) {
    const message = `\`*${node.source}\` refers to no anchor above it.`;
    problem(work, place, { code: "unknown-alias", message, remedy: `Mark the value with \`&${node.source}\`.` });
    return nothing(place);
  }
  work.values += target.values;
  return { ...target.node, place };
}

function scalarFrom(node: Scalar, place: Place, work: Work): PyScalar {
  const text = typeof node.value === "string" ? node.value : "";
  const tag = node.tag;
  const plain = node.type === "PLAIN" || node.type === undefined;
  const kind =
    tag === undefined || tag === "!" ? implicitKind(text, plain || tag === "!") : taggedKind(tag, place, work);
  if (kind === "value") {
    unknownTag(`${CORE}value`, place, work);
    return nothing(place);
  }
  const value = scalarOf(kind, text);
  if (value !== undefined) return { ...value, place, text };
  problem(work, place, {
    code: "not-a-value",
    message: `\`${text.slice(0, 40)}\` is no ${kind} that PyYAML can read.`,
  });
  return nothing(place);
}

function implicitKind(text: string, plain: boolean): ScalarKind | "value" {
  if (!plain) return "str";
  // YAML 1.1's default value, `=`: PyYAML resolves it and then has no constructor for it.
  return text === "=" ? "value" : kindOfPlain(text);
}

function taggedKind(tag: string, place: Place, work: Work): ScalarKind {
  const name = tag.startsWith(CORE) ? tag.slice(CORE.length) : "";
  const kind = Object.hasOwn(SCALAR_TAGS, name) ? SCALAR_TAGS[name] : undefined;
  if (kind === undefined) unknownTag(tag, place, work);
  return kind ?? "str";
}

function mapFrom(node: YAMLMap, place: Place, work: Work): PyMap {
  const own: PyEntry[] = [];
  const merged: PyEntry[] = [];
  const seen = new Map<string, Place>();
  for (const pair of node.items) {
    const keyNode = pair.key as Node | null;
    const at = keyNode === null ? place : work.placeAt(keyNode.range?.[0] ?? 0);
    const merge = isScalar(keyNode) && keyNode.type === "PLAIN" && keyNode.value === MERGE && keyNode.tag === undefined;
    const key = merge ? nothing(at) : keyFrom(keyNode, at, work);
    const value = pair.value === null ? nothing(at) : nodeFrom(pair.value as Node, work);
    if (merge) merged.unshift(...mergedFrom(value, work));
    else if (key !== undefined) {
      checkFirst(key, seen, work);
      own.push({ key, value });
    }
  }
  return { kind: "map", entries: merged.length === 0 ? own : withMerged(own, merged), place };
}

function keyFrom(node: Node | null, place: Place, work: Work): PyScalar | undefined {
  if (node === null) return nothing(place);
  // As a key, `=` is a text.
  if (isScalar(node) && node.value === "=" && node.tag === undefined) {
    return { kind: "str", value: "=", text: "=", place };
  }
  const key = nodeFrom(node, work);
  if (key.kind !== "list" && key.kind !== "map") return key;
  problem(work, place, { code: "key-not-simple", message: "A list or a map can't be a key.", remedy: "Use a text." });
  return undefined;
}

function checkFirst(key: PyScalar, seen: Map<string, Place>, work: Work): void {
  const identity = identityOf(key);
  const first = seen.get(identity);
  if (first === undefined) {
    seen.set(identity, key.place);
    return;
  }
  const message = `The key \`${key.text.slice(0, 60)}\` is already set in line ${first.line}; PyYAML takes the last one without a word.`;
  problem(work, key.place, { code: "duplicate-key", message, remedy: "Keep one of them." });
}

// Equal keys of a Python dict: True == 1 == 1.0.
function identityOf(key: PyScalar): string {
  if (key.kind === "bool") return `number ${Number(key.value)}`;
  return key.kind === "int" || key.kind === "float" ? `number ${key.value}` : `${key.kind} ${key.value}`;
}

// In a list of maps the first one that has a key wins.
function mergedFrom(value: PyNode, work: Work): readonly PyEntry[] {
  if (value.kind === "map") return value.entries;
  const maps = value.kind === "list" ? value.items : undefined;
  if (maps?.every((item) => item.kind === "map") === true) {
    return maps.flatMap((item) => (item.kind === "map" ? item.entries : []));
  }
  const message = "`<<` merges maps, and this is none.";
  problem(work, value.place, { code: "bad-merge", message, remedy: "Refer to a map: `<<: *name`." });
  return [];
}

// `merged` has the entries of a later `<<` first: the first of a key counts, and own keys win over all.
function withMerged(own: readonly PyEntry[], merged: readonly PyEntry[]): PyEntry[] {
  const known = new Set(own.map((entry) => identityOf(entry.key)));
  const added = merged.filter((entry) => {
    const identity = identityOf(entry.key);
    return !known.has(identity) && known.add(identity);
  });
  return [...added, ...own];
}

function checkTag(tag: string | undefined, allowed: readonly string[], place: Place, work: Work): void {
  if (tag === undefined || tag === "!" || allowed.some((name) => tag === CORE + name)) return;
  unknownTag(tag, place, work);
}

function unknownTag(tag: string, place: Place, work: Work): void {
  const short = tag.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag;
  const remedy = "Leave the tag out: nothing in a config may name code, and only plain values are read.";
  problem(work, place, { code: "unknown-tag", message: `The tag \`${short}\` is not known.`, remedy });
}

function problem(work: Work, place: Place, what: { code: string; message: string; remedy?: string }): void {
  if (work.problems.length < 50) work.problems.push({ ...place, severity: "error", ...what });
}

const nothing = (place: Place): PyScalar => ({ kind: "null", value: null, text: "", place });
