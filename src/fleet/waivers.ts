import type { Problem } from "../problem.ts";
import type { Fleet, Waiver } from "./fleet.ts";
import { globMatches } from "./globs.ts";
import { type ConfigFiles, filesOf } from "./rules.ts";

export type Standing = "holds" | "ends-soon" | "expired";

/** Two weeks: time to act before the day. */
const SOON_DAYS = 14;
const MS_PER_DAY = 86_400_000;

/** Whole days from `today` (`YYYY-MM-DD`) to the waiver's last day; negative when that is past. */
export const daysLeft = (waiver: Waiver, today: string): number =>
  Math.round((Date.parse(`${waiver.until}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / MS_PER_DAY);

/** It holds through its last day and ends soon in the two weeks before. */
export function standing(waiver: Waiver, today: string): Standing {
  const days = daysLeft(waiver, today);
  if (days < 0) return "expired";
  return days <= SOON_DAYS ? "ends-soon" : "holds";
}

/** The waiver for a config in a pool, expired or not; of several the one that holds longest. */
export function waiverFor(fleet: Fleet, config: ConfigFiles, pool: string): Waiver | undefined {
  const matching = fleet.waivers.filter(
    (waiver) => (waiver.pool === undefined || waiver.pool === pool) && waiverMatches(waiver, config),
  );
  return matching.reduce<Waiver | undefined>(
    (best, waiver) => (best === undefined || waiver.until > best.until ? waiver : best),
    undefined,
  );
}

/** Whether a waiver names one of the files. */
export const waiverMatches = (waiver: Waiver, config: ConfigFiles): boolean =>
  filesOf(config).some((file) => globMatches(waiver.config, file));

/** An error for each waiver that has expired, a warning for each that is about to. `today`: `YYYY-MM-DD`. */
export function waiverProblems(fleet: Fleet, today: string): readonly Problem[] {
  return fleet.waivers.flatMap((waiver) => {
    const state = standing(waiver, today);
    if (waiver.place === undefined || state === "holds") return [];
    const days = daysLeft(waiver, today);
    const whose = `The waiver of ${waiver.owner} for \`${waiver.config}\``;
    const problem: Problem =
      state === "expired"
        ? {
            ...waiver.place,
            code: "waiver-expired",
            severity: "error",
            message: `${whose} expired on ${waiver.until}.`,
          }
        : {
            ...waiver.place,
            code: "waiver-ends-soon",
            severity: "warning",
            message: `${whose} ends ${inDays(days)}, on ${waiver.until}.`,
          };
    return [{ ...problem, remedy: "Make the config fit, or agree on a new date and write it to `until`." }];
  });
}

const inDays = (days: number): string => (days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);
