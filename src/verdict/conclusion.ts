import type { Action, Fleet, Policy } from "../fleet/fleet.ts";
import type { PoolVerdict, Verdict } from "./verdict.ts";
import { isWaived } from "./waiver.ts";

/** Which of the required pools a config has to fit: one of them, or each. */
export type Require = "any" | "all";

/** From best to worst. */
const ORDER: readonly Verdict[] = ["FITS", "TIGHT", "UNKNOWN", "DOES NOT FIT"];
const ACTIONS: readonly Action[] = ["pass", "warn", "fail"];

const byVerdict = (a: Verdict, b: Verdict): number => ORDER.indexOf(a) - ORDER.indexOf(b);

/** The verdicts that count: of the required pools, or of all where none is required. */
export const deciding = (pools: readonly PoolVerdict[]): readonly PoolVerdict[] => {
  const required = pools.filter((pool) => pool.required);
  return required.length > 0 ? required : pools;
};

/** `any`: the best of the deciding verdicts; `all`: the worst. */
export function overall(pools: readonly PoolVerdict[], require: Require): Verdict {
  const sorted = deciding(pools)
    .map((pool) => pool.verdict)
    .sort(byVerdict);
  return (require === "any" ? sorted[0] : sorted.at(-1)) ?? "UNKNOWN";
}

/**
 * The pool to speak about: of those that decide and have the overall verdict, the smallest that it fits; of several that it
 * misses, the one that it misses by least where any would do, and by most where all are needed.
 */
export function decisive(
  pools: readonly PoolVerdict[],
  { verdict, require }: { readonly verdict: Verdict; readonly require: Require },
): PoolVerdict | undefined {
  const candidates = deciding(pools);
  const same = candidates.filter((pool) => pool.verdict === verdict);
  const room = (pool: PoolVerdict): number => pool.limitBytes - (pool.needBytes ?? 0);
  const byRoom = [...(same.length > 0 ? same : candidates)].sort((a, b) => room(a) - room(b));
  return verdict === "FITS" || require === "all" ? byRoom[0] : byRoom.at(-1);
}

function actionFor(pool: PoolVerdict, policy: Policy, today: string): Action {
  switch (pool.verdict) {
    case "FITS":
      return "pass";
    case "TIGHT":
      return policy.tight;
    case "UNKNOWN":
      return policy.unknown;
    case "DOES NOT FIT": {
      const action = pool.outcome?.kind === "halved" ? policy.halved : "fail";
      return action === "fail" && isWaived(pool, today) ? "warn" : action;
    }
  }
}

/** What the policy makes of the verdicts. Without a fleet file nothing ever fails. */
export function conclude(
  pools: readonly PoolVerdict[],
  rules: { readonly fleet: Fleet; readonly require: Require; readonly today: string },
): Action {
  const actions = deciding(pools)
    .map((pool) => actionFor(pool, rules.fleet.policy, rules.today))
    .sort((a, b) => ACTIONS.indexOf(a) - ACTIONS.indexOf(b));
  const action = (rules.require === "any" ? actions[0] : actions.at(-1)) ?? "pass";
  return rules.fleet.file === undefined && action === "fail" ? "warn" : action;
}
