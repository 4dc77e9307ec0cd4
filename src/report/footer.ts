import { ledgerPhrase } from "./ledger.ts";
import { short } from "./markdown.ts";
import type { Report } from "./report.ts";

/** Commits, version, time, run: what the answer belongs to. */
export function footer(
  { provenance, fleet, fleetBroken, baseFleetBroken }: Report,
  place: "comment" | "summary",
): string {
  const { head, base, version, at, runUrl } = provenance;
  const parts = [
    head === undefined ? "" : `${short(head)}${base === undefined ? "" : ` against merge base ${short(base)}`}`,
    `gpu-memory ${version}`,
    `${at.slice(0, 16).replace("T", " ")} UTC`,
    runUrl === undefined ? "" : `[run](${runUrl})`,
    fleet.file === undefined && !fleetBroken
      ? `${baseFleetBroken ? "the base's fleet file can't be read" : "no fleet file"}: judged by common GPUs, never failing`
      : "",
    ledgerPhrase(fleet),
    place === "comment" ? "later runs rewrite this comment" : "",
  ];
  return `<sub>${parts.filter((part) => part !== "").join(" · ")}</sub>`;
}
