import { dotted, mergedInto, readData } from "./data-files.ts";
import type { Machine } from "./machine.ts";
import { joinedPath } from "./operators.ts";
import { folderOf } from "./paths.ts";
import { type Call, dict, itemsOf, text, textOf, type Value } from "./value.ts";

/** The config that Hydra composes: the named file, its `defaults` list, and the overrides of the command line. */
export function composed(machine: Machine, call: Call): Value {
  const { place } = call;
  const folder = textOf(call.named.get("config_path")) ?? ".";
  const name = textOf(call.named.get("config_name")) ?? "config";
  const base = joinedPath(folderOf(place.file), folder);
  const read = (path: string): Value => readData(machine, text(`${joinedPath(base, path)}.yaml`, place), place);
  const words = machine.start.argv
    .filter((word) => !(textOf(word) ?? "").startsWith("-"))
    .map((word) => pointOf(machine, word));
  const main = read(name.replace(/\.ya?ml$/, ""));
  if (main.kind !== "dict") return main;
  const defaults = main.entries.get("defaults");
  const groups = defaults?.kind === "list" ? (itemsOf(defaults) ?? []) : [];
  const own = dict(
    [...main.entries].filter(([key]) => key !== "defaults"),
    place,
  );
  let config: Value = dict([], place);
  let placed = false;
  for (const group of groups) {
    if (textOf(group) === "_self_") {
      config = mergedInto(config, own, place);
      placed = true;
    } else if (group.kind === "str") config = mergedInto(config, read(group.value), place);
    else if (group.kind === "dict") config = withGroups(config, group.entries, { read, words });
  }
  if (!placed) config = mergedInto(config, own, place);
  const overrides = words.filter(
    (word) =>
      !groups.some((group) => group.kind === "dict" && group.entries.has((textOf(word) ?? "").split("=")[0] ?? "")),
  );
  return mergedInto(config, dotted(overrides, place), place);
}

interface Composing {
  readonly read: (path: string) => Value;
  readonly words: readonly Value[];
}

// `- model: small` reads model/small.yaml under `model`; `model=large` on the command line another.
function withGroups(config: Value, groups: ReadonlyMap<string, Value>, { read, words }: Composing): Value {
  let made = config;
  for (const [key, value] of groups) {
    const group = key.replace(/^(?:override|optional)\s+/, "");
    const asked = words.map((word) => textOf(word) ?? "").find((word) => word.startsWith(`${group}=`));
    const choice = asked?.slice(group.length + 1) ?? textOf(value);
    if (choice === undefined || group.startsWith("hydra")) continue;
    const place = value.kind === "str" ? value.place : { file: "", line: 1, column: 1 };
    const inside = group.split("@")[0]?.split("/") ?? [];
    const content = read(`${inside.join("/")}/${choice}`);
    made = mergedInto(
      made,
      inside.reduceRight<Value>((at, part) => dict([[part, at]], place), content),
      place,
    );
  }
  return made;
}

// `batch=8,32` of a multirun: each point in its turn.
function pointOf(machine: Machine, word: Value): Value {
  const multirun = machine.start.argv.some((each) => /^(?:-m|--multirun)$/.test(textOf(each) ?? ""));
  const [, key = "", values = ""] = /^([^=]+)=([^[{(]*,.*)$/s.exec(textOf(word) ?? "") ?? [];
  if (!multirun || values === "" || word.kind !== "str") return word;
  const points = values.split(",").map((value) => value.trim());
  return text(`${key}=${points[machine.host.choose(points.length)] ?? ""}`, word.place);
}
