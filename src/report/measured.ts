import { bytes, inGiB } from "../bytes.ts";
import { inPast } from "../smoke/compare.ts";
import type { Finding, MeasuredFinding } from "../smoke/finding.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";
import { code, messageMarkdown } from "./escape.ts";
import { details, list, table } from "./markdown.ts";
import type { Report } from "./report.ts";

/** More findings than this would push the answer off the screen. */
const MOST_WRONG = 3;
const MOST_ROWS = 30;

const need = ({ reservedPeakBytes, outsideBytes }: MeasuredFinding) => bytes(reservedPeakBytes + outsideBytes);

/** What a run took on a pool, in GiB; undefined where it was not measured, or ran at its limit, where it takes what there is. */
export function measuredNeed({ measured = [] }: Report, { id }: RunVerdict, { pool }: PoolVerdict): string | undefined {
  const found = measured.find((each) => each.id === id && each.pool === pool.name);
  return found?.kind === "measured" && !found.squeezed ? inGiB(need(found)) : undefined;
}

/** What smoke tests found: a wrong prediction said plainly, then one row for each run, measured or not. */
export function measuredPart({ measured = [] }: Report): string {
  if (measured.length === 0) return "";
  const done = measured.filter((each) => each.kind === "measured");
  const wrong = done.filter((each) => each.wrong.length > 0);
  const missed = measured.length - done.length;
  const title = `<b>Measured on GPUs</b>: ${done.length} of ${measured.length} ${measured.length === 1 ? "run" : "runs"}${wrong.length === 0 && done.length > 0 ? ", as predicted" : ""}`;
  const rest = measured.length > MOST_ROWS ? `\n\n${measured.length - MOST_ROWS} more are not shown here.` : "";
  const head = ["Config", "Pool", "Predicted", "Measured", "What happened"];
  const rows = measured.slice(0, MOST_ROWS).map(rowOf);
  const remarks = [...new Set(done.flatMap((each) => each.remarks))].map((text) => `${messageMarkdown(text)}.`);
  const note =
    done.length === 0
      ? ""
      : "\n\nGiB, as nvidia-smi would show them, of a short training with the same batch, image size and labels.";
  const below = remarks.length === 0 ? "" : `\n\n${list(remarks)}`;
  return [
    ...wrong.slice(0, MOST_WRONG).map(mistake),
    details(
      title,
      `${table([head, ...rows], ["l", "l", "r", "r", "l"])}${note}${rest}${below}`,
      wrong.length > 0 || missed > 0,
    ),
  ].join("\n\n");
}

const mistake = ({ id, pool, wrong }: MeasuredFinding): string =>
  `**The prediction was wrong** for ${code(id)} on ${code(pool)}: ${wrong.map(messageMarkdown).join("; ")}.`;

function rowOf(finding: Finding): readonly string[] {
  const about = [code(finding.id), finding.pool === "" ? "–" : code(finding.pool)];
  if (finding.kind === "not-measured") return [...about, "–", "–", `❔ not measured: ${messageMarkdown(finding.why)}`];
  const { predicted, outsideBytes, outcome, squeezed } = finding;
  const expected = predicted === undefined ? "–" : inGiB(bytes(predicted.reservedPeakBytes + outsideBytes));
  const taken = squeezed ? `${inGiB(need(finding))}, at its limit` : inGiB(need(finding));
  const right =
    finding.wrong.length > 0 ? "; the prediction was wrong" : predicted === undefined ? "; not predicted" : "";
  return [...about, expected, taken, `${outcome.kind === "trains" ? "✅" : "❌"} ${inPast(outcome)}${right}`];
}
