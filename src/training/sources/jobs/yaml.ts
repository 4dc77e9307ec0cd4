import type { Place } from "../../../problem.ts";
import { valueOfNode } from "../../evaluate/data-files.ts";
import { folderOf } from "../../evaluate/paths.ts";
import { HOLE, text, unknown, type Value } from "../../evaluate/value.ts";
import { readPyYaml } from "../../pyyaml.ts";
import { entryOf, givenValue, type PyMap, type PyNode, type PyScalar } from "../../pyyaml-nodes.ts";
import { expandText } from "../shell/expand.ts";
import { type Job, type JobFile, MOST_POINTS } from "./job.ts";

/** Keys whose texts a shell runs. */
const SHELL_KEYS: ReadonlySet<string> = new Set(
  "run cmd cmds command commands script scripts before_script after_script entrypoint args inlineScript setup bash sh pre post job_command start_command".split(
    " ",
  ),
);
/** Keys whose lists are the words of one command. */
const WORD_KEYS: ReadonlySet<string> = new Set(["command", "args", "entrypoint"]);
const VARIABLE_KEYS = ["env", "environment", "variables", "vars", "inputs"];

type TextNode = Extract<PyScalar, { readonly value: string }>;

/** Nobody writes more commands into one file by hand. */
const MOST_JOBS = 1000;

interface Walk {
  readonly variables: ReadonlyMap<string, Value>;
  readonly folder: string;
  readonly depth: number;
  /** Where the key of what is walked stands. */
  readonly key?: Place;
}

/** Commands in a YAML (or package.json) file: workflows, compose and job files, pipelines, task runners. */
export function yamlJobs(file: JobFile): Job[] {
  return documentsOf(file.text).flatMap((document) => {
    const { root } = readPyYaml(document, file.path);
    if (root?.kind !== "map") return [];
    const walker = new YamlWalker(file);
    const sweep = walker.sweep(root);
    walker.node(root, { variables: walker.parameters(), folder: "", depth: 0 }, "");
    return [...sweep, ...walker.jobs];
  });
}

// Lines stay where they are: what belongs to other documents is made blank.
function documentsOf(source: string): string[] {
  if (!/^---[ \t]*\r?$/m.test(source)) return [source];
  const parts = source.split(/^---[ \t]*\r?$/m);
  let before = 0;
  return parts.slice(0, 50).map((part) => {
    const made = "\n".repeat(before) + part;
    before += part.split("\n").length - 1;
    return made;
  });
}

class YamlWalker {
  readonly jobs: Job[] = [];
  private readonly file: JobFile;
  private readonly lines: readonly string[];

  constructor(file: JobFile) {
    this.file = file;
    this.lines = file.text.split(/\r?\n/);
  }

  /** DVC: `${train.batch}` is a value of params.yaml beside it. */
  parameters(): ReadonlyMap<string, Value> {
    if (!/(?:^|\/)dvc\.ya?ml$/.test(this.file.path)) return new Map();
    const folder = folderOf(this.file.path);
    const path = folder === "." ? "params.yaml" : `${folder}/params.yaml`;
    const source = this.file.read(path);
    const { root } = source === undefined ? {} : readPyYaml(source, path);
    return new Map(root ? flattened(root, "") : []);
  }

  node(node: PyNode, walk: Walk, key: string): void {
    if (walk.depth > 30 || this.jobs.length >= MOST_JOBS) return;
    const deeper = { ...walk, depth: walk.depth + 1 };
    if (node.kind === "str") {
      if (SHELL_KEYS.has(key)) this.shell(node, walk);
    } else if (node.kind === "list") {
      if (
        WORD_KEYS.has(key) &&
        node.items.length > 1 &&
        node.items.every(({ kind }) => kind !== "list" && kind !== "map")
      )
        this.words(node.items, walk.key ?? node.place, walk);
      else for (const item of node.items) this.node(item, deeper, key);
    } else if (node.kind === "map") this.map(node, deeper, key);
  }

