import type { Place } from "../../problem.ts";
import { readPyYaml } from "../pyyaml.ts";
import type { PyNode } from "../pyyaml-nodes.ts";
import { candidatePaths } from "../repository.ts";
import { tomlMap } from "../toml-nodes.ts";
import type { LibraryFunction } from "./library.ts";
import type { Machine } from "./machine.ts";
import { dict, keyOf, list, REST, text, textOf, unknown, type Value } from "./value.ts";

/** A node of a YAML or JSON file as a value, each with its place. */
export function valueOfNode(node: PyNode): Value {
  if (node.kind === "list") return list(node.items.map(valueOfNode), node.place);
  if (node.kind !== "map") return node;
  return dict(
    node.entries.map(({ key, value }) => [keyOf(key) ?? key.text, valueOfNode(value)] as const),
    node.place,
  );
}

/** Functions that read a YAML, JSON or TOML file or text, and OmegaConf's that make one config of others. */
export const loadData: LibraryFunction = (machine, { positional, named, place }, { name }) => {
  if (/\.(?:merge|from_dotlist|from_cli)$/.test(name)) return merged(machine, positional, place, name);
  const given = positional[0] ?? named.get("stream") ?? named.get("file") ?? named.get("f");
  if (given === undefined || given.kind === "unknown") return given ?? unknown("what is read is not known", place);
  if (/\.(?:create|to_container|to_object)$/.test(name))
    return given.kind === "dict" || given.kind === "list" ? given : undefined;
  if (!/yaml|json|toml|omegaconf|yaml_load|ruamel/i.test(name)) return undefined;
  const isPath =
    given.kind === "path" ||
    (given.kind === "str" && /yaml_load$|OmegaConf\.load$|YAML\.load$|(?:^|\.)r?toml\.load$/.test(name));
  if (given.kind === "str" && !isPath) return parsed(given.value, given.place.file, given.place);
  const path = given.kind === "file" ? given.path : given;
  return readData(machine, path, place);
};

/** A file of the repository as a value, by its path as a program writes it. */
export function readData(machine: Machine, path: Value, place: Place): Value {
  const written = textOf(path);
  if (written === undefined)
    return path.kind === "unknown" ? unknown(path.why, path.place) : unknown("which file is read is not known", place);
  for (const candidate of candidatePaths(written.replace(/^\.\//, ""), machine.start.file)) {
    const content = machine.host.readText(candidate);
    if (content !== undefined) return parsed(content, candidate, place);
  }
  return unknown(`\`${written}\` is not in the repository`, place);
}

function parsed(content: string, file: string, place: Place): Value {
  if (/\.toml$/i.test(file)) {
    const map = tomlMap(content, file);
    return map === undefined ? unknown(`${file} is no TOML that can be read`, place) : valueOfNode(map);
  }
  const { root, problems } = readPyYaml(content, file);
  return root === undefined ? unknown(problems[0]?.message ?? `${file} is empty`, place) : valueOfNode(root);
}

// Later configs win; `key=value` texts are read as Hydra reads them.
function merged(machine: Machine, positional: readonly Value[], place: Place, name: string): Value {
  if (name.endsWith(".from_cli")) return dotted(machine.start.argv, place);
  const [first] = positional;
  if (name.endsWith(".from_dotlist")) return dotted(first?.kind === "list" ? (first.content.get(0) ?? []) : [], place);
  return positional.reduce((into, each) => mergedInto(into, each, place), dict([], place) as Value);
}

/** One config laid over another, maps merged key by key. */
export function mergedInto(into: Value, over: Value, place: Place): Value {
  if (into.kind !== "dict") return over;
  if (over.kind !== "dict") return over.kind === "unknown" ? dict([...into.entries, [REST, over]], place) : over;
  const entries = new Map(into.entries);
  for (const [key, value] of over.entries) {
    const before = entries.get(key);
    entries.set(key, before?.kind === "dict" && value.kind === "dict" ? mergedInto(before, value, place) : value);
  }
  return dict(entries, into.place);
}

/** `a.b=1`, `+a.c=x` as one config. */
export function dotted(words: readonly Value[], place: Place): Value {
  return words.reduce<Value>(
    (config, word) => {
      const [, path = "", value = ""] = /^\+{0,2}([\w./@-]+)=(.*)$/s.exec(textOf(word) ?? "") ?? [];
      if (path === "") return config;
      const node = parsed(value === "" ? "''" : value, word.kind === "str" ? word.place.file : place.file, place);
      const leaf =
        "place" in node && word.kind === "str" && node.kind !== "unknown"
          ? ({ ...node, place: word.place } as Value)
          : text(value, place);
      const made = path.split(".").reduceRight<Value>((inside, key) => dict([[key, inside]], place), leaf);
      return mergedInto(config, made, place);
    },
    dict([], place),
  );
}
