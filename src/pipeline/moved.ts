import { decisive, overall } from "../verdict/conclusion.ts";
import type { RunVerdict } from "../verdict/verdict.ts";

/** Less is not worth a reader's time where the config itself was not edited. */
const WORTH_TELLING = 0.05;

/** Has a run a new verdict, or moved by more than 5 %? For runs that a shared file changes: data, model, versions. */
export function moved(judged: RunVerdict): boolean {
  const { before, require, verdict } = judged;
  if (before === undefined || overall(before.pools, require) !== verdict) return true;
  const pool = decisive(judged.pools, judged);
  const earlier = before.pools.find((each) => each.pool.name === pool?.pool.name);
  if (pool?.needBytes === undefined || earlier?.needBytes === undefined) return pool?.needBytes !== earlier?.needBytes;
  return Math.abs(pool.needBytes / earlier.needBytes - 1) > WORTH_TELLING;
}
