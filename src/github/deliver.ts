import { join } from "node:path";
import type { Inputs } from "../inputs.ts";
import { annotations } from "../report/annotations.ts";
import { commentBody } from "../report/comment.ts";
import { reportHtml } from "../report/html/page.ts";
import { reportJson } from "../report/json.ts";
import { ledgerBadge } from "../report/ledger.ts";
import { outputs } from "../report/outputs.ts";
import { reportSarif } from "../report/sarif.ts";
import { summaryBody } from "../report/summary.ts";
import { reportText } from "../report/text.ts";
import type { Judgement } from "./judge.ts";
import { annotate, failQuietly, putOut, remark, say, summarize, writeReports } from "./runner.ts";

/**
 * Tells a report to the runner: exit code first, which nothing after it can change; then log, annotations, summary, files and
 * outputs, each of which may fail alone.
 */
export async function deliver(
  { report, timelines }: Pick<Judgement, "report" | "timelines">,
  { place: { temporary }, html }: Pick<Inputs, "place" | "html">,
): Promise<void> {
  if (report.conclusion === "fail") failQuietly();
  const sinks: Readonly<Record<string, () => void | Promise<void>>> = {
    log: () => say(reportText(report)),
    annotations: () => annotate(annotations(report)),
    "job summary": () => summarize(summaryBody(report)),
    outputs: () => putOut(outputs(report)),
    reports: async () => {
      const files = {
        "report.json": reportJson(report),
        "report.md": commentBody(report),
        "report.sarif": reportSarif(report),
        // Playing each run once more for its timeline takes about as long as everything else together.
        ...(html === "auto" ? { "report.html": reportHtml(report, timelines) } : {}),
        ...(report.occasion === "audit" ? { "badge.json": `${JSON.stringify(ledgerBadge(report.fleet))}\n` } : {}),
      };
      const paths = await writeReports(join(temporary, "gpu-memory"), files);
      const pathOf = (name: string): string => paths[Object.keys(files).indexOf(name)] ?? "";
      putOut({
        "report-json": pathOf("report.json"),
        "report-md": pathOf("report.md"),
        "report-sarif": pathOf("report.sarif"),
        "report-html": pathOf("report.html"),
        "badge-json": pathOf("badge.json"),
      });
    },
  };
  for (const [name, tell] of Object.entries(sinks)) await withoutEffect(name, tell);
}

/** Does something that must not change the verdict: a fault is told and passed over. */
export async function withoutEffect(name: string, act: () => void | Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    remark(`The ${name} could not be written: ${(error as Error).message}. The verdict stands.`);
  }
}
