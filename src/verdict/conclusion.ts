import type { Action, Fleet, Policy, Waiver } from "../fleet/fleet.ts";
import type { PoolVerdict, Verdict } from "./verdict.ts";

/** From best to worst. */
const ORDER: readonly Verdict[] = ["FITS", "TIGHT", "UNKNOWN", "DOES NOT FIT"];
const ACTIONS: readonly Action[] = ["pass", "warn", "fail"];

export const better = (a: Verdict, b: Verdict): number => ORDER.indexOf(a) - ORDER.indexOf(b);

/** The verdicts that count: of the required pools, or of all where none is required. */
export const deciding = (pools: readonly PoolVerdict[]): readonly PoolVerdict[] => {
  const required = pools.filter((pool) => pool.required);
  return required.length > 0 ? required : pools;
};

/** `any`: the best of the deciding verdicts; `all`: the worst. */
export function overall(pools: readonly PoolVerdict[], require: "any" | "all"): Verdict {
  const sorted = deciding(pools)
    .map((pool) => pool.verdict)
    .sort(better);
  return (require === "any" ? sorted[0] : sorted.at(-1)) ?? "UNKNOWN";
}

/** The pool to speak about: of those that decide and have the overall verdict, the one with the most room. */
export function decisive(pools: readonly PoolVerdict[], verdict: Verdict): PoolVerdict | undefined {
  const candidates = deciding(pools);
  const same = candidates.filter((pool) => pool.verdict === verdict);
  const room = (pool: PoolVerdict): number => pool.limitBytes - (pool.needBytes ?? 0);
  return [...(same.length > 0 ? same : candidates)].sort((a, b) => room(b) - room(a))[0];
}

/** A waiver lets a config pass that does not fit, as long as it holds and the need stays under its cap. */
function waived(pool: PoolVerdict, waiver: Waiver | undefined, today: string): boolean {
  if (waiver === undefined || waiver.until < today) return false;
  return waiver.capBytes === undefined || (pool.needBytes !== undefined && pool.needBytes <= waiver.capBytes);
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
      return action === "fail" && waived(pool, pool.waiver, today) ? "warn" : action;
    }
  }
}

/** What the policy makes of the verdicts. Without a fleet file nothing ever fails. */
export function conclude(
  pools: readonly PoolVerdict[],
  rules: { readonly fleet: Fleet; readonly require: "any" | "all"; readonly today: string },
): Action {
  const actions = deciding(pools)
    .map((pool) => actionFor(pool, rules.fleet.policy, rules.today))
    .sort((a, b) => ACTIONS.indexOf(a) - ACTIONS.indexOf(b));
  const action = (rules.require === "any" ? actions[0] : actions.at(-1)) ?? "pass";
  return rules.fleet.file === undefined && action === "fail" ? "warn" : action;
}