  private map(map: PyMap, walk: Walk, key: string): void {
    const folder = givenValue(map, "working-directory") ?? givenValue(map, "working_directory");
    const inner = {
      ...walk,
      folder: folder?.kind === "str" ? folder.value : walk.folder,
      variables: new Map([...walk.variables, ...this.variablesOf(map, walk)]),
    };
    const [command, args] = [givenValue(map, "command"), givenValue(map, "args")];
    const joined = command?.kind === "list" && args?.kind === "list";
    if (joined)
      this.words([...command.items, ...args.items], entryOf(map, "command")?.key.place ?? command.place, inner);
    for (const point of this.points(map)) {
      const variables = new Map([...inner.variables, ...point]);
      for (const { key: name, value } of map.entries) {
        if (joined && (name.text === "command" || name.text === "args")) continue;
        // All entries of `scripts:` are commands.
        this.node(value, { ...inner, variables, key: name.place }, key === "scripts" ? "script" : name.text);
      }
    }
  }

  private variablesOf(map: PyMap, { variables }: Walk): [string, Value][] {
    return VARIABLE_KEYS.flatMap((key) => {
      const node = givenValue(map, key);
      return node === undefined
        ? []
        : settingsIn(node).flatMap(([name, value]): [string, Value][] => {
            const state = {
              variables: new Map(variables),
              positional: [],
              file: this.file.path,
              folder: new Map([["now", ""] as const]),
              placeAt: () => value.place,
              output: () => undefined,
            };
            const filled = expandText(String(value.value ?? ""), state, value.place);
            return [
              [name, filled],
              [`${key}.${name}`, filled],
            ];
          });
    });
  }

  /** Points of a workflow's matrix (a DVC foreach): each with its variables. */
  private points(map: PyMap): readonly ReadonlyMap<string, Value>[] {
    const strategy = givenValue(map, "strategy");
    const matrix = strategy?.kind === "map" ? givenValue(strategy, "matrix") : undefined;
    const each = givenValue(map, "foreach");
    if (each?.kind === "list")
      return each.items.map(
        (item) => new Map(item.kind === "map" ? flattened(item, "item.") : flattened(item, "item")),
      );
    if (matrix?.kind !== "map") return [new Map()];
    const axes = matrix.entries.filter(
      ({ key, value }) => value.kind === "list" && key.text !== "include" && key.text !== "exclude",
    );
    let points: [string, Value][][] = [[]];
    for (const { key, value } of axes) {
      const items = value.kind === "list" ? value.items : [];
      points = points
        .flatMap((point) => items.map((item) => [...point, ...flattened(item, `matrix.${key.text}`)]))
        .slice(0, MOST_POINTS);
    }
    const include = givenValue(matrix, "include");
    const more =
      include?.kind === "list"
        ? include.items.flatMap((item) => (item.kind === "map" ? [flattened(item, "matrix.")] : []))
        : [];
    const all = axes.length === 0 ? more : points;
    return (all.length === 0 ? [[]] : all).map((point) => new Map(point));
  }

  private shell(node: TextNode, { variables, folder }: Walk): void {
    const { path } = this.file;
    this.jobs.push({
      file: path,
      folder,
      variables,
      source: node.value,
      placeAt: (offset) => this.placeIn(node, offset),
    });
  }

  private words(items: readonly PyNode[], place: Place, { variables, folder }: Walk): void {
    const words = items.flatMap((item): Value[] =>
      item.kind === "list" || item.kind === "map"
        ? []
        : [text(item.text, item.kind === "str" ? this.placeIn(item, 0) : item.place)],
    );
    this.jobs.push({
      file: this.file.path,
      folder,
      variables,
      words: words.map((word) => filled(word, variables, this.file.path)),
      place,
    });
  }

