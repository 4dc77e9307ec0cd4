import type { SelectionRules } from "./changes/may-hold-runs.ts";
import type { Changes, Snapshot } from "./changes/repository.ts";
import type { Fleet } from "./fleet/fleet.ts";
import { onlyPools } from "./fleet/only-pools.ts";
import { ruleFor } from "./fleet/rules.ts";
import { measurementsFileOf } from "./measurements/measurement.ts";
import type { Estimator } from "./memory/estimate-types.ts";
import { measuredAccuracy } from "./memory/interval.ts";
import { changedRuns } from "./pipeline/changed-runs.ts";
import { concernsRuns } from "./pipeline/concerns-runs.ts";
import { fleetChange } from "./pipeline/fleet-change.ts";
import { moved } from "./pipeline/moved.ts";
import { reportProblems } from "./pipeline/problems.ts";
import { type FleetAt, fleetAt, rulesOf, runsAt, type Search } from "./pipeline/side.ts";
import { unreadFiles } from "./pipeline/unread.ts";
import { waiversTold } from "./pipeline/waivers-told.ts";
import { type Provenance, type Report, worst } from "./report/report.ts";
import { strideOf } from "./training/model-stride.ts";
import type { FoundRuns } from "./training/sources/find-runs.ts";
import { type TrainingRun, type UnknownRun, writtenIn } from "./training/training-run.ts";
import { judgeRun, judgeUnknown } from "./verdict/judge.ts";

export interface RunInput {
  readonly occasion: Report["occasion"];
  readonly changes: Changes;
  /** Path of the fleet file. */
  readonly fleetFile: string;
  /** Only configs for which this holds. */
  readonly wanted?: (path: string) => boolean;
  /** Whether code blocks of READMEs are read too. */
  readonly readmes?: boolean | undefined;
  /** Names of the only pools to judge by; empty or absent: every pool. Throws `UnknownPool` where the fleet lacks one. */
  readonly pools?: readonly string[];
  /** Whether cheaper pools are looked for that runs would fit too. */
  readonly rightSize?: boolean;
  /** Told after each run that was judged. */
  readonly progress?: (done: number, of: number) => void;
  readonly provenance: Provenance;
  readonly estimator: Estimator;
}

const NO_RUNS: FoundRuns = { runs: [], unknown: [], problems: [], skipped: [], looked: [], notRead: [] };

/** The pipeline: files that matter, runs at head and base, verdicts, report. */
export async function run(input: RunInput): Promise<Report> {
  const { changes, fleetFile, estimator, provenance } = input;
  const { head: headFiles, base: baseFiles, changed } = changes;
  const today = provenance.at.slice(0, 10);
  // Limits, policy and waivers come from the base: a pull request can't waive itself.
  const fleetOf = async (files: Snapshot): Promise<FleetAt> => {
    const found = await fleetAt(files, fleetFile);
    return found.broken ? found : { ...found, fleet: onlyPools(found.fleet, input.pools ?? []) };
  };
  const inForce = await fleetOf(baseFiles ?? headFiles);
  const proposed = baseFiles === undefined ? inForce : await fleetOf(headFiles);
  const { fleet } = inForce;
  const context = { rules: rulesOf(fleet), estimator, strideOf, today, rightSize: input.rightSize ?? false };

  // Where nothing changed that a run may rest on, nothing is read.
  const looks = changed === undefined || changed.some((file) => concernsRuns(file, input));
  const found = async (snapshot: Snapshot, by: FleetAt): Promise<FoundRuns> =>
    looks
      ? runsIn(snapshot, { inForce: by, fleetFile, changed: changed ?? [], readmes: input.readmes }, input.wanted)
      : NO_RUNS;
  const head = await found(headFiles, inForce);
  const base = baseFiles && (await found(baseFiles, inForce));
  const { runs: affected, unknown, unchanged } = changedRuns(head, base, changed ?? []);

  const unread = await unreadFiles(changes, selectionRules(fleet, input));
  const problemsOf = (files: readonly string[]) => head.problems.filter(({ file }) => files.includes(file));
  const judged = affected.map(({ run, before, own }, index) => {
    const verdict = judgeRun({ run, before, problems: problemsOf(run.files) }, context);
    input.progress?.(index + 1, affected.length);
    return { verdict, shown: own || moved(verdict) };
  });
  const runs = [
    ...judged.filter(({ shown }) => shown).map(({ verdict }) => verdict),
    ...[...unknown, ...unread.unknown].map((each) => judgeUnknown(each, problemsOf(each.files), context)),
  ];
  const complete = input.wanted === undefined && head.notRead.length === 0;
  const problems = reportProblems({ inForce, proposed, head, runs, changed, complete, today });
  const change =
    (inForce.text === proposed.text && inForce.measured === proposed.measured) || proposed.broken
      ? {}
      : {
          fleetChange: fleetChange(
            { found: head, context },
            {
              found: await found(headFiles, proposed),
              context: { ...context, rules: rulesOf(proposed.fleet) },
            },
            inForce.text === proposed.text
              ? { file: measurementsFileOf(fleetFile), isMeasured: true }
              : { file: fleetFile, isMeasured: false },
          ),
        };
  const fails = proposed.broken || problems.some(({ code }) => code === "waiver-expired");
  return {
    occasion: input.occasion,
    runs,
    conclusion: fails ? "fail" : worst(runs.map(({ conclusion }) => conclusion)),
    fleet,
    fleetFile,
    fleetBroken: proposed.broken,
    baseFleetBroken: inForce.broken && !proposed.broken,
    ...change,
    problems: [...problems, ...unread.warnings],
    notShown: {
      unchanged,
      unmoved: judged.length - judged.filter(({ shown }) => shown).length,
      ...(head.notRead.length > 0 && { notRead: head.notRead.length }),
      ...(base !== undefined && base.notRead.length > 0 && { notCompared: base.notRead.length }),
    },
    ...(input.occasion === "audit" ? { accuracy: measuredAccuracy() } : {}),
    waivers: changed === undefined ? waiversTold(fleet, runs, today) : [],
    provenance,
  };
}

const selectionRules = (fleet: Fleet, { wanted }: RunInput): SelectionRules => ({
  wanted,
  isDeclared: (path) => ruleFor(path, fleet) !== undefined,
});

/** Every training run of a snapshot, or those that are written in a file for which `wanted` holds. */
export async function runsIn(
  snapshot: Snapshot,
  search: Search,
  wanted: (path: string) => boolean = () => true,
): Promise<FoundRuns> {
  const found = await runsAt(snapshot, search);
  const isWanted = (run: TrainingRun | UnknownRun): boolean => writtenIn(run).some(wanted);
  const all = [...found.runs, ...found.unknown];
  const filesOf = (runs: typeof all) => new Set(runs.flatMap(({ files }) => files));
  const [kept, left] = [filesOf(all.filter(isWanted)), filesOf(all.filter((run) => !isWanted(run)))];
  return {
    ...found,
    runs: found.runs.filter(isWanted),
    unknown: found.unknown.filter(isWanted),
    problems: found.problems.filter(({ file }) => kept.has(file) || !left.has(file)),
  };
}
