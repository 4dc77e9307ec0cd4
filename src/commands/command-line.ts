import type { Changes } from "../changes/repository.ts";
import { type CommandFiles, UsageError } from "./answer.ts";
import type { Folders } from "./place.ts";

const FLEET_FILE = ".github/gpu-fleet.yml";

export interface CommandLine {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly files: CommandFiles;
  readonly folders: Folders;
  /** ISO time. */
  readonly now: string;
  /** Where a person looks on: told what is being done, and "" at the end. */
  readonly progress?: (text: string) => void;
  /** What smoke/measure.py says of this machine, run by the Python of this name. */
  readonly examine: (python: string) => Promise<string>;
  /** The files of a folder; with refs, what changed between them. A ref that there is none of is a UsageError. */
  readonly open: (folder: string, refs: { readonly base?: string; readonly head?: string }) => Promise<Changes>;
}

/** The value of an option that takes one. */
export const text = (line: CommandLine, name: string): string | undefined => {
  const value = line.values[name];
  return typeof value === "string" ? value : undefined;
};

/** The values of an option that may be given more than once. */
export const texts = (line: CommandLine, name: string): readonly string[] => {
  const value = line.values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
};

/** An option with fixed values; the first where it is absent. Throws a UsageError for any other. */
export function oneOf<T extends string>(line: CommandLine, name: string, choices: readonly T[]): T {
  const written = text(line, name);
  const found = written === undefined ? choices[0] : choices.find((choice) => choice === written);
  if (found === undefined) throw new UsageError(`--${name} ${written} is none of ${choices.join(", ")}.`);
  return found;
}

export const fleetFileOf = (line: CommandLine): string => text(line, "fleet") ?? FLEET_FILE;

/** The text of a file, or of standard input for `-`. Throws a UsageError where there is none. */
export function wholeFile(line: CommandLine, name: string): string {
  const ends = line.files.readLog(name);
  if (ends === undefined) throw new UsageError(`${name}: no such file.`);
  return new TextDecoder().decode(ends.head);
}
