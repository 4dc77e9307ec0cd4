import { aligned } from "../report/aligned.ts";
import type { TrainingRun, UnknownRun } from "../training/training-run.ts";
import type { TrainingRuns } from "../training/training-runs.ts";
import type { Answer } from "./answer.ts";

interface Listed {
  readonly file: string;
  readonly line: number;
  readonly model?: string;
  readonly task?: string;
  /** Only what is written. */
  readonly train: Readonly<Record<string, unknown>>;
  readonly classes?: number;
  readonly ultralytics?: string;
  readonly unknown?: readonly string[];
}

const listedRun = (run: TrainingRun): Listed => ({
  file: run.place.file,
  line: run.place.line,
  model: run.model.written,
  task: run.task,
  train: run.written ?? {},
  classes: run.dataset.classes,
  ultralytics: run.environment.ultralytics,
});

const listedUnknown = (unknown: UnknownRun): Listed => ({
  file: unknown.place.file,
  line: unknown.place.line,
  train: {},
  unknown: unknown.reasons.map(({ code, message }) => `${code}: ${message}`),
});

/** `runs`: every training run found, with the place where it is written. */
export function listRuns(found: TrainingRuns, format: "text" | "json"): Answer {
  const all = [...found.runs.map(listedRun), ...found.unknown.map(listedUnknown)];
  if (format === "json") return { out: `${JSON.stringify(all, null, 2)}\n`, errors: [], exit: 0 };
  const rows = all.map((run) => [
    `${run.file}:${run.line}`,
    run.model ?? "",
    run.task ?? "",
    run.unknown === undefined
      ? Object.entries(run.train)
          .filter(([key]) => key !== "model")
          .map(([key, value]) => `${key}=${String(value)}`)
          .join(" ")
      : `UNKNOWN ${run.unknown.join(" ")}`,
  ]);
  return {
    out:
      rows.length === 0 ? "No training run found.\n" : `${aligned([["WHERE", "MODEL", "TASK", "WRITTEN"], ...rows])}\n`,
    errors: [],
    exit: 0,
  };
}
