import { formatGiB, inGiB } from "../bytes.ts";
import { type Problem, problemText } from "../problem.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { breakdownRows } from "./breakdown.ts";
import { inOrder, type Report } from "./report.ts";
import { happening, headline, missOf, needText, percentOfLimit, runText, shownPool } from "./words.ts";

/** Columns padded to their widest cell; numbers to the right. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  const pad = (cell: string, column: number): string => {
    const space = " ".repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length));
    return right.includes(column) ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function rowsOf(run: RunVerdict): readonly (readonly string[])[] {
  if (run.pools.length === 0) return [[run.id, "", "", "", run.verdict, ""]];
  const shown = shownPool(run);
  const pools = run.pools.filter((pool) => pool.required || pool === shown);
  return pools.map((pool, index) => [
    index === 0 ? run.id : "",
    pool.pool.name,
    needText(pool),
    inGiB(pool.limitBytes),
    pool.verdict,
    percentOfLimit(pool),
  ]);
}

function failing(run: RunVerdict): string {
  const pool = shownPool(run);
  if (pool === undefined || pool.verdict !== "DOES NOT FIT") return "";
  const what = happening(pool.outcome);
  const lines = [`${run.id} ${missOf(pool)}${what === undefined ? "." : `; it ${what}.`}`, `  ${runText(run)}`];
  const rows = breakdownRows(pool, undefined).map((row) => [`    ${row.name}`, inGiB(row.after)]);
  const peak = pool.estimate.status === "estimated" ? ` (peak in ${pool.estimate.peakPhase})` : "";
  lines.push(`  Where it goes, GiB${peak}:`, aligned(rows, [1]));
  if (run.advice.length > 0) lines.push("  Any one of these makes it fit:");
  for (const advice of run.advice)
    lines.push(
      `    ${advice.change}: ${formatGiB(advice.needBytes)} of ${formatGiB(advice.limitBytes)} on ${advice.pool.name}; ${advice.effect}`,
    );
  return lines.join("\n");
}

function unknown(run: RunVerdict): string {
  const first = shownPool(run)?.estimate;
  const reasons = run.unknown ?? (first?.status === "unknown" ? [first.reason] : []);
  return reasons
    .map((reason) => `${run.id}: UNKNOWN, ${reason.code}: ${reason.message} ${reason.remedy ?? ""}`.trim())
    .join("\n");
}

/** The report for a terminal. */
export function reportText(report: Report): string {
  const runs = inOrder(report.runs);
  const table =
    runs.length === 0
      ? ""
      : aligned(
          [
            ["CONFIG", report.fleet.file === undefined ? "GPU" : "POOL", "NEEDS GiB", "LIMIT", "VERDICT", ""],
            ...runs.flatMap(rowsOf),
          ],
          [2, 3, 5],
        );
  const head = headline(report);
  const assumed = [
    ...new Set(runs.flatMap((run) => run.run?.assumptions.map((assumption) => `  - ${assumption.text}`) ?? [])),
  ];
  const parts = [
    `GPU memory: ${head}.`,
    table,
    ...runs.map(failing),
    ...runs.filter((run) => run.verdict === "UNKNOWN").map(unknown),
    assumed.length === 0 ? "" : `Assumed:\n${assumed.join("\n")}`,
    report.fleet.file === undefined
      ? "No fleet file: judged by common GPUs, which never fails. Declare yours in .github/gpu-fleet.yml."
      : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Every problem of the report, one a line. */
export const problemLines = (report: Report): readonly string[] => allProblems(report).map(problemText);

export const allProblems = (report: Report): readonly Problem[] => [
  ...new Set([...report.problems, ...report.runs.flatMap((run) => run.problems)]),
];
