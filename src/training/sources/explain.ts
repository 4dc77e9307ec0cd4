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
  for (const { path, why } of found.skipped) add(path, why);
  return [...findings]
    .map(([path, told]) => ({ path, findings: told.length > 0 ? told : [nothing(path)] }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

const nothing = (path: string): string =>
  /\.ya?ml$/i.test(path) ? "starts no training" : "writes no training that is reached when it runs";
