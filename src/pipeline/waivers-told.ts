import type { Fleet, Waiver } from "../fleet/fleet.ts";
import { daysLeft, standing } from "../fleet/waivers.ts";
import type { WaiverTold } from "../report/report.ts";
import { deciding } from "../verdict/conclusion.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { type WaiverState, waiverState } from "../verdict/waiver.ts";

/** Every waiver of the fleet with where it stands, the configs that pass only because of it, and those that outgrew it. */
export const waiversTold = (fleet: Fleet, runs: readonly RunVerdict[], today: string): readonly WaiverTold[] =>
  fleet.waivers.map((waiver) => {
    const inState = (state: WaiverState): readonly string[] =>
      runs.filter((run) => statesOf(run, waiver, today).includes(state)).map(({ id }) => id);
    return {
      waiver,
      standing: standing(waiver, today),
      daysLeft: daysLeft(waiver, today),
      needed: inState("holds"),
      outgrown: inState("past-cap"),
    };
  });

/** Where the waiver stands on each pool that decides a run that does not fit. */
const statesOf = (run: RunVerdict, waiver: Waiver, today: string): readonly WaiverState[] =>
  run.verdict !== "DOES NOT FIT"
    ? []
    : deciding(run.pools)
        .filter((pool) => pool.verdict === "DOES NOT FIT" && pool.waiver === waiver)
        .map((pool) => waiverState(pool, waiver, today));
