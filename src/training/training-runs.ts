import type { Problem } from "../problem.ts";
import type { TrainingRun, UnknownRun } from "./training-run.ts";

/** What was found in the files of a repository. */
export interface TrainingRuns {
  readonly runs: readonly TrainingRun[];
  /** Configs that were found but can't be made into runs. */
  readonly unknown: readonly UnknownRun[];
  /** Every mistake and warning, by place, each once. */
  readonly problems: readonly Problem[];
  /** Files that are no train configs, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}
