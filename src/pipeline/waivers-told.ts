import type { Fleet } from "../fleet/fleet.ts";
import { globMatches } from "../fleet/globs.ts";
import { daysLeft, standing } from "../fleet/waivers.ts";
import type { WaiverTold } from "../report/report.ts";
import type { RunVerdict } from "../verdict/verdict.ts";

/** Every waiver of the fleet with where it stands, and the configs that pass only because of it. */
export const waiversTold = (fleet: Fleet, runs: readonly RunVerdict[], today: string): readonly WaiverTold[] =>
  fleet.waivers.map((waiver) => ({
    waiver,
    standing: standing(waiver, today),
    daysLeft: daysLeft(waiver, today),
    needed: runs.filter((run) => run.waived && globMatches(waiver.config, fileOf(run))).map(({ id }) => id),
  }));

const fileOf = ({ id, run }: RunVerdict): string => run?.place.file ?? id.replace(/#\d+$/, "");
