import { accuracyPart } from "./accuracy.ts";
import { assumptionsPart, notRead } from "./assumptions.ts";
import { breakdownPart } from "./breakdown-part.ts";
import { configTable } from "./config-table.ts";
import { messageMarkdown } from "./escape.ts";
import { fixes } from "./fixes.ts";
import { fleetChangePart, fleetLine } from "./fleet-line.ts";
import { footer } from "./footer.ts";
import { headline, signOf } from "./headline.ts";
import { matrix } from "./matrix.ts";
import { measuredPart } from "./measured.ts";
import { reasonMarkdown } from "./reason.ts";
import { remarks } from "./remarks.ts";
import { inOrder, type Report } from "./report.ts";
import { sincePart } from "./since.ts";
import { smallerPart } from "./smaller.ts";
import { waiversPart } from "./waivers.ts";

/** How much is told. */
export interface Detail {
  /** Configs in the table. */
  readonly rows: number;
  /** Failing configs with a breakdown. */
  readonly breakdowns: number;
  /** Whether the breakdown of a single failing config is shown unfolded. */
  readonly open: boolean;
  /** Configs in the matrix; 0: none. */
  readonly matrix: number;
  readonly remarks: number;
  readonly assumptions: number;
  readonly place: "comment" | "summary";
}

/** The report as Markdown: the verdict in words, the reason, the table, the fixes; the rest folded. */
export function body(report: Report, detail: Detail): string {
  const ordered = inOrder(report.runs);
  const failing = ordered.filter((run) => run.verdict === "DOES NOT FIT");
  const rest = ordered.length - detail.rows;
  const isSummary = detail.place === "summary";
  const parts = [
    `### ${signOf(report)} GPU memory: ${headline(report)}`,
    fleetLine(report),
    reasonMarkdown(report),
    notRead(report).map(messageMarkdown).join("\n\n"),
    ordered.length === 0 ? "" : configTable(report, ordered.slice(0, detail.rows)),
    rest > 0 ? `${rest} more ${detail.place === "comment" ? "in the job summary" : "are not shown"}.` : "",
    ordered.some((run) => run.pools.length > 0)
      ? "GiB, as nvidia-smi would show them; in parentheses the 95 % interval."
      : "",
    measuredPart(report),
    failing[0] === undefined ? "" : fixes(failing[0]),
    ...failing
      .slice(0, detail.breakdowns)
      .map((run) =>
        breakdownPart(run, { table: detail.open && (isSummary || failing.length === 1), chart: isSummary }),
      ),
    fleetChangePart(report),
    sincePart(report, isSummary),
    matrix(report, detail.matrix, isSummary && report.occasion === "audit"),
    smallerPart(report),
    waiversPart(report),
    accuracyPart(report),
    remarks(report, detail.remarks),
    assumptionsPart(report, detail.assumptions),
    footer(report, detail.place),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
