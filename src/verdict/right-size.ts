import type { TrainingRun } from "../training/training-run.ts";
import type { JudgeContext } from "./judge.ts";
import { largest } from "./largest.ts";
import type { PoolVerdict, RunVerdict, SmallerPool } from "./verdict.ts";

/** Of a pool and hour; where no price is declared, a larger card is taken to cost more. */
const isCheaper = (a: PoolVerdict, b: PoolVerdict): boolean => {
  const [priceA, priceB] = [a.pool.price, b.pool.price];
  return priceA === undefined || priceB === undefined
    ? a.limitBytes < b.limitBytes
    : priceA * a.pool.gpusPerRun < priceB * b.pool.gpusPerRun;
};

/** Cheaper pools than the one that a run fits, with the largest batch up to its own that fits there too. */
export function smallerPools(
  run: TrainingRun,
  judged: Pick<RunVerdict, "pools" | "verdict">,
  { fits, context }: { readonly fits: PoolVerdict | undefined; readonly context: JudgeContext },
): readonly SmallerPool[] {
  if (judged.verdict !== "FITS" || fits === undefined) return [];
  const cheaper = judged.pools.filter((pool) => pool.verdict !== "UNKNOWN" && isCheaper(pool, fits));
  return cheaper.flatMap((pool): SmallerPool[] => {
    const own = run.arguments.batch;
    if (pool.verdict === "FITS" && pool.needBytes !== undefined)
      return [{ pool: pool.pool, batch: own, needBytes: pool.needBytes, limitBytes: pool.limitBytes }];
    const question = {
      pool: pool.pool,
      vary: "batch",
      limitBytes: pool.limitBytes,
      stride: 0,
      ...(own < 1 ? {} : { mostBatch: own }),
    } as const;
    const found = largest(run, question, context.estimator);
    if (found === undefined) return [];
    const batch = found.run.arguments.batch;
    return [{ pool: pool.pool, batch, needBytes: found.needBytes, limitBytes: pool.limitBytes }];
  });
}
