import type { ChangedFile } from "../changes/repository.ts";
import { runKey } from "../memory/run-key.ts";
import { type TrainingRun, type UnknownRun, writtenIn } from "../training/training-run.ts";
import type { TrainingRuns } from "../training/training-runs.ts";

/** A run that is not what it was. */
export interface ChangedRun {
  readonly run: TrainingRun;
  /** undefined: the config is new, or was none before. */
  readonly before: TrainingRun | undefined;
  /** A file that it is written in was edited; else one that it shares with others. */
  readonly own: boolean;
}

export interface ChangedRuns {
  readonly runs: readonly ChangedRun[];
  readonly unknown: readonly UnknownRun[];
  readonly unchanged: number;
}

/** The runs of the head that differ from the base's, by meaning: a comment or the order of keys changes nothing. */
export function changedRuns(
  head: TrainingRuns,
  base: TrainingRuns | undefined,
  changed: readonly ChangedFile[],
): ChangedRuns {
  if (base === undefined)
    return {
      runs: head.runs.map((run) => ({ run, before: undefined, own: true })),
      unknown: head.unknown,
      unchanged: 0,
    };
  const earlier = runsBefore(head.runs, base.runs, changed);
  const edited = new Set(changed.map(({ path }) => path));
  const pairs = head.runs.map(
    (run): ChangedRun => ({ run, before: earlier.get(run), own: writtenIn(run).some((file) => edited.has(file)) }),
  );
  const runs = pairs.filter((pair) => pair.before === undefined || runKey(pair.run) !== runKey(pair.before));
  const known = new Set(base.unknown.map((each) => unknownKey(each, each.place.file)));
  const unknown = head.unknown.filter((each) => !known.has(unknownKey(each, pathBefore(each.place.file, changed))));
  return { runs, unknown, unchanged: pairs.length - runs.length + head.unknown.length - unknown.length };
}

const unknownKey = ({ reasons, written }: UnknownRun, file: string): string =>
  JSON.stringify([file, reasons.map(({ code, message }) => [code, message]), written]);

/** A renamed file keeps its history. */
const pathBefore = (path: string, changed: readonly ChangedFile[]): string =>
  changed.find((each) => each.path === path)?.previousPath ?? path;

/**
 * What each run was before. A file may write many, and lines come and go: those that need the same are the same, wherever they
 * stand now; of the others in one file, those of one model, then one after the other.
 */
function runsBefore(
  head: readonly TrainingRun[],
  base: readonly TrainingRun[],
  changed: readonly ChangedFile[],
): ReadonlyMap<TrainingRun, TrainingRun> {
  const pairs = new Map<TrainingRun, TrainingRun>();
  let left = base;
  const pairBy = (now: (run: TrainingRun) => string, then: (run: TrainingRun) => string): void => {
    const waiting = new Map<string, TrainingRun[]>();
    for (const run of left) waiting.set(then(run), [...(waiting.get(then(run)) ?? []), run]);
    const taken = new Set<TrainingRun>();
    for (const run of head) {
      const before = pairs.has(run) ? undefined : waiting.get(now(run))?.shift();
      if (before === undefined) continue;
      pairs.set(run, before);
      taken.add(before);
    }
    left = left.filter((run) => !taken.has(run));
  };
  const fileNow = ({ place }: TrainingRun): string => pathBefore(place.file, changed);
  const fileThen = ({ place }: TrainingRun): string => place.file;
  const both = (...parts: readonly string[]): string => JSON.stringify(parts);
  pairBy(
    (run) => both(fileNow(run), runKey(run)),
    (run) => both(fileThen(run), runKey(run)),
  );
  pairBy(runKey, runKey);
  pairBy(
    (run) => both(fileNow(run), run.model.written),
    (run) => both(fileThen(run), run.model.written),
  );
  pairBy(fileNow, fileThen);
  return pairs;
}
