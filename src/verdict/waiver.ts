import type { Waiver } from "../fleet/fleet.ts";
import type { PoolVerdict } from "./verdict.ts";

/** Why a waiver does not help, or that it does. */
export type WaiverState = "holds" | "expired" | "past-cap";

/** A waiver lets a config pass that does not fit, through its last day and while the need stays under its cap. `today`: ISO date. */
export function waiverState(pool: PoolVerdict, waiver: Waiver, today: string): WaiverState {
  if (waiver.until < today) return "expired";
  const withinCap = waiver.capBytes === undefined || (pool.needBytes ?? Number.POSITIVE_INFINITY) <= waiver.capBytes;
  return withinCap ? "holds" : "past-cap";
}

/** Does a waiver make the difference on this pool? */
export const isWaived = (pool: PoolVerdict, today: string): boolean =>
  pool.verdict === "DOES NOT FIT" && pool.waiver !== undefined && waiverState(pool, pool.waiver, today) === "holds";
