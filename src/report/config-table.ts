import { inGiB } from "../bytes.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";
import { code } from "./escape.ts";
import { type Alignment, configLink, table } from "./markdown.ts";
import { measuredNeed } from "./measured.ts";
import type { Report } from "./report.ts";
import { needText, percentOfLimit, SIGN, shownPool } from "./words.ts";

interface Column {
  readonly head: string;
  readonly align: Alignment;
  readonly cell: (run: RunVerdict) => string;
}

/** What the run needed on a pool at the merge base. */
export const poolBefore = (run: RunVerdict, pool: PoolVerdict | undefined): PoolVerdict | undefined =>
  run.before?.pools.find((each) => each.pool.name === pool?.pool.name);

function poolName(run: RunVerdict): string {
  const pool = shownPool(run);
  return pool === undefined ? "–" : code(pool.pool.name);
}

function need(report: Report, run: RunVerdict): string {
  const pool = shownPool(run);
  if (pool === undefined) return "–";
  const predicted = pool.verdict === "DOES NOT FIT" ? `**${needText(pool)}**` : needText(pool);
  const measured = measuredNeed(report, run, pool);
  return measured === undefined ? predicted : `${predicted}, measured ${measured}`;
}

function before(run: RunVerdict): string {
  const pool = poolBefore(run, shownPool(run));
  return pool?.needBytes === undefined ? "–" : inGiB(pool.needBytes);
}

function limit(run: RunVerdict): string {
  const pool = shownPool(run);
  return pool === undefined ? "–" : inGiB(pool.limitBytes);
}

function result(run: RunVerdict): string {
  const pool = shownPool(run);
  const share = pool?.needBytes === undefined ? "" : ` (${percentOfLimit(pool)})`;
  const waived = run.verdict === "DOES NOT FIT" && run.waived ? ", waived" : "";
  return `${SIGN[run.verdict]} ${run.verdict}${share}${waived}`;
}

/** One row a config, in the order given. */
export function configTable(report: Report, runs: readonly RunVerdict[]): string {
  const compares = runs.some((run) => run.before !== undefined);
  const isNew = (run: RunVerdict): boolean => compares && run.before === undefined && run.run !== undefined;
  const columns: Column[] = [
    { head: "Config", align: "l", cell: (run) => `${configLink(report, run)}${isNew(run) ? " (new)" : ""}` },
    {
      head: report.fleet.file === undefined ? "GPU" : "Pool",
      align: "l",
      cell: poolName,
    },
    ...(compares ? [{ head: "Before", align: "r", cell: before } as const] : []),
    { head: compares ? "After" : "Needs", align: "r", cell: (run) => need(report, run) },
    { head: "Limit", align: "r", cell: limit },
    { head: "Result", align: "l", cell: result },
  ];
  return table(
    [columns.map(({ head }) => head), ...runs.map((run) => columns.map(({ cell }) => cell(run)))],
    columns.map(({ align }) => align),
  );
}
