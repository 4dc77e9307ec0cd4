import type { ChangedFile } from "../changes/repository.ts";
import type { Waiver } from "../fleet/fleet.ts";
import { ruleProblems } from "../fleet/rule-problems.ts";
import { waiverMatches, waiverProblems } from "../fleet/waivers.ts";
import { buildGraph } from "../graph/build.ts";
import { modelProblems } from "../graph/problems.ts";
import type { Problem } from "../problem.ts";
import type { TrainingRuns } from "../training/training-runs.ts";
import { configOf } from "../verdict/judge.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import type { FleetAt } from "./side.ts";

export interface ProblemsInput {
  readonly inForce: FleetAt;
  readonly proposed: FleetAt;
  readonly head: TrainingRuns;
  readonly runs: readonly RunVerdict[];
  /** undefined: everything is looked at. */
  readonly changed: readonly ChangedFile[] | undefined;
  /** Whether every config of the repository is among the head's runs. */
  readonly complete: boolean;
  readonly today: string;
}

/** What there is to say beside the runs: of the fleet file, its rules and waivers, and of files that gave no run. */
export function reportProblems(input: ProblemsInput): readonly Problem[] {
  const { proposed, head, runs, changed, complete, today } = input;
  const told = new Set(runs.flatMap((run) => run.problems));
  const concerns = (file: string): boolean => changed === undefined || changed.some(({ path }) => path === file);
  const configs = [...head.runs, ...head.unknown].map(configOf);
  const looksAtRules = complete && (changed === undefined || input.inForce.text !== proposed.text);
  return [
    ...proposed.problems.filter(({ file }) => changed === undefined || proposed.broken || concerns(file)),
    ...(looksAtRules ? ruleProblems(proposed.fleet, configs) : []),
    ...waiverProblems({ ...proposed.fleet, waivers: standingWaivers(input) }, today),
    ...head.problems.filter((problem) => !told.has(problem) && concerns(problem.file)),
    ...modelMistakes(runs),
  ];
}

/** All mistakes of the model files of runs that can't be predicted, each once though several configs use the file. */
function modelMistakes(runs: readonly RunVerdict[]): readonly Problem[] {
  const found = runs.flatMap(({ run, verdict }) =>
    run === undefined || verdict !== "UNKNOWN" ? [] : modelProblems(buildGraph(run.model, run.dataset.classes)),
  );
  return [...new Map(found.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/**
 * The waivers that are in force and stay: whoever removes an expired one must not be failed by it. In a pull request only
 * those of configs that it changes; the audit looks at all.
 */
function standingWaivers({ inForce, proposed, runs, changed }: ProblemsInput): readonly Waiver[] {
  const same = (a: Waiver, b: Waiver): boolean => a.config === b.config && a.pool === b.pool && a.until === b.until;
  return proposed.fleet.waivers.filter(
    (waiver) =>
      inForce.fleet.waivers.some((each) => same(each, waiver)) &&
      (changed === undefined || runs.some(({ files }) => waiverMatches(waiver, files))),
  );
}
