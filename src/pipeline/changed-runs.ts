import type { ChangedFile } from "../changes/repository.ts";
import { runKey } from "../memory/run-key.ts";
import type { TrainingRun, UnknownRun } from "../training/training-run.ts";
import type { TrainingRuns } from "../training/training-runs.ts";

/** A run that is not what it was. */
export interface ChangedRun {
  readonly run: TrainingRun;
  /** undefined: the config is new, or was none before. */
  readonly before: TrainingRun | undefined;
  /** Its own file was edited; else a file that it shares with others. */
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
  const before = new Map(base.runs.map((run) => [run.id, run]));
  const edited = new Set(changed.map(({ path }) => path));
  const pairs = head.runs.map(
    (run): ChangedRun => ({
      run,
      before: before.get(idBefore(run.id, changed)),
      own: edited.has(run.place.file),
    }),
  );
  const runs = pairs.filter((pair) => pair.before === undefined || runKey(pair.run) !== runKey(pair.before));
  const known = new Set(base.unknown.map(reasonsKey));
  const unknown = head.unknown.filter(
    (each) => each.files.some((file) => edited.has(file)) || !known.has(reasonsKey(each)),
  );
  return { runs, unknown, unchanged: pairs.length - runs.length + head.unknown.length - unknown.length };
}

const reasonsKey = ({ id, reasons }: UnknownRun): string =>
  JSON.stringify([id, reasons.map(({ code, message }) => [code, message])]);

/** A renamed config keeps its history. */
function idBefore(id: string, changed: readonly ChangedFile[]): string {
  const [, file = id, number = ""] = /^(.*?)(#\d+)?$/s.exec(id) ?? [];
  return `${changed.find((each) => each.path === file)?.previousPath ?? file}${number}`;
}
