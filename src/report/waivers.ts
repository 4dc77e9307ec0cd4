import { formatGiB } from "../bytes.ts";
import { aligned } from "./aligned.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { details, table } from "./markdown.ts";
import type { Report, WaiverTold } from "./report.ts";

const HEAD = ["Waiver for", "Pool", "Owner", "Until", "Cap", "Standing", "Reason"];

const configs = (ids: readonly string[]): string => (ids.length === 1 ? "1 config" : `${ids.length} configs`);

const standingText = ({ standing, daysLeft, needed, outgrown }: WaiverTold): string => {
  if (standing === "expired") return "expired";
  const uses = [
    ...(needed.length === 0 ? [] : [`lets ${configs(needed)} pass`]),
    ...(outgrown.length === 0 ? [] : [`${configs(outgrown)} past its cap`]),
  ];
  const use = uses.length === 0 ? "not needed" : uses.join(", ");
  return standing === "ends-soon" ? `${use}; ends in ${daysLeft} ${daysLeft === 1 ? "day" : "days"}` : use;
};

const cells = (told: WaiverTold): readonly string[] => {
  const { config, pool = "every pool", owner, until, capBytes, reason } = told.waiver;
  return [
    config,
    pool,
    owner,
    until,
    capBytes === undefined ? "none" : formatGiB(capBytes),
    standingText(told),
    reason,
  ];
};

/** All waivers, those that end first on top; for audits. Empty where there are none. */
export function waiversText({ waivers }: Report): string {
  if (waivers.length === 0) return "";
  return aligned([HEAD.map((head) => head.toUpperCase()), ...inOrder(waivers).map(cells)]);
}

export function waiversPart({ waivers }: Report): string {
  if (waivers.length === 0) return "";
  const rows = inOrder(waivers).map((told) => {
    const [config = "", ...others] = cells(told);
    return [code(config), ...others.map(escapeMarkdown)];
  });
  return details(`<b>${waivers.length === 1 ? "1 waiver" : `${waivers.length} waivers`}</b>`, table([HEAD, ...rows]));
}

const inOrder = (waivers: readonly WaiverTold[]): readonly WaiverTold[] =>
  [...waivers].sort((a, b) => a.daysLeft - b.daysLeft || (a.waiver.config < b.waiver.config ? -1 : 1));
