import type { TrainArguments, TrainingRun } from "../../training/training-run.ts";

/** One way to change a run, not yet known to help. */
export interface Change {
  readonly run: TrainingRun;
  /** In words, with values: `batch: 16 → 8`. */
  readonly change: string;
  readonly argument?: { readonly name: string; readonly value: string };
  /** What it does to the training. */
  readonly effect: string;
}

/** Candidates of one kind, the one that changes least first. */
export type Changes = (run: TrainingRun) => Iterable<Change>;

export const withArguments = (run: TrainingRun, changed: Partial<TrainArguments>): TrainingRun => ({
  ...run,
  arguments: { ...run.arguments, ...changed },
});
