import { bytes, formatGiB } from "../bytes.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { type Accuracy, accuracyOf, type Check, ledgerOf, type PoolLedger } from "../measurements/ledger.ts";
import { aligned } from "./aligned.ts";
import { code, printable } from "./escape.ts";
import { table } from "./markdown.ts";

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
const signed = (share: number): string => `${share < 0 ? "−" : "+"}${percent(Math.abs(share))}`;
const counted = (n: number): string => (n === 1 ? "1 run" : `${n} runs`);

/** All checks of a fleet's pools. */
const allChecks = (fleet: Fleet): readonly Check[] => ledgerOf(fleet).flatMap(({ checks }) => checks);

/** `last 12 runs measured here: off by 1.3 % in the median`; empty where none was. */
export function ledgerPhrase(fleet: Fleet): string {
  const { checks, medianError } = accuracyOf(allChecks(fleet));
  if (checks === 0) return "";
  return `${checks === 1 ? "" : "last "}${counted(checks)} measured here: off by ${percent(medianError)} in the median`;
}

const HEAD = ["Pool", "Runs", "Median error", "Largest error", "Within the interval"];

function summaryRow({ pool, checks }: PoolLedger): readonly string[] {
  const { checks: runs, medianError, worstError, inside } = accuracyOf(checks);
  return [pool, String(runs), percent(medianError), signed(worstError), `${inside} of ${runs}`];
}

/** Predictions that were checked on the pools' own GPUs, one row a pool. Markdown; empty where none was. */
export function ledgerTable(fleet: Fleet): string {
  const rows = ledgerOf(fleet).map(summaryRow);
  if (rows.length === 0) return "";
  return table([HEAD, ...rows.map(([pool = "", ...cells]) => [code(pool), ...cells])]);
}

/** The same for a terminal, with the checks themselves. */
export function ledgerText(fleet: Fleet): string {
  const ledgers = ledgerOf(fleet);
  if (ledgers.length === 0) return "";
  const rows = ledgers.flatMap(({ pool, checks }) => checks.map((check) => checkRow(pool, check)));
  const summary = aligned([HEAD.map((head) => head.toUpperCase()), ...ledgers.map(summaryRow)], [1, 2, 3, 4]);
  const head = ["POOL", "DATE", "RUN", "PREDICTED", "MEASURED", "ERROR", ""];
  return `${summary}\n\n${aligned([head, ...rows], [3, 4, 5])}`;
}

const checkRow = (pool: string, check: Check): readonly string[] => [
  pool,
  check.date,
  printable(check.run),
  formatGiB(bytes(check.predictedBytes)),
  formatGiB(bytes(check.measuredBytes)),
  signed(check.error),
  check.inside ? "" : "beyond the interval",
];

/** What a badge of shields.io says (shields.io/badges/endpoint-badge). */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** The accuracy of a fleet's predictions as a badge. */
export function ledgerBadge(fleet: Fleet): Badge {
  const accuracy = accuracyOf(allChecks(fleet));
  const { checks, medianError } = accuracy;
  const message = checks === 0 ? "never checked" : `off by ${percent(medianError)} in ${counted(checks)}`;
  return { schemaVersion: 1, label: "GPU memory", message, color: colorOf(accuracy) };
}

/** Intervals are made to hold 95 of 100 runs, and one alone proves nothing. */
function colorOf({ checks, inside }: Accuracy): string {
  if (checks === 0) return "lightgrey";
  const outside = checks - inside;
  if (outside <= Math.max(1, 0.05 * checks)) return "brightgreen";
  return outside <= 0.2 * checks ? "yellow" : "red";
}
