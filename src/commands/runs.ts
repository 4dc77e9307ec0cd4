import { aligned } from "../report/aligned.ts";
import { type ListedRun, listedRuns } from "../training/sources/listing.ts";
import type { TrainingRuns } from "../training/training-runs.ts";
import type { Answer } from "./answer.ts";

/** `runs`: every training run found, with the place where it is written. */
export function listRuns(found: TrainingRuns, format: "text" | "json"): Answer {
  const all = listedRuns(found);
  if (format === "json") return { out: `${JSON.stringify(all, null, 2)}\n`, errors: [], exit: 0 };
  const rows = all.map((run) => [
    `${run.file}:${run.line}:${run.column}`,
    run.model ?? "",
    run.task ?? "",
    writtenText(run),
  ]);
  return {
    out:
      rows.length === 0 ? "No training run found.\n" : `${aligned([["WHERE", "MODEL", "TASK", "WRITTEN"], ...rows])}\n`,
    errors: [],
    exit: 0,
  };
}

function writtenText({ train, unknown }: ListedRun): string {
  const written = Object.entries(train).flatMap(([key, value]) => (key === "model" ? [] : [`${key}=${String(value)}`]));
  return [...written, ...unknown.map((reason) => `UNKNOWN ${reason}`)].join(" ");
}