  // In a block text (`|`) the lines below hold it; else it stands behind its key.
  private placeIn(node: TextNode, offset: number): Place {
    const opening = this.lines[node.place.line - 1]?.slice(node.place.column - 1) ?? "";
    const before = node.value.slice(0, offset);
    if (!/^[|>]/.test(opening))
      return { ...node.place, column: node.place.column + offset + (/^["']/.test(opening) ? 1 : 0) };
    const line = node.place.line + before.split("\n").length;
    const indent = /^\s*/.exec(this.lines[line - 1] ?? "")?.[0].length ?? 0;
    return { file: this.file.path, line, column: indent + offset - (before.lastIndexOf("\n") + 1) + 1 };
  }

  /** A W&B sweep: its program with every point of its parameters. */
  sweep(root: PyMap): Job[] {
    const program = givenValue(root, "program");
    const parameters = givenValue(root, "parameters");
    if (program?.kind !== "str" || parameters?.kind !== "map") return [];
    let points: Value[][] = [[]];
    for (const { key, value } of parameters.entries) {
      const values = value.kind === "map" ? givenValue(value, "values") : undefined;
      const single = value.kind === "map" ? givenValue(value, "value") : undefined;
      const items = values?.kind === "list" ? values.items : single ? [single] : [];
      const words: Value[] = items.flatMap((item) =>
        item.kind === "list" || item.kind === "map" ? [] : [text(`--${key.text}=${item.text}`, item.place)],
      );
      if (words.length === 0)
        words.push(unknown("the sweep picks it from a range", key.place, { text: `--${key.text}=${HOLE}` }));
      if (words.length > 0)
        points = points.flatMap((point) => words.map((word) => [...point, word])).slice(0, MOST_POINTS);
    }
    const place = entryOf(root, "program")?.key.place ?? root.place;
    const start = { file: this.file.path, folder: "", variables: new Map<string, Value>(), place };
    return points.map((point) => ({
      ...start,
      words: [text("python", place), text(program.value, program.place), ...point],
    }));
  }
}

// Maps, lists of {name, value}, lists of NAME=value.
function settingsIn(node: PyNode): [string, PyScalar][] {
  if (node.kind === "map") {
    return node.entries.flatMap(({ key, value }): [string, PyScalar][] => {
      const inner = value.kind === "map" ? (givenValue(value, "default") ?? givenValue(value, "value")) : value;
      return inner === undefined || inner.kind === "map" || inner.kind === "list" ? [] : [[key.text, inner]];
    });
  }
  if (node.kind !== "list") return [];
  return node.items.flatMap((item): [string, PyScalar][] => {
    if (item.kind === "str") {
      const [, name = "", value = ""] = /^(\w+)=(.*)$/s.exec(item.value) ?? [];
      return name === "" ? [] : [[name, { ...item, value, text: value }]];
    }
    const name = item.kind === "map" ? givenValue(item, "name") : undefined;
    const value = item.kind === "map" ? givenValue(item, "value") : undefined;
    const known = name?.kind === "str" && value !== undefined && value.kind !== "map" && value.kind !== "list";
    return known ? [[name.value, value]] : [];
  });
}

function filled(word: Value, variables: ReadonlyMap<string, Value>, path: string): Value {
  if (word.kind !== "str" || !/[$%{]/.test(word.value)) return word;
  const state = {
    variables: new Map(variables),
    positional: [],
    file: path,
    folder: new Map([["now", ""] as const]),
    placeAt: () => word.place,
    output: () => undefined,
  };
  return /\s/.test(word.value) ? word : expandText(word.value, state, word.place);
}

/** `train.batch` and the like: all scalars of a tree by their dotted names. */
function flattened(node: PyNode, prefix: string): [string, Value][] {
  if (node.kind === "map")
    return node.entries.flatMap(({ key, value }) =>
      flattened(value, prefix === "" || prefix.endsWith(".") ? prefix + key.text : `${prefix}.${key.text}`),
    );
  if (node.kind === "list") return [[prefix, valueOfNode(node)]];
  return [[prefix, text(node.text, node.place)]];
}
