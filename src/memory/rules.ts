import { LATEST, type Rules } from "../execution/rules.ts";
import { atLeast } from "./version.ts";

/**
 * Rules that ended with a release, from the newest such release back. A release before `until` has the old rule. Releases
 * between 8.3.63 and 8.4.190 were not measured: where the release of a change is not known, the one nearest to it is named.
 */
const ENDED: readonly { readonly until: string; readonly rules: Partial<Rules> }[] = [
  // #25240 (2026-07-17) compares candidates only. #24569 of 2026-05-22 is in 8.4.53 and #26007 of 2026-08-31 in 8.4.138: about the middle.
  { until: "8.4.90", rules: { assigner: "pairs" } },
  // The loop, the head and validation as read in 8.3.63, new with the major release 8.4.
  {
    until: "8.4.0",
    rules: {
      head: "levels",
      loss: "flat",
      masks: "to-prototypes",
      batchesAlive: 1,
      leastWarmup: 100,
      warmupSparesLast: false,
      drawsModel: true,
      triesFiles: false,
      activatesInPlace: true,
      validation: "halved",
    },
  },
  // #22377 (2025-10-14), titled 8.3.218.
  { until: "8.3.218", rules: { validatesOn: "first" } },
  // #18949 (2025-01-30) empties the cache only where most of the card is reserved; 8.3.63 always did.
  { until: "8.3.70", rules: { emptiesCache: "after-epoch" } },
];

/** What an Ultralytics release allocates otherwise than the latest measured one. */
export function rulesOf(ultralytics: string): Rules {
  const old = ENDED.filter(({ until }) => !atLeast(ultralytics, until));
  return Object.assign({}, LATEST, ...old.map(({ rules }) => rules)) as Rules;
}
