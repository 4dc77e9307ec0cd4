import { code } from "./escape.ts";
import type { Report } from "./report.ts";

const SHOWN = 3;

/** What a changed fleet file would change; empty where it did not change. */
export function fleetLine({ fleetChange, fleetFile, fleetBroken, baseFleetBroken }: Report): string {
  if (fleetBroken) return `**${code(fleetFile)} has mistakes**, listed below; the check fails until they are mended.`;
  if (fleetChange === undefined) return "";
  const { differing, judged } = fleetChange;
  const n = differing.length;
  const named = differing.slice(0, SHOWN).map(({ id, inForce, proposed }) => `${code(id)} ${inForce} → ${proposed}`);
  const effect =
    n === 0
      ? `none of ${judged} verdicts would change with it`
      : `${n} of ${judged} ${judged === 1 ? "verdict" : "verdicts"} would change with it: ${named.join(", ")}${n > SHOWN ? " and more" : ""}`;
  if (baseFleetBroken)
    return `**${code(fleetFile)} changed here; the base's can't be read.** Configs are judged by common GPUs, never failing, until this is merged; ${effect}.`;
  return `**${code(fleetFile)} changed here.** Limits, policy and waivers are those of the base until this is merged; ${effect}.`;
}
