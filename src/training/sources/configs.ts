import { folderOf } from "../evaluate/paths.ts";
import type { PublishedModels } from "../published.ts";
import { entryOf, type PyMap, pythonText } from "../pyyaml-nodes.ts";
import { type Recognised, recognise } from "../train-config.ts";
import type { SourceRun } from "./source-run.ts";
import type { World } from "./world.ts";

export interface ConfigFile {
  readonly path: string;
  readonly recognised: Recognised;
}

export interface ConfigsInput {
  readonly world: World;
  readonly published: PublishedModels;
  readonly isDeclared: (path: string) => boolean;
}

/** What every YAML file of the repository turns out to be. */
export function configFiles(paths: readonly string[], { world, published, isDeclared }: ConfigsInput): ConfigFile[] {
  return paths.flatMap((path) => {
    const text = /\.ya?ml$/i.test(path) ? world.read(path) : undefined;
    return text === undefined
      ? []
      : [{ path, recognised: recognise({ path, text, declared: isDeclared(path) }, published) }];
  });
}

/**
 * Why a train config is no run of its own: a command or a program reads it, another one of its folder is read instead of it, or
 * it is what a run that is already here has recorded. undefined: it is one.
 */
export function whyNoRun(config: PyMap, path: string, runs: readonly SourceRun[]): string | undefined {
  const reader = runs.find(({ files, place }) => files.includes(path) && place.file !== path);
  if (reader !== undefined) return `is read by ${reader.place.file}:${reader.place.line}`;
  const folder = folderOf(path);
  const sibling = runs.find(({ files }) =>
    files.some((file) => file !== path && /\.ya?ml$/.test(file) && folderOf(file) === folder && folder !== "."),
  );
  if (sibling !== undefined && !isRecorded(config, path))
    return `is selected by nothing; ${sibling.place.file}:${sibling.place.line} selects another config of its folder`;
  const twin = isRecorded(config, path) ? runs.find((run) => recordedBy(run.config, config)) : undefined;
  return twin === undefined ? undefined : `was recorded by the run at ${twin.place.file}:${twin.place.line}`;
}

// Ultralytics writes all arguments of a run beside its results.
/** Whether a config is what a run recorded, and not what somebody wrote. */
export const isRecorded = (config: PyMap, path: string): boolean =>
  /(?:^|\/)args\.ya?ml$/.test(path) || entryOf(config, "save_dir") !== undefined;

const COMPARED: readonly (readonly [string, string])[] = [
  ["model", ""],
  ["data", ""],
  ["batch", "16"],
  ["imgsz", "640"],
  ["epochs", "100"],
];

/** Whether a record may be of this run; that of a resumed one names the checkpoint that it went on from. */
export function recordedBy(run: PyMap, record: PyMap): boolean {
  const model = entryOf(record, "model")?.value;
  const resumed = model?.kind === "str" && /(?:^|[/\\])(?:last|epoch\d+)\.pt$/.test(model.value);
  return sameRun(run, record, resumed ? COMPARED.filter(([name]) => name !== "model") : COMPARED);
}

/** Whether two descriptions are of one run: in what decides most. */
export function sameRun(a: PyMap, b: PyMap, compared = COMPARED): boolean {
  const of = (map: PyMap, name: string, fallback: string): string => {
    const value = entryOf(map, name)?.value;
    return value === undefined || value.kind === "null" ? fallback : pythonText(value).replace(/^'(?:\.\/)?|'$/g, "");
  };
  return compared.every(([name, fallback]) => of(a, name, fallback) === of(b, name, fallback));
}
