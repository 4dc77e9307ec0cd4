import type { Bytes } from "../bytes.ts";
import type { Action, Fleet, Waiver } from "../fleet/fleet.ts";
import { byPlace, type Problem } from "../problem.ts";
import type { Finding } from "../smoke/finding.ts";
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

/** A run by the fleet in force or by the proposed one. */
export interface JudgedBy {
  readonly verdict: Verdict;
  readonly conclusion: Action;
  /** The pool that decides, with what the run needs of it and may use; absent where there is none. */
  readonly pool?: string;
  readonly needBytes?: Bytes;
  readonly limitBytes?: Bytes;
}

/** A run by both; one side is absent where only the other fleet has the run. */
export interface FleetDifference {
  readonly id: string;
  readonly inForce?: JudgedBy;
  readonly proposed?: JudgedBy;
}

/** The fleet file, or what was measured on its pools, changed in the pull request: it is evaluated beside the base's, which is in force. */
export interface FleetChange {
  /** The file of measurements where that alone has changed, else the fleet file. */
  readonly file: string;
  readonly isMeasured: boolean;
  /** Runs with another verdict or conclusion by the changed file. */
  readonly differing: readonly FleetDifference[];
  /** Others, of whose limit the share that they need is another by more than 5 %. */
  readonly moved: readonly FleetDifference[];
  /** Runs that were judged by both. */
  readonly judged: number;
}

/** A waiver of the fleet in force, and where it stands. */
export interface WaiverTold {
  readonly waiver: Waiver;
  readonly standing: "holds" | "ends-soon" | "expired";
  /** Whole days to its last one; negative when that is past. */
  readonly daysLeft: number;
  /** The configs that pass only because of it. */
  readonly needed: readonly string[];
  /** The configs that it was made for, and that need more than its cap by now. */
  readonly outgrown: readonly string[];
}

/** A run as an earlier or later audit finds it. */
export interface VerdictThen {
  readonly verdict: Verdict;
  readonly waived: boolean;
  /** The pool that decides. */
  readonly pool?: string;
  readonly needBytes?: Bytes;
}

/** What differs from the last audit. */
export interface Since {
  /** The commit that it looked at. */
  readonly commit?: string;
  /** Runs with another verdict; `before` is absent for new ones, `after` for those that are gone. */
  readonly changes: readonly { readonly id: string; readonly before?: VerdictThen; readonly after?: VerdictThen }[];
}

/** How far the estimates of measured runs of one kind were off. */
export interface MeasuredAccuracy {
  readonly group: string;
  readonly runs: number;
  /** Shares of the estimate that 96 of 100 of them stay within. */
  readonly below: number;
  readonly above: number;
}

/** What was found and is not among the runs, and why. */
export interface NotShown {
  /** Configs that did not change. */
  readonly unchanged: number;
  /** Configs that a shared file changed, without a new verdict and by no more than 5 %. */
  readonly unmoved: number;
  /** Files that may write runs and were not read, since without a checkout each costs a request; absent: none. */
  readonly notRead?: number;
  /** The same of the merge base: their runs are judged and not compared. */
  readonly notCompared?: number;
}

/** Everything that is told, as data; each sink renders it in its own way. */
export interface Report {
  readonly occasion: "pull-request" | "check" | "audit";
  readonly runs: readonly RunVerdict[];
  readonly conclusion: Action;
  /** The fleet in force. */
  readonly fleet: Fleet;
  /** Where a fleet file is or would be. */
  readonly fleetFile: string;
  /** The fleet file of the head can't be read: that fails. */
  readonly fleetBroken: boolean;
  /** What smoke tests of these runs found on real GPUs; absent where there were none. */
  readonly measured?: readonly Finding[];
  /** The one of the base can't be read, and the head's can, or is gone: until it is merged, common GPUs are what is judged by. */
  readonly baseFleetBroken: boolean;
  readonly fleetChange?: FleetChange;
  /** Of the fleet file and of files that are no config: shown once. */
  readonly problems: readonly Problem[];
  readonly notShown: NotShown;
  /** All of them in an audit or a check; none in a pull request. */
  readonly waivers: readonly WaiverTold[];
  /** In an audit. */
  readonly accuracy?: readonly MeasuredAccuracy[];
  /** In an audit, where the last one is known. */
  readonly since?: Since;
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

/** Every problem once, by place. */
export function allProblems(report: Report): readonly Problem[] {
  const all = [...report.problems, ...report.runs.flatMap((run) => run.problems)];
  const identity = ({ file, line, column, code, message }: Problem): string =>
    JSON.stringify([file, line, column, code, message]);
  return [...new Map(all.map((problem) => [identity(problem), problem])).values()].sort(byPlace);
}

/** Why a run has no verdict. */
export const unknownReasons = (run: RunVerdict): NonNullable<RunVerdict["unknown"]> => {
  const estimates = run.pools.flatMap(({ estimate }) => (estimate.status === "unknown" ? [estimate.reason] : []));
  return run.unknown ?? estimates.slice(0, 1);
};
