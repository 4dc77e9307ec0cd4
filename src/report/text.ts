import { formatGiB, inGiB } from "../bytes.ts";
import { problemText } from "../problem.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { aligned } from "./aligned.ts";
import { assumed, notChecked, notRead } from "./assumptions.ts";
import { breakdownRows } from "./breakdown.ts";
import { calibrationLines } from "./calibration.ts";
import { poolBefore } from "./config-table.ts";
import { printable } from "./escape.ts";
import { fleetChangeText } from "./fleet-line.ts";
import { headline } from "./headline.ts";
import { ledgerText } from "./ledger.ts";
import { matrixText } from "./matrix.ts";
import { allProblems, inOrder, type Report, unknownReasons } from "./report.ts";
import { sinceText } from "./since.ts";
import { smallerText } from "./smaller.ts";
import { waiversText } from "./waivers.ts";
import {
  changeText,
  checkpointedText,
  happening,
  lapsed,
  missOf,
  NO_FIX,
  needText,
  percentOfLimit,
  phaseText,
  runText,
  shownPool,
  signedGiB,
  verdictText,
  withoutBackticks,
} from "./words.ts";

/** The report for a terminal. */
export function reportText(report: Report): string {
  const runs = inOrder(report.runs);
  const parts = [
    `GPU memory: ${headline(report)}.`,
    fleetChangeText(report),
    runs.length === 0 ? "" : report.occasion === "audit" ? matrixText(report) : configs(report, runs),
    ...runs.map((run) => failing(run, report.provenance.at.slice(0, 10))),
    ...runs.map(tight),
    runs.flatMap(unknown).join("\n"),
    smallerText(report),
    sinceText(report),
    waiversText(report),
    ...checked(report),
    ...section("Calibrated", calibrationLines(runs).map(withoutBackticks)),
    ...section("Assumed", assumed(runs).map(withoutBackticks)),
    ...notChecked(report),
    ...notRead(report),
    report.baseFleetBroken
      ? `The base's ${report.fleetFile} can't be read: judged by common GPUs, which never fails, until this change is merged.`
      : "",
    report.fleet.file === undefined && !report.fleetBroken && !report.baseFleetBroken
      ? `No fleet file: judged by common GPUs, which never fails. Declare yours in ${report.fleetFile}.`
      : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Every problem of the report, one a line: `file:line:column: error: ...`. */
export const problemLines = (report: Report): readonly string[] =>
  allProblems(report).map((problem) => printable(problemText(problem)));

/** In an audit: predictions that were checked on the pools' own GPUs. */
function checked({ occasion, fleet }: Report): readonly string[] {
  const told = occasion === "audit" ? ledgerText(fleet) : "";
  return told === "" ? [] : [`Checked on the pools' own GPUs:\n${told}`];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  - ${printable(line)}`).join("\n")}`];

function configs(report: Report, runs: readonly RunVerdict[]): string {
  const head = ["CONFIG", report.fleet.file === undefined ? "GPU" : "POOL", "NEEDS GiB", "LIMIT", "VERDICT", ""];
  return aligned([head, ...runs.flatMap(rowsOf)], [2, 3, 5]);
}

/** The pools that decide; where none is required, the one to speak about. */
function rowsOf(run: RunVerdict): readonly (readonly string[])[] {
  const shown = shownPool(run);
  const pools = run.pools.filter((pool) => pool.required || pool === shown);
  if (pools.length === 0) return [[run.id, "", "", "", run.verdict, ""]];
  return pools.map((pool, index) => [
    index === 0 ? run.id : "",
    pool.pool.name,
    needText(pool),
    inGiB(pool.limitBytes),
    verdictText(run, pool),
    percentOfLimit(pool),
  ]);
}

function failing(run: RunVerdict, today: string): string {
  const pool = shownPool(run);
  if (pool === undefined || run.verdict !== "DOES NOT FIT") return "";
  const what = happening(pool.outcome);
  const past = lapsed(pool, today);
  const peak = pool.estimate.status === "estimated" ? `, in ${phaseText(pool.estimate.peakPhase)}` : "";
  const before = poolBefore(run, pool);
  const rows = breakdownRows(pool, before).map((row) => [
    `    ${row.name}`,
    inGiB(row.after),
    row.before === undefined ? "" : signedGiB(row.after - row.before),
  ]);
  return [
    `${printable(run.id)} ${printable(withoutBackticks(missOf(pool)))}${what === undefined ? "." : `; it ${what}.`}`,
    `  ${printable(runText(run))}`,
    ...(past === undefined ? [] : [`  ${printable(withoutBackticks(past))}`]),
    ...causes(run),
    `  Where it goes at the peak${peak}, GiB:`,
    aligned(rows, [1, 2]),
    ...advice(run),
    ...(run.checkpointed === undefined ? [] : [`  ${printable(withoutBackticks(checkpointedText(run.checkpointed)))}`]),
  ].join("\n");
}

/** A run that fits only tightly: how, what changed, and what would give it room where the policy asks for that. */
function tight(run: RunVerdict): string {
  const pool = shownPool(run);
  if (pool === undefined || run.verdict !== "TIGHT") return "";
  const how = `${printable(run.id)} ${printable(withoutBackticks(missOf(pool)))}.`;
  return [how, `  ${printable(runText(run))}`, ...causes(run), ...advice(run)].join("\n");
}

function causes({ causes: all }: RunVerdict): readonly string[] {
  if (all.length === 0) return [];
  const lines = all.map((cause) => {
    const growth = cause.growthBytes === undefined ? "" : `: ${signedGiB(cause.growthBytes)}`;
    return `    ${printable(withoutBackticks(changeText(cause)))}${growth}`;
  });
  return [all.length === 1 ? "  Changed:" : "  Changed, each alone:", ...lines];
}

function advice({ advice: all, verdict }: RunVerdict): readonly string[] {
  if (all.length === 0) return verdict === "DOES NOT FIT" ? [`  ${NO_FIX}`] : [];
  const lines = all.map(
    ({ change, needBytes, limitBytes, pool, effect }) =>
      `    ${printable(change)}: ${formatGiB(needBytes)} of ${formatGiB(limitBytes)} on ${printable(pool.name)}; ${effect}`,
  );
  return [all.length === 1 ? "  This makes it fit:" : "  Any one of these makes it fit:", ...lines];
}

const unknown = (run: RunVerdict): readonly string[] =>
  run.verdict === "UNKNOWN"
    ? unknownReasons(run).map(({ code, message, remedy }) =>
        printable(`${run.id}: UNKNOWN, ${code}: ${withoutBackticks(message)} ${withoutBackticks(remedy ?? "")}`.trim()),
      )
    : [];
