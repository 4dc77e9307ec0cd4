import type { ChangedFile, Changes, Snapshot } from "./changes/repository.ts";
import { affectedConfigs } from "./changes/select.ts";
import { defaultFleet } from "./fleet/default-fleet.ts";
import type { Fleet } from "./fleet/fleet.ts";
import { limitBytes } from "./fleet/limits.ts";
import { readFleet } from "./fleet/read-fleet.ts";
import { poolsFor, ruleFor } from "./fleet/rules.ts";
import { waiverFor, waiverProblems } from "./fleet/waivers.ts";
import { published } from "./graph/models/index.ts";
import type { Estimator } from "./memory/estimate-types.ts";
import { runKey } from "./memory/run-key.ts";
import type { Problem } from "./problem.ts";
import { type FleetChange, type Provenance, type Report, worst } from "./report/report.ts";
import { type TrainingRuns, trainingRuns } from "./training/training-runs.ts";
import { mayPinVersions } from "./training/version-sources.ts";
import { findVersions } from "./training/versions.ts";
import { overall } from "./verdict/conclusion.ts";
import { configOf, type FleetRules, judgePools, judgeRun, judgeUnknown } from "./verdict/judge.ts";
import type { RunVerdict } from "./verdict/verdict.ts";

export interface RunInput {
  readonly occasion: Report["occasion"];
  readonly changes: Changes;
  /** Path of the fleet file. */
  readonly fleetFile: string;
  /** Only configs for which this holds. */
  readonly wanted?: (path: string) => boolean;
  readonly provenance: Provenance;
  readonly estimator: Estimator;
}

interface ReadFleet {
  readonly fleet: Fleet;
  readonly problems: readonly Problem[];
  readonly text: string | undefined;
}

/** The pipeline: files that matter, runs at head and base, verdicts, report. */
export async function run(input: RunInput): Promise<Report> {
  const { changes, fleetFile, estimator, provenance } = input;
  const today = provenance.at.slice(0, 10);
  // Limits, policy and waivers come from the base: a pull request can't waive itself.
  const inForce = await fleetAt(changes.base ?? changes.head, fleetFile);
  const proposed = changes.base === undefined ? inForce : await fleetAt(changes.head, fleetFile);
  const rules = rulesOf(inForce.fleet);
  const selected = await affectedConfigs(changes, {
    fleetFile,
    wanted: input.wanted,
    isDeclared: (path) => ruleFor(path, inForce.fleet) !== undefined,
  });
  const head = await runsAt(changes.head, selected.head, inForce.fleet);
  const base = changes.base === undefined ? undefined : await runsAt(changes.base, selected.base, inForce.fleet);
  const context = { rules, estimator, today };
  const pairs = head.runs.map((each) => ({
    run: each,
    before: base?.runs.find((other) => other.id === idBefore(each.id, changes.changed)),
  }));
  // By meaning, not by text: a comment or the order of keys changes nothing.
  const changed =
    base === undefined
      ? pairs
      : pairs.filter(({ run, before }) => before === undefined || runKey(run) !== runKey(before));
  const runs: RunVerdict[] = changed.map(({ run, before }) =>
    judgeRun({ run, before, problems: problemsOf(run.files, head.problems) }, context),
  );
  for (const unknown of head.unknown)
    runs.push(judgeUnknown(unknown, problemsOf(unknown.files, head.problems), context));
  const fleetProblems = [...inForce.problems, ...waiverProblems(inForce.fleet, today)];
  const broken = proposed.problems.some((problem) => problem.severity === "error");
  const told = new Set(runs.flatMap((each) => each.problems));
  const fleetChange =
    inForce.text === proposed.text
      ? undefined
      : fleetChangeOf(runs, { ...context, rules: rulesOf(proposed.fleet) }, fleetFile);
  return {
    occasion: input.occasion,
    runs,
    conclusion: broken ? "fail" : worst(runs.map((each) => each.conclusion)),
    fleet: inForce.fleet,
    ...(fleetChange === undefined ? {} : { fleetChange }),
    problems: [
      ...new Set([...fleetProblems, ...proposed.problems]),
      ...head.problems.filter(
        (problem) => !told.has(problem) && problem.severity === "error" && selected.head.includes(problem.file),
      ),
    ],
    unchanged: pairs.length - changed.length,
    provenance,
  };
}

/** Every training run of a snapshot. */
export async function runsIn(snapshot: Snapshot, fleet: Fleet): Promise<TrainingRuns> {
  const isDeclared = (path: string): boolean => ruleFor(path, fleet) !== undefined;
  const selected = await affectedConfigs({ head: snapshot }, { fleetFile: "", wanted: undefined, isDeclared });
  return runsAt(snapshot, selected.head, fleet);
}

async function fleetAt(snapshot: Snapshot, file: string): Promise<ReadFleet> {
  const text = await snapshot.read(file);
  if (text === undefined) return { fleet: defaultFleet(), problems: [], text };
  const { fleet, problems } = readFleet(file, text);
  return { fleet: fleet ?? defaultFleet(), problems, text };
}

const rulesOf = (fleet: Fleet): FleetRules => ({
  fleet,
  poolsFor: (config) => poolsFor(config, fleet),
  limitBytes,
  waiverFor: (config, pool) => waiverFor(fleet, config, pool),
});

async function runsAt(snapshot: Snapshot, configs: readonly string[], fleet: Fleet): Promise<TrainingRuns> {
  const paths = (await snapshot.list()).filter(mayPinVersions);
  const texts = async (wanted: readonly string[]) => {
    const read = await Promise.all(wanted.map(async (path) => ({ path, text: await snapshot.read(path) })));
    return read.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  };
  return trainingRuns({
    files: await texts(configs),
    isDeclared: (path) => ruleFor(path, fleet) !== undefined,
    repository: { readText: (path) => snapshot.read(path) },
    published,
    declared: { datasets: fleet.datasets, environment: fleet.environment },
    versions: findVersions(await texts(paths)),
  });
}

/** A renamed config keeps its history. */
function idBefore(id: string, changed: readonly ChangedFile[] | undefined): string {
  const [file = id, number] = id.split("#");
  const previous = changed?.find((each) => each.path === file)?.previousPath ?? file;
  return number === undefined ? previous : `${previous}#${number}`;
}

const problemsOf = (files: readonly string[], problems: readonly Problem[]): readonly Problem[] =>
  problems.filter((problem) => files.includes(problem.file));

/** What would change if the fleet file of the head were in force. */
function fleetChangeOf(
  runs: readonly RunVerdict[],
  context: Parameters<typeof judgePools>[1],
  file: string,
): FleetChange {
  const differing = runs.flatMap((each) => {
    if (each.run === undefined) return [];
    const { require } = context.rules.poolsFor(configOf(each.run));
    const then = overall(judgePools(each.run, context), require);
    return then === each.verdict ? [] : [{ id: each.id, now: each.verdict, then }];
  });
  return { file, differing };
}
