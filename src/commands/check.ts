import type { Timelines } from "../memory/estimate-types.ts";
import { commentBody } from "../report/comment.ts";
import { reportHtml } from "../report/html/page.ts";
import { reportJson } from "../report/json.ts";
import type { Report } from "../report/report.ts";
import { reportSarif } from "../report/sarif.ts";
import { problemLines, reportText } from "../report/text.ts";
import type { Answer } from "./answer.ts";

export const FORMATS = ["text", "markdown", "json", "sarif", "html"] as const;
export type Format = (typeof FORMATS)[number];

const RENDER: Readonly<Record<Format, (report: Report, timelines: Timelines) => string>> = {
  text: reportText,
  markdown: commentBody,
  json: reportJson,
  sarif: reportSarif,
  html: reportHtml,
};

/** 2 where something could not be read, 1 where something does not fit, 0 else: for the command, UNKNOWN is not a pass. */
export function exitOf(report: Report): Answer["exit"] {
  const unread =
    report.problems.some(({ severity, code }) => severity === "error" && code !== "waiver-expired") ||
    report.runs.some((run) => run.unknown !== undefined);
  if (unread) return 2;
  return report.conclusion === "fail" ? 1 : 0;
}

/** `check` and `audit`: the report in the format that was asked for, its problems as errors. */
export const checkAnswer = (report: Report, format: Format, timelines: Timelines): Answer => ({
  out: RENDER[format](report, timelines),
  errors: problemLines(report),
  exit: exitOf(report),
});
