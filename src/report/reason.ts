import { formatGiB } from "../bytes.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { messageMarkdown } from "./escape.ts";
import { inOrder, type Report, unknownReasons } from "./report.ts";
import { changeText, happening, lapsed, missOf, shownPool, signedGiB } from "./words.ts";

/** Line 2: the reason and the size of the miss, for the config that needs attention most. Names are in backticks. */
export interface Reason {
  /** What matters most, to be set in bold; empty where nothing is missed. */
  readonly lead: string;
  readonly rest: string;
}

export function reason(report: Report): Reason {
  const [first] = inOrder(report.runs);
  if (first === undefined) return { lead: "", rest: "" };
  const pool = shownPool(first);
  if (first.verdict === "UNKNOWN" || pool?.needBytes === undefined) return { lead: "", rest: unknown(first) };
  if (first.verdict === "FITS") {
    const need = `\`${first.id}\` needs ${formatGiB(pool.needBytes)} of ${formatGiB(pool.limitBytes)} on \`${pool.pool.name}\`.`;
    return { lead: "", rest: [need, ...cause(first)].join(" ") };
  }
  const what = happening(pool.outcome);
  const rest = [
    ...(what === undefined ? [] : [`It ${what}.`]),
    ...cause(first),
    ...waiver(first, report.provenance.at.slice(0, 10)),
  ];
  return { lead: `\`${first.id}\` ${missOf(pool)}.`, rest: rest.join(" ") };
}

export function reasonMarkdown(report: Report): string {
  const { lead, rest } = reason(report);
  return `${lead === "" ? "" : `**${messageMarkdown(lead)}** `}${messageMarkdown(rest)}`.trim();
}

function unknown(run: RunVerdict): string {
  const [why] = unknownReasons(run);
  const place = why?.place === undefined ? "" : ` (\`${why.place.file}:${why.place.line}\`)`;
  return `\`${run.id}\`${place}: ${why?.message ?? "no pool to judge it by."} ${why?.remedy ?? ""}`.trim();
}

function cause({ causes }: RunVerdict): readonly string[] {
  const [only, ...others] = causes;
  if (only === undefined) return [];
  if (others.length === 0) return [`The only change is ${changeText(only)}.`];
  const several = causes
    .slice(0, 3)
    .map((each) =>
      each.growthBytes === undefined ? changeText(each) : `${changeText(each)} (${signedGiB(each.growthBytes)})`,
    );
  return [`Changed, each alone: ${several.join(", ")}${causes.length > 3 ? " and more" : ""}.`];
}

function waiver(run: RunVerdict, today: string): readonly string[] {
  const pool = shownPool(run);
  const past = pool === undefined ? undefined : lapsed(pool, today);
  if (past !== undefined) return [past];
  const held = pool?.waiver;
  if (held === undefined || !run.waived) return [];
  return [`Waived by \`${held.owner}\` until ${held.until}: ${held.reason.replaceAll("`", "'")}.`];
}
