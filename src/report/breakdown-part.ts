import type { RunVerdict } from "../verdict/verdict.ts";
import { breakdownTable } from "./breakdown.ts";
import { memoryChart } from "./chart.ts";
import { poolBefore } from "./config-table.ts";
import { htmlCode } from "./escape.ts";
import { details } from "./markdown.ts";
import { phaseText, runText, shownPool } from "./words.ts";

/** What of a breakdown is unfolded from the start. */
export interface Unfolded {
  readonly table: boolean;
  readonly chart: boolean;
}

/** Where the memory of a config goes at its peak, before and after. */
export function breakdownPart(run: RunVerdict, open: Unfolded): string {
  const pool = shownPool(run);
  if (pool === undefined || pool.estimate.status !== "estimated") return "";
  const title = `<b>Where the memory goes</b>: ${htmlCode(run.id)} on ${htmlCode(pool.pool.name)} (${htmlCode(runText(run))})`;
  const peak = `At the peak, in ${phaseText(pool.estimate.peakPhase)}; GiB.`;
  const before = poolBefore(run, pool);
  const chart = memoryChart(pool, before);
  // The table carries the message: Mermaid is drawn neither in mails nor in GitHub's mobile app.
  const drawn = chart === "" ? [] : [details("As a picture, with the limit", chart, open.chart)];
  return details(title, [peak, breakdownTable(pool, before), ...drawn].join("\n\n"), open.table);
}
