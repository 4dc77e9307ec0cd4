import { body, type Detail } from "./body.ts";
import { SUMMARY_BYTES } from "./limits.ts";
import type { Report } from "./report.ts";

const FULL: Detail = {
  rows: 1000,
  breakdowns: 100,
  open: true,
  matrix: 1000,
  remarks: 500,
  assumptions: 200,
  place: "summary",
};

const LEVELS: readonly Detail[] = [
  FULL,
  { ...FULL, breakdowns: 10, matrix: 200 },
  { ...FULL, breakdowns: 0, matrix: 0, rows: 300, remarks: 50, assumptions: 10 },
];

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

/** The report for the job summary: all that a comment has no room for. */
export function summaryBody(report: Report): string {
  for (const level of LEVELS) {
    const text = body(report, level);
    if (sizeOf(text) <= SUMMARY_BYTES) return text;
  }
  // Four bytes a character at most.
  return `${body(report, { ...FULL, rows: 20, breakdowns: 0, matrix: 0, remarks: 5, assumptions: 0 }).slice(0, SUMMARY_BYTES / 4)}\n`;
}
