import type { Inputs } from "../inputs.ts";
import { commentBody } from "../report/comment.ts";
import { markerLine } from "../report/marker.ts";
import type { Report } from "../report/report.ts";

/** GitHub takes comments up to 65,536 characters, of which the body leaves this much. */
const MOST_MEASURED = 4000;

/** A report as the text of a comment or an issue, with the line by which later runs know it. */
export function signed(report: Report, { key, place }: Pick<Inputs, "key" | "place">): string {
  const { head = "", base, at } = report.provenance;
  const { run, attempt } = place;
  const based = base === undefined ? {} : { base };
  const measured = JSON.stringify(report.measured ?? []).length > MOST_MEASURED ? undefined : report.measured;
  const found = measured === undefined ? {} : { measured };
  const marker = { schema: 1, key, head, ...based, run, attempt, at, verdict: report.conclusion, ...found } as const;
  return `${markerLine(marker)}\n${commentBody(report)}`;
}
