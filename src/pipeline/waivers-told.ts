import type { Fleet } from "../fleet/fleet.ts";
import { daysLeft, standing, waiverMatches } from "../fleet/waivers.ts";
import type { WaiverTold } from "../report/report.ts";
import type { RunVerdict } from "../verdict/verdict.ts";

/** Every waiver of the fleet with where it stands, and the configs that pass only because of it. */
export const waiversTold = (fleet: Fleet, runs: readonly RunVerdict[], today: string): readonly WaiverTold[] =>
  fleet.waivers.map((waiver) => ({
    waiver,
    standing: standing(waiver, today),
    daysLeft: daysLeft(waiver, today),
    needed: runs.filter((run) => run.waived && waiverMatches(waiver, run.files)).map(({ id }) => id),
  }));
