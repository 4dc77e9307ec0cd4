import type { Place, Problem } from "../problem.ts";
import { looksLikeModelFile } from "./model-file.ts";
import { commandLineValue } from "./python-literal.ts";
import { readPyYaml } from "./pyyaml.ts";
import { nodeOf, type PyEntry, type PyMap } from "./pyyaml-nodes.ts";
import { insideRepository } from "./repository.ts";
import { type RunOfConfig, runOfConfig } from "./run-of-config.ts";
import { type RunSourcesInput, runSources } from "./run-sources.ts";

export interface Command extends RunSourcesInput {
  /** A train config, a model file, or the name of a model. */
  readonly target: string;
  /** `key=value`, as the `yolo` command takes them; they win over the config. */
  readonly pairs: readonly string[];
}

/** What places in a command line are called. */
const COMMAND_LINE = "command line";

/** The run that `estimate CONFIG|MODEL key=value ...` asks for, or why there is none. */
export async function runOfCommand(command: Command): Promise<RunOfConfig> {
  const { target, pairs } = command;
  const overrides = pairs.map(pairOf);
  const path = /\.ya?ml$/i.test(target) ? insideRepository(target) : undefined;
  const text = path === undefined ? undefined : await command.repository.readText(path);
  const read = path === undefined || text === undefined ? modelOnly(target) : readPyYaml(text, path);
  const problems = [...read.problems, ...overrides.flatMap(({ problem }) => problem ?? [])];
  const place = read.root?.place ?? { file: path ?? COMMAND_LINE, line: 1, column: 1 };
  if (problems.length > 0) return notRead(target, problems, place);
  const config = read.root?.kind === "map" ? read.root : ({ kind: "map", entries: [], place } as const);
  const base = looksLikeModelFile(config) ? modelOnly(target).root : config;
  const written = {
    id: target,
    place: base.place,
    config: withOverrides(base, overrides),
    files: base === config && path !== undefined ? [path] : [],
  };
  return runOfConfig(written, runSources(command));
}

function modelOnly(target: string): { root: PyMap; problems: readonly Problem[] } {
  const place = { file: COMMAND_LINE, line: 1, column: 1 };
  const key = { kind: "str", value: "model", text: "model", place } as const;
  return { root: { kind: "map", entries: [{ key, value: nodeOf(target, place) }], place }, problems: [] };
}

interface Pair {
  readonly entry?: PyEntry;
  readonly problem?: Problem;
}

// Columns count the arguments: a shell has taken the line apart.
function pairOf(pair: string, index: number): Pair {
  const place = { file: COMMAND_LINE, line: 1, column: index + 1 };
  const [name = "", ...rest] = pair.replace(/^--/, "").split("=");
  const key = name.trim();
  const value = rest.join("=").trim();
  if (key === "" || value === "") {
    const message = `\`${pair}\` is no argument of a run; \`key=value\` is expected.`;
    return { problem: { ...place, code: "no-argument", severity: "error", message } };
  }
  return { entry: { key: { kind: "str", value: key, text: key, place }, value: commandLineValue(value, place) } };
}

// The later of two pairs counts, and a pair before the config.
function withOverrides(config: PyMap, pairs: readonly Pair[]): PyMap {
  const given = new Map(pairs.flatMap(({ entry }) => (entry ? [[entry.key.text, entry]] : [])));
  const kept = config.entries.filter(({ key }) => !given.has(key.text));
  return { ...config, entries: [...kept, ...given.values()] };
}

function notRead(id: string, problems: readonly Problem[], place: Place): RunOfConfig {
  const reasons = problems.map(({ message, file, line, column }) => {
    return { code: "unreadable-config", message, place: { file, line, column } };
  });
  return { problems, unknown: { id, place, reasons, files: place.file === COMMAND_LINE ? [] : [place.file] } };
}
