import { aligned } from "../report/aligned.ts";
import { listedRuns } from "../training/sources/listing.ts";
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
    [
      ...Object.entries(run.train)
        .filter(([key]) => key !== "model")
        .map(([key, value]) => `${key}=${String(value)}`),
      ...(run.unknown.length === 0 ? [] : [`UNKNOWN ${run.unknown.join(", ")}: ${run.why?.join(" ") ?? ""}`]),
    ].join(" "),
  ]);
  return {
    out:
      rows.length === 0 ? "No training run found.\n" : `${aligned([["WHERE", "MODEL", "TASK", "WRITTEN"], ...rows])}\n`,
    errors: [],
    exit: 0,
  };
}
