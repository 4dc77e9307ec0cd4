import type { Model, TrainArguments, TrainingRun } from "../../training/training-run.ts";
import type { PoolVerdict } from "../verdict.ts";

/** One way to change a run, not yet known to help. */
export interface Change {
  readonly run: TrainingRun;
  /** In words, with values: `batch: 16 → 8`. */
  readonly change: string;
  /** Where the change is one value of one argument. */
  readonly argument?: { readonly name: string; readonly value: string };
  /** What it does to the training. */
  readonly effect: string;
}

/** What candidates are made from. */
export interface ToChange {
  readonly run: TrainingRun;
  /** The pool that the run has to fit. */
  readonly pool: PoolVerdict["pool"];
  /** The batch that it trains at there: the written one, or AutoBatch's pick. */
  readonly batch: number;
  /** What image sizes of a model are rounded to; known to the training stage and handed in. */
  readonly strideOf: (model: Model) => number;
}

/** Candidates of one kind, the one that changes least first. */
export type Changes = (asked: ToChange) => Iterable<Change>;

export const withArguments = (run: TrainingRun, changed: Partial<TrainArguments>): TrainingRun => ({
  ...run,
  arguments: { ...run.arguments, ...changed },
});

/** The change of one argument's value. */
export const argumentChange = (name: string, from: string, to: string): Pick<Change, "change" | "argument"> => ({
  change: `${name}: ${from} → ${to}`,
  argument: { name, value: to },
});
