import type { Bytes } from "../bytes.ts";
import { decisive, overall } from "../verdict/conclusion.ts";
import type { RunVerdict } from "../verdict/verdict.ts";

/** Less is not worth a reader's time where the config itself was not edited. */
const WORTH_TELLING = 0.05;

/** What of a pool a run takes. */
export interface Filling {
  readonly needBytes?: Bytes;
  readonly limitBytes?: Bytes;
}

/** Has a run a new verdict, or moved by more than 5 %? For runs that a shared file changes: data, model, versions. */
export function moved(judged: RunVerdict): boolean {
  const { before, require, verdict } = judged;
  if (before === undefined || overall(before.pools, require) !== verdict) return true;
  const pool = decisive(judged.pools, judged);
  return isFar(
    before.pools.find((each) => each.pool.name === pool?.pool.name),
    pool,
  );
}

/** Is the share of the limit that a run needs another by more than 5 % of it? Need and limit both count. */
export function isFar(before: Filling | undefined, after: Filling | undefined): boolean {
  const [then, now] = [shareOf(before), shareOf(after)];
  if (then === undefined || now === undefined) return then !== now;
  return Math.abs(now / then - 1) > WORTH_TELLING;
}

const shareOf = ({ needBytes, limitBytes }: Filling = {}): number | undefined =>
  needBytes === undefined || limitBytes === undefined ? undefined : needBytes / limitBytes;
