import type { Verdict } from "../verdict/verdict.ts";
import { type FleetChange, type JudgedBy, type Report, withVerdict } from "./report.ts";
import { SIGN } from "./words.ts";

/** The verdict in one sentence, without sign: `1 of 2 changed configs does not fit its pool`. */
export function headline(report: Report): string {
  const { runs, problems } = report;
  if (report.fleetBroken) return `${report.fleetFile} can't be read`;
  if (runs.length === 0) return nothing(report);
  const [missed, unknown, tight] = [count(report, "DOES NOT FIT"), count(report, "UNKNOWN"), count(report, "TIGHT")];
  if (missed > 0) return `${part(report, missed)} ${missing(report, missed)}`;
  if (problems.some(({ code }) => code === "waiver-expired")) return "a waiver has expired";
  if (unknown > 0) return `${part(report, unknown)} could not be predicted`;
  if (tight > 0)
    return runs.length === 1
      ? `the ${configs(report)} fits, but tightly`
      : `all ${runs.length} ${configs(report)} fit, ${tight} tightly`;
  return runs.length === 1 ? `the ${configs(report)} fits` : `all ${runs.length} ${configs(report)} fit`;
}

/** `1 of 2 configs`, `the changed config` */
const part = (report: Report, n: number): string =>
  report.runs.length === 1 ? `the ${configs(report)}` : `${n} of ${report.runs.length} ${configs(report)}`;

const count = (report: Report, verdict: Verdict): number => withVerdict(report, verdict).length;

function nothing(report: Report): string {
  if (report.fleetChange !== undefined) return fleetChange(report.fleetChange);
  return report.occasion === "pull-request" ? "no training config or fleet change" : "no training config found";
}

function fleetChange(change: FleetChange): string {
  const { differing, moved, judged } = change;
  const it = change.isMeasured ? "this change of measurements" : "this fleet change";
  const lost = lostBy(change);
  if (lost > 0) return `${it} leaves ${lost} of ${judged} configs without a pool`;
  if (differing.length > 0) return `${it} changes ${differing.length} of ${judged} verdicts`;
  return moved.length === 0
    ? `${it} changes no verdict`
    : `${it} changes no verdict, and moves ${moved.length} of ${judged} configs`;
}

/** Configs that fit by the fleet in force, and would no longer. */
const lostBy = ({ differing }: FleetChange): number =>
  differing.filter(({ inForce, proposed }) => inForce?.verdict !== proposed?.verdict && isMissed(proposed)).length;

const isMissed = (judged: JudgedBy | undefined): boolean => judged?.verdict === "DOES NOT FIT";

const configs = ({ occasion, runs }: Report): string =>
  `${occasion === "pull-request" ? "changed " : ""}config${runs.length === 1 ? "" : "s"}`;

function missing(report: Report, missed: number): string {
  const does = missed === 1 ? "does not fit" : "do not fit";
  const waived = withVerdict(report, "DOES NOT FIT").every((run) => run.waived) ? " (waived)" : "";
  if (report.fleet.file === undefined) return `${does} any common GPU`;
  return `${does} ${missed === 1 ? "its pool" : "their pools"}${waived}`;
}

/** The sign of the worst verdict. */
export function signOf(report: Report): string {
  if (report.fleetBroken || report.problems.some(({ code }) => code === "waiver-expired")) return SIGN["DOES NOT FIT"];
  const leaves = report.fleetChange !== undefined && lostBy(report.fleetChange) > 0;
  if (report.runs.length === 0 && leaves) return SIGN.TIGHT;
  const order: readonly Verdict[] = ["DOES NOT FIT", "UNKNOWN", "TIGHT"];
  const worst = order.find((verdict) => count(report, verdict) > 0) ?? "FITS";
  const waived = worst === "DOES NOT FIT" && withVerdict(report, worst).every((run) => run.waived);
  return waived ? SIGN.TIGHT : SIGN[worst];
}
