import { aligned } from "../report/aligned.ts";
import { lookedAt } from "../training/sources/explain.ts";
import type { FoundRuns } from "../training/sources/find-runs.ts";

/** `check --explain-discovery`: every file that was looked at, each with the runs in it, or why there are none. */
export function discoveryText(found: FoundRuns): string {
  const looked = lookedAt(found);
  const rows = looked.flatMap(({ path, findings }) => findings.map((finding, at) => [at === 0 ? path : "", finding]));
  const count = `${looked.length} ${looked.length === 1 ? "file was" : "files were"} looked at for training runs.`;
  return rows.length === 0 ? `${count}\n` : `${aligned([["LOOKED AT", "FOUND"], ...rows])}\n${count}\n`;
}
