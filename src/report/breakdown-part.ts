import type { RunVerdict } from "../verdict/verdict.ts";
import { breakdownTable } from "./breakdown.ts";
import { poolBefore } from "./config-table.ts";
import { htmlCode } from "./escape.ts";
import { details } from "./markdown.ts";
import { phaseText, runText, shownPool } from "./words.ts";

/** Where the memory of a config goes at its peak, before and after. */
export function breakdownPart(run: RunVerdict, open: boolean): string {
  const pool = shownPool(run);
  if (pool === undefined || pool.estimate.status !== "estimated") return "";
  const title = `<b>Where the memory goes</b>: ${htmlCode(run.id)} on ${htmlCode(pool.pool.name)} (${htmlCode(runText(run))})`;
  const peak = `At the peak, in ${phaseText(pool.estimate.peakPhase)}; GiB.`;
  return details(title, `${peak}\n\n${breakdownTable(pool, poolBefore(run, pool))}`, open);
}
