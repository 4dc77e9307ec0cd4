import type { Problem } from "../problem.ts";
import { code, messageMarkdown } from "./escape.ts";
import { details, list } from "./markdown.ts";
import { allProblems, type Report } from "./report.ts";

/** Mistakes and doubts in the files, each at its place; open where something could not be read. */
export function remarks(report: Report, most: number): string {
  const all = allProblems(report);
  if (all.length === 0) return "";
  const rest = all.length > most ? [`${all.length - most} more`] : [];
  const unread = report.fleetBroken || report.runs.some((run) => run.unknown !== undefined);
  return details(
    `<b>${all.length === 1 ? "1 remark" : `${all.length} remarks`} on the files</b>`,
    list([...all.slice(0, most).map(line), ...rest]),
    unread && all.length <= OPEN_UP_TO,
  );
}

/** More would push the answer off the screen. */
const OPEN_UP_TO = 6;

const line = (problem: Problem): string => {
  const text = [problem.message, problem.remedy ?? ""].join(" ").trim();
  return `${code(`${problem.file}:${problem.line}:${problem.column}`)} ${messageMarkdown(text)}`;
};
