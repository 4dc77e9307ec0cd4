import { byPlace } from "../../problem.ts";
import type { TrainingRuns } from "../training-runs.ts";

/** A run as `runs --format json` prints it. */
export interface ListedRun {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly model?: string;
  readonly task?: string;
  /** Only what is written. */
  readonly train: Readonly<Record<string, unknown>>;
  readonly classes?: number;
  readonly ultralytics?: string;
  /** Codes of the reasons why it has no estimate. */
  readonly unknown: readonly string[];
  /** The same in words; absent where it has one. */
  readonly why?: readonly string[];
}

/** Every run found, in the order of their places. */
export function listedRuns({ runs, unknown }: Pick<TrainingRuns, "runs" | "unknown">): ListedRun[] {
  const known = runs.map((run): ListedRun => {
    return {
      ...run.place,
      model: run.model.written,
      task: run.task,
      train: run.written ?? {},
      classes: run.dataset.classes,
      ultralytics: run.environment.ultralytics,
      unknown: [],
    };
  });
  const open = unknown.map(({ place, written = {}, task, reasons }): ListedRun => {
    const { model } = written;
    return {
      ...place,
      ...(typeof model === "string" && { model }),
      ...(task && { task }),
      train: written,
      unknown: [...new Set(reasons.map(({ code }) => code))],
      why: reasons.map(({ message }) => message),
    };
  });
  return [...known, ...open].sort(byPlace);
}
