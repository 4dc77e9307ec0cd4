import type { TrainingRun } from "../../training/training-run.ts";
import { deciding } from "../conclusion.ts";
import type { JudgeContext } from "../judge.ts";
import { judgePool } from "../pool-verdict.ts";
import type { Advice, PoolVerdict } from "../verdict.ts";
import type { Change } from "./change.ts";
import { KINDS } from "./kinds.ts";

/** Shown at most; the first ones change the training least. */
const MOST = 3;

/** The pool to make it fit: of those that decide, the one that it misses by least. */
function target(pools: readonly PoolVerdict[]): PoolVerdict | undefined {
  const missed = deciding(pools).filter((pool) => pool.verdict === "DOES NOT FIT" && pool.needBytes !== undefined);
  const miss = (pool: PoolVerdict): number => (pool.needBytes ?? 0) - pool.limitBytes;
  return missed.reduce<PoolVerdict | undefined>(
    (best, pool) => (best === undefined || miss(pool) < miss(best) ? pool : best),
    undefined,
  );
}

function adviceOf(kind: string, change: Change, judged: PoolVerdict): Advice | undefined {
  if (judged.verdict !== "FITS" || judged.needBytes === undefined) return undefined;
  return {
    kind,
    pool: judged.pool,
    change: change.change,
    ...(change.argument === undefined ? {} : { argument: change.argument }),
    needBytes: judged.needBytes,
    limitBytes: judged.limitBytes,
    verdict: judged.verdict,
    effect: change.effect,
  };
}

/** Pools of the fleet where the run fits as it is, cheapest first where prices are declared. */
function otherPools(pools: readonly PoolVerdict[]): readonly Advice[] {
  const price = (pool: PoolVerdict): number => (pool.pool.price ?? Number.POSITIVE_INFINITY) * pool.pool.gpusPerRun;
  return pools
    .filter((pool) => pool.verdict === "FITS" && !pool.required && pool.needBytes !== undefined)
    .sort((a, b) => price(a) - price(b) || a.limitBytes - b.limitBytes)
    .slice(0, 1)
    .map((pool) => ({
      kind: "pool",
      pool: pool.pool,
      change: `train it on ${pool.pool.name}`,
      needBytes: pool.needBytes as NonNullable<typeof pool.needBytes>,
      limitBytes: pool.limitBytes,
      verdict: pool.verdict,
      effect: "the config stays as it is",
    }));
}

/** Changes that make the run fit, each confirmed by estimating the changed run; at most three. */
export function advise(run: TrainingRun, pools: readonly PoolVerdict[], context: JudgeContext): readonly Advice[] {
  const aim = target(pools);
  if (aim === undefined) return [];
  const found: Advice[] = [];
  const elsewhere = otherPools(pools);
  for (const [kind, changes] of KINDS) {
    if (found.length + elsewhere.length >= MOST) break;
    for (const change of changes(run)) {
      const judged = judgePool(
        { run: change.run, pool: aim.pool, required: aim.required, limitBytes: aim.limitBytes },
        context.estimator,
      );
      const advice = adviceOf(kind, change, judged);
      if (advice === undefined) continue;
      found.push(advice);
      break;
    }
  }
  return [...found, ...elsewhere].slice(0, MOST);
}
