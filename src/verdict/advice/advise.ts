import type { TrainingRun } from "../../training/training-run.ts";
import { deciding, type Require } from "../conclusion.ts";
import type { JudgeContext } from "../judge.ts";
import { needOn } from "../pool-verdict.ts";
import type { Advice, Checkpointed, PoolVerdict } from "../verdict.ts";
import { type Change, withArguments } from "./change.ts";
import { KINDS } from "./kinds.ts";
import { otherPools } from "./other-pools.ts";

/** Shown at most; the first ones change the training least. */
const MOST = 3;

export interface Missed {
  readonly run: TrainingRun;
  readonly pools: readonly PoolVerdict[];
  readonly require: Require;
}

/** Changes that make the run fit, each confirmed by estimating the changed run; at most three, that of least effect first. */
export function advise(missed: Missed, context: JudgeContext): readonly Advice[] {
  const aims = aimsOf(missed);
  const [aim] = aims;
  if (aim === undefined) return [];
  const elsewhere = otherPools(missed.pools).slice(0, 1);
  const found: Advice[] = [];
  for (const kind of KINDS) {
    if (found.length + elsewhere.length >= MOST) break;
    const candidates = kind.changes({
      run: missed.run,
      pool: aim.pool,
      batch: batchOn(aim) ?? missed.run.arguments.batch,
      strideOf: context.strideOf,
    });
    const verified = (change: Change): Advice | undefined => verify(kind.kind, { change, aims }, context);
    const advice = kind.shrinking ? byHalving([...candidates], verified) : inTurn(candidates, verified);
    if (advice !== undefined) found.push(advice);
  }
  return [...found, ...elsewhere];
}

/** The pools to make it fit: each that decides where all are required, else the one that it misses by least. */
function aimsOf({ pools, require }: Missed): readonly PoolVerdict[] {
  const known = deciding(pools).filter((pool) => pool.needBytes !== undefined);
  if (require === "all") return known;
  const miss = (pool: PoolVerdict): number => (pool.needBytes ?? 0) - pool.limitBytes;
  return [...known].sort((a, b) => miss(a) - miss(b)).slice(0, 1);
}

/** The change as advice, if the changed run fits every pool that it has to. */
function verify(
  kind: string,
  { change: { run, ...told }, aims }: { readonly change: Change; readonly aims: readonly PoolVerdict[] },
  context: JudgeContext,
): Advice | undefined {
  const found = fullest(() => run, aims, context);
  if (found === undefined || !found.fits) return undefined;
  const { pool, needBytes, limitBytes } = found;
  return { kind, ...told, pool, needBytes, limitBytes, verdict: "FITS" };
}

/** What the run would need with every block checkpointed, fits or not; undefined where that can't be estimated. */
export function checkpointed(missed: Missed, context: JudgeContext): Checkpointed | undefined {
  const { run } = missed;
  const aims = aimsOf(missed);
  if (run.arguments.batch >= 1) return fullest(() => ({ ...run, checkpointing: true }), aims, context);
  // AutoBatch would fill the card again: what is saved shows at the batch that it picks now.
  const found = fullest(
    (aim) => ({ ...withArguments(run, { batch: batchOn(aim) ?? 1 }), checkpointing: true }),
    aims,
    context,
  );
  const batch = batchOn(aims.find(({ pool }) => pool === found?.pool));
  return found && { ...found, ...(batch === undefined ? {} : { batch }) };
}

/** The batch that a run trains at on a pool; undefined where that can't be told. */
const batchOn = (pool: PoolVerdict | undefined): number | undefined =>
  pool?.estimate.status === "estimated" ? pool.estimate.batch : undefined;

/** Of the pools to fit the one that is filled most by the run on it, and whether it fits all of them. */
function fullest(
  runOn: (aim: PoolVerdict) => TrainingRun,
  aims: readonly PoolVerdict[],
  { estimator }: JudgeContext,
): Checkpointed | undefined {
  const needs = aims.flatMap((aim) => {
    const { pool, limitBytes } = aim;
    const need = needOn(runOn(aim), pool, estimator);
    return need === undefined ? [] : [{ pool, limitBytes, ...need }];
  });
  const [most] = [...needs].sort((a, b) => b.needBytes / b.limitBytes - a.needBytes / a.limitBytes);
  if (most === undefined || needs.length < aims.length) return undefined;
  const { pool, needBytes, limitBytes } = most;
  return { pool, needBytes, limitBytes, fits: needs.every((each) => each.needUpperBytes <= each.limitBytes) };
}

type Verified = (change: Change) => Advice | undefined;

function inTurn(candidates: Iterable<Change>, verified: Verified): Advice | undefined {
  for (const change of candidates) {
    const advice = verified(change);
    if (advice !== undefined) return advice;
  }
  return undefined;
}

/** The first of them that fits, if each needs less than the one before it; in any case one that was seen to fit. */
function byHalving(candidates: readonly Change[], verified: Verified): Advice | undefined {
  let found: Advice | undefined;
  let [low, high] = [0, candidates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const change = candidates[middle];
    const advice = change === undefined ? undefined : verified(change);
    if (advice === undefined) low = middle + 1;
    else [found, high] = [advice, middle];
  }
  return found;
}
