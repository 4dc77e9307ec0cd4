import type { FoundRuns } from "./find-runs.ts";
import { listedRuns } from "./listing.ts";

export interface LookedAt {
  readonly path: string;
  /** Runs that are written there (`line: model`), or why there are none. */
  readonly findings: readonly string[];
}

/** Every file that was looked at for runs, with what was found in it, or why it holds none. */
export function lookedAt(found: FoundRuns): LookedAt[] {
  const findings = new Map<string, string[]>(found.looked.map((path) => [path, []]));
  const add = (path: string, finding: string): void => {
    findings.set(path, [...(findings.get(path) ?? []), finding]);
  };
  for (const { file, line, model, unknown } of listedRuns(found)) {
    const state = unknown.length === 0 ? "" : `, UNKNOWN: ${unknown.join("; ")}`;
    add(file, `line ${line}: a run of ${model ?? "an unknown model"}${state}`);
  }
  const writing = new Set([...found.runs, ...found.unknown].map(({ place }) => place.file));
  // A file of commands is no train config, which need not be said.
  for (const { path, why } of found.skipped) if (!writing.has(path) || /^(?:line \d|holds)/.test(why)) add(path, why);
  for (const path of found.notRead) add(path, NOT_READ);
  return [...findings]
    .map(([path, told]) => ({ path, findings: told.length > 0 ? told : [nothing(path)] }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const NOT_READ = "was not read: without a checkout, only as many files are read as GitHub allows";

const nothing = (path: string): string =>
  /\.ya?ml$/i.test(path) ? "starts no training" : "writes no training that is reached when it runs";
