import { formatGiB } from "../bytes.ts";
import { aligned } from "./aligned.ts";
import { code } from "./escape.ts";
import { details, short, table } from "./markdown.ts";
import type { Report, Since, VerdictThen } from "./report.ts";
import { SIGN } from "./words.ts";

const SHOWN = 200;

/** What is otherwise than in the last audit; empty where there is none to compare with. */
export function sincePart({ since }: Report, open: boolean): string {
  if (since === undefined) return "";
  const rows = since.changes.slice(0, SHOWN).map(({ id, before, after }) => [code(id), cell(before), cell(after)]);
  const rest = since.changes.length > SHOWN ? `\n\n${since.changes.length - SHOWN} more are not shown here.` : "";
  return rows.length === 0
    ? `Since the last audit${at(since)} no verdict has changed.`
    : details(`<b>${title(since)}</b>`, `${table([["Config", "Then", "Now"], ...rows])}${rest}`, open);
}

/** The same for a terminal. */
export function sinceText({ since }: Report): string {
  if (since === undefined) return "";
  if (since.changes.length === 0) return `Since the last audit${at(since)} no verdict has changed.`;
  const rows = since.changes.map(({ id, before, after }) => [id, plain(before, "new"), plain(after, "removed")]);
  return `${title(since)}:\n${aligned([["CONFIG", "THEN", "NOW"], ...rows])}`;
}

const at = ({ commit }: Since): string => (commit === undefined ? "" : ` (${short(commit)})`);
const title = (since: Since): string =>
  `${since.changes.length} ${since.changes.length === 1 ? "verdict" : "verdicts"} changed since the last audit${at(since)}`;

const cell = (then: VerdictThen | undefined): string =>
  then === undefined ? "–" : `${SIGN[then.verdict]} ${plain(then, "")}`;

function plain(then: VerdictThen | undefined, none: string): string {
  if (then === undefined) return none;
  const need = then.needBytes === undefined ? "" : `, ${formatGiB(then.needBytes)}`;
  const pool = then.pool === undefined ? "" : ` on ${then.pool}`;
  return `${then.verdict}${then.waived ? " (waived)" : ""}${need}${pool}`;
}
