import { inGiB } from "../bytes.ts";
import type { Pool } from "../fleet/fleet.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";
import { aligned } from "./aligned.ts";
import { code } from "./escape.ts";
import { configLink, details, table } from "./markdown.ts";
import { inOrder, type Report } from "./report.ts";
import { cellText, happening, needText, percentOfLimit, phaseText, verdictText } from "./words.ts";

/** The pools of a report, those that some config requires first. */
export function poolsInOrder({ fleet, runs }: Report): readonly Pool[] {
  const required = new Set(
    runs.flatMap((run) => run.pools.filter((each) => each.required).map(({ pool }) => pool.name)),
  );
  const isRequired = ({ name }: Pool): boolean => required.has(name);
  return [...fleet.pools.filter(isRequired), ...fleet.pools.filter((pool) => !isRequired(pool))];
}

/** Every config on every pool: the share of the pool's limit that it needs, when, and what happens. Empty where there is one pool only. */
export function matrix(report: Report, rows: number, open = false): string {
  const runs = inOrder(report.runs).filter((run) => run.pools.length > 0);
  const pools = poolsInOrder(report);
  if (pools.length < 2 || runs.length === 0) return "";
  const head = ["Config", ...pools.map(({ name }) => code(name))];
  const body = runs.slice(0, rows).map((run) => [configLink(report, run), ...pools.map(({ name }) => cell(run, name))]);
  const rest = runs.length > rows ? `\n\n${runs.length - rows} more are not shown here.` : "";
  return details(
    "<b>Every config on every pool</b>",
    `${table([head, ...body])}\n\nShare of the pool's limit, and where the peak lies. ${limits(runs)}${rest}`,
    open,
  );
}

function cell(run: RunVerdict, name: string): string {
  const found = run.pools.find(({ pool }) => pool.name === name);
  if (found === undefined) return "–";
  return found.required ? `${cellText(found)} **required**` : cellText(found);
}

function limits([first]: readonly RunVerdict[]): string {
  const each = first?.pools.map(({ pool, limitBytes }) => `${code(pool.name)} ${inGiB(limitBytes)}`) ?? [];
  return `Limits in GiB: ${each.join(", ")}.`;
}

/** The same for a terminal, one line a config and pool: required pools first, the phase of the peak, and what happens. */
export function matrixText(report: Report): string {
  const pool = report.fleet.file === undefined ? "GPU" : "POOL";
  const head = ["CONFIG", pool, "REQUIRED", "NEEDS GiB", "LIMIT", "VERDICT", "", "PEAK IN"];
  const rows = inOrder(report.runs).flatMap((run) => {
    if (run.pools.length === 0) return [[run.id, "", "", "", "", run.verdict, "", ""]];
    return run.pools.map((each, index) => [index === 0 ? run.id : "", ...line(run, each)]);
  });
  return aligned([head, ...rows], [3, 4, 6]);
}

function line(run: RunVerdict, pool: PoolVerdict): readonly string[] {
  const what = happening(pool.outcome);
  const { estimate } = pool;
  const peak = estimate.status === "estimated" ? phaseText(estimate.peakPhase) : estimate.reason.code;
  return [
    pool.pool.name,
    pool.required ? run.require : "",
    needText(pool),
    inGiB(pool.limitBytes),
    verdictText(run, pool),
    percentOfLimit(pool),
    what === undefined ? peak : `${peak}; ${what}`,
  ];
}
