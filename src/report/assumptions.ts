import { deciding } from "../verdict/conclusion.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { calibrationLines } from "./calibration.ts";
import { code, messageMarkdown } from "./escape.ts";
import { details, list, short } from "./markdown.ts";
import type { Report } from "./report.ts";
import { shownPool } from "./words.ts";

/** What the answers rest on that no file says: every sentence once, in the order of the runs. Names are in backticks. */
export function assumed(runs: readonly RunVerdict[]): readonly string[] {
  const lines = runs.flatMap((run) => {
    // Notes on GPUs that nothing hangs on would bury those on the one that decides.
    const pools = run.require === "all" ? deciding(run.pools) : [shownPool(run)].filter((pool) => pool !== undefined);
    return [
      ...(run.run?.assumptions ?? []).map(({ text }) => text),
      ...pools.flatMap(({ estimate }) => (estimate.status === "estimated" ? estimate.notes : [])),
      ...pools.flatMap(({ pool }) => pool.notes.map((note) => `\`${pool.name}\`: ${note}`)),
    ];
  });
  return [...new Set(lines)];
}

/** What was found and not shown. Empty where everything is shown. */
export function notChecked({ notShown: { unchanged, unmoved } }: Report): readonly string[] {
  const configs = (n: number): string => (n === 1 ? "1 config" : `${n} configs`);
  return [
    ...(unchanged > 0 ? [`Not checked: ${configs(unchanged)} that this does not change.`] : []),
    ...(unmoved > 0
      ? [`Not shown: ${configs(unmoved)} that a shared file changes, without a new verdict and by 5 % at most.`]
      : []),
  ];
}

/** What could not be looked at, which the answer does not cover. Empty where everything was. */
export function notRead({ notShown: { notRead: unread = 0, notCompared = 0 } }: Report): readonly string[] {
  const files = (n: number): string => (n === 1 ? "1 file" : `${n} files`);
  const remedy = "Without a checkout each file costs a request; check out the repository before this step.";
  return [
    ...(unread > 0 ? [`Not read: ${files(unread)} that may write training runs. ${remedy}`] : []),
    ...(unread === 0 && notCompared > 0
      ? [`Not compared with the merge base: the runs of ${files(notCompared)}. ${remedy}`]
      : []),
  ];
}

function reproduce({ provenance: { head, base } }: Report): readonly string[] {
  if (head === undefined || base === undefined) return [];
  return [
    `The same offline: ${code(`gpu-memory check --base ${short(base)} --head ${short(head)} --format markdown`)}`,
  ];
}

/** Assumptions, what was not checked, and how to get the same answer. */
export function assumptionsPart(report: Report, most: number): string {
  const lines = [...calibrationLines(report.runs), ...assumed(report.runs)];
  const cut = lines.length > most ? [`${lines.length - most} more assumptions`] : [];
  const all = [...lines.slice(0, most).map(messageMarkdown), ...cut, ...notChecked(report), ...reproduce(report)];
  return all.length === 0 ? "" : details("<b>Assumptions and how to reproduce</b>", list(all));
}
