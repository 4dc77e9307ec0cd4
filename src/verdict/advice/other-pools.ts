import type { Advice, PoolVerdict } from "../verdict.ts";

/** Of one run and hour; pools without a price come last. */
const price = ({ pool }: PoolVerdict): number => (pool.price ?? Number.POSITIVE_INFINITY) * pool.gpusPerRun;

/** Pools of the fleet where the run fits as it is: cheapest first where prices are declared, else the smallest card. */
export function otherPools(pools: readonly PoolVerdict[]): readonly Advice[] {
  return pools
    .filter(({ verdict, required }) => verdict === "FITS" && !required)
    .sort((a, b) => compare(price(a), price(b)) || a.limitBytes - b.limitBytes)
    .flatMap(({ pool, needBytes, limitBytes, verdict }): Advice[] =>
      needBytes === undefined
        ? []
        : [
            {
              kind: "pool",
              pool,
              change: `train it on ${pool.name}`,
              needBytes,
              limitBytes,
              verdict,
              effect: "the config stays as it is",
            },
          ],
    );
}

// Two pools without a price: Infinity less Infinity is no number.
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
