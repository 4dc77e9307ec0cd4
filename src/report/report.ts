import type { Action, Fleet } from "../fleet/fleet.ts";
import type { Problem } from "../problem.ts";
import type { RunVerdict, Verdict } from "../verdict/verdict.ts";

/** Where and when the report was made: what the footer and the links say. */
export interface Provenance {
  /** Full SHAs; absent where there is no commit. */
  readonly head?: string;
  readonly base?: string;
  readonly version: string;
  /** ISO time. */
  readonly at: string;
  /** `https://github.com/acme/vision` */
  readonly repositoryUrl?: string;
  readonly runUrl?: string;
}

/** A fleet file changed in the pull request: it is evaluated beside the base's, which is in force. */
export interface FleetChange {
  readonly file: string;
  /** Conclusions that the changed file would give, by run, where they differ. */
  readonly differing: readonly { readonly id: string; readonly now: Verdict; readonly then: Verdict }[];
}

/** Everything that is told, as data; each sink renders it in its own way. */
export interface Report {
  readonly occasion: "pull-request" | "check" | "audit";
  readonly runs: readonly RunVerdict[];
  readonly conclusion: Action;
  readonly fleet: Fleet;
  readonly fleetChange?: FleetChange;
  /** Of the fleet file and of files that are no config: shown once. */
  readonly problems: readonly Problem[];
  /** Configs that were found and did not change. */
  readonly unchanged: number;
  readonly provenance: Provenance;
}

const SEVERITY: readonly Verdict[] = ["DOES NOT FIT", "UNKNOWN", "TIGHT", "FITS"];
const ACTIONS: readonly Action[] = ["fail", "warn", "pass"];

/** Failing ones first, then by name: the order in which a reader needs them, the same every time. */
export function inOrder(runs: readonly RunVerdict[]): readonly RunVerdict[] {
  return [...runs].sort(
    (a, b) =>
      ACTIONS.indexOf(a.conclusion) - ACTIONS.indexOf(b.conclusion) ||
      SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

export const worst = (actions: readonly Action[]): Action =>
  ACTIONS.find((action) => actions.includes(action)) ?? "pass";

export const withVerdict = (report: Report, verdict: Verdict): readonly RunVerdict[] =>
  report.runs.filter((run) => run.verdict === verdict);
