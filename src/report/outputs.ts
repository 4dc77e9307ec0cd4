import { headline } from "./headline.ts";
import { inOrder, type Report, withVerdict } from "./report.ts";

/** The outputs of the action's step, all texts. Large things are files, which whoever writes them adds. */
export function outputs(report: Report): Readonly<Record<string, string>> {
  const ids = (verdict: "DOES NOT FIT" | "TIGHT" | "UNKNOWN"): string => String(withVerdict(report, verdict).length);
  return {
    conclusion: report.conclusion,
    verdict: inOrder(report.runs)[0]?.verdict ?? "",
    headline: headline(report),
    configs: String(report.runs.length),
    "configs-failed": ids("DOES NOT FIT"),
    "configs-tight": ids("TIGHT"),
    "configs-unknown": ids("UNKNOWN"),
  };
}
