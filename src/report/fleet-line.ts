import { aligned } from "./aligned.ts";
import { code } from "./escape.ts";
import { details, table } from "./markdown.ts";
import type { FleetChange, FleetDifference, JudgedBy, Report } from "./report.ts";
import { percent } from "./words.ts";

const NAMED = 3;
const SHOWN = 200;

/** What a changed fleet file would change; empty where it did not change. */
export function fleetLine({ fleetChange, fleetFile, fleetBroken, baseFleetBroken }: Report): string {
  if (fleetBroken) return `**${code(fleetFile)} has mistakes**, listed below; the check fails until they are mended.`;
  if (fleetChange === undefined) return "";
  const { differing } = fleetChange;
  const named = differing.slice(0, NAMED).map((each) => `${code(each.id)} ${verdicts(each).join(" → ")}`);
  const list = named.length === 0 ? "" : `: ${named.join(", ")}${differing.length > NAMED ? " and more" : ""}`;
  const effect = `${changed(fleetChange)}${list}${movedText(fleetChange)}`;
  if (baseFleetBroken)
    return `**${code(fleetFile)} changed here; the base's can't be read.** Configs are judged by common GPUs, never failing, until this is merged; ${effect}.`;
  const ofBase = fleetChange.isMeasured ? "Measurements" : "Limits, policy and waivers";
  return `**${code(fleetChange.file)} changed here.** ${ofBase} are those of the base until this is merged; ${effect}.`;
}

/** Every config that the changed file moves, folded; empty where there is none. */
export function fleetChangePart({ fleetChange }: Report): string {
  if (fleetChange === undefined) return "";
  const all = [...fleetChange.differing, ...fleetChange.moved];
  if (all.length === 0) return "";
  const rows = all.slice(0, SHOWN).map((each) => {
    const [inForce = "", proposed = ""] = sides(each, code);
    return [code(each.id), inForce, proposed];
  });
  const rest = all.length > SHOWN ? `\n\n${all.length - SHOWN} more are not shown here.` : "";
  const what = fleetChange.isMeasured ? "the change of measurements" : "the fleet change";
  const title = `<b>What ${what} moves</b>: ${all.length} of ${fleetChange.judged}`;
  return details(title, `${table([["Config", "In force", "Proposed"], ...rows])}${rest}`);
}

/** The same for a terminal. */
export function fleetChangeText({ fleetChange, baseFleetBroken }: Report): string {
  if (fleetChange === undefined) return "";
  const { file, isMeasured } = fleetChange;
  const limits = baseFleetBroken ? "." : `; ${isMeasured ? "measurements" : "limits"} are those of the base.`;
  const text = `${file} changed${limits} With it, ${changed(fleetChange)}${movedText(fleetChange)}`;
  const rows = [...fleetChange.differing, ...fleetChange.moved].map((each) => [each.id, ...sides(each)]);
  return rows.length === 0 ? `${text}.` : `${text}:\n${aligned([["CONFIG", "IN FORCE", "PROPOSED"], ...rows])}`;
}

function changed({ differing, judged }: FleetChange): string {
  const of = `of ${judged} ${judged === 1 ? "verdict" : "verdicts"} would change`;
  return differing.length === 0 ? `none ${of}` : `${differing.length} ${of}`;
}

const movedText = ({ moved }: FleetChange): string =>
  moved.length === 0 ? "" : `; ${moved.length} more would move by over 5 %`;

/** Both verdicts; what the policy makes of them where that alone is another. */
function verdicts({ inForce, proposed }: FleetDifference): readonly [string, string] {
  const told = (side: JudgedBy | undefined, none: string): string => {
    if (side === undefined) return none;
    return inForce?.verdict === proposed?.verdict && inForce?.conclusion !== proposed?.conclusion
      ? `${side.verdict} (${side.conclusion})`
      : side.verdict;
  };
  return [told(inForce, "no config"), told(proposed, "no config")];
}

/** Verdict and share of the limit on both sides: `FITS, 84 % of team-l4`. */
function sides(each: FleetDifference, name: (pool: string) => string = (pool) => pool): readonly string[] {
  const [before, after] = verdicts(each);
  const share = ({ pool, needBytes, limitBytes }: Partial<JudgedBy> = {}): string =>
    pool === undefined || needBytes === undefined || limitBytes === undefined
      ? ""
      : `, ${percent(needBytes, limitBytes)} of ${name(pool)}`;
  return [`${before}${share(each.inForce)}`, `${after}${share(each.proposed)}`];
}
