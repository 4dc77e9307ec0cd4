import type { TrainingRun } from "../../training/training-run.ts";
import { deciding, overall, type Require } from "../conclusion.ts";
import type { JudgeContext } from "../judge.ts";
import { judgePool } from "../pool-verdict.ts";
import type { Advice, PoolVerdict } from "../verdict.ts";
import type { Change } from "./change.ts";
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
  const pool = aims[0]?.pool;
  if (pool === undefined) return [];
  const elsewhere = otherPools(missed.pools).slice(0, 1);
  const found: Advice[] = [];
  for (const [kind, changes] of KINDS) {
    if (found.length + elsewhere.length >= MOST) break;
    const candidates = changes({ run: missed.run, pool, strideOf: context.strideOf });
    const advice = firstThatFits({ kind, changes: candidates }, aims, context);
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

function firstThatFits(
  candidates: { readonly kind: string; readonly changes: Iterable<Change> },
  aims: readonly PoolVerdict[],
  { estimator }: JudgeContext,
): Advice | undefined {
  for (const { run, ...change } of candidates.changes) {
    const judged = aims.map(({ pool, required, limitBytes }) =>
      judgePool({ run, pool, required, limitBytes }, estimator),
    );
    const fullest = [...judged].sort((a, b) => share(b) - share(a))[0];
    if (overall(judged, "all") !== "FITS" || fullest?.needBytes === undefined) continue;
    const { pool, needBytes, limitBytes, verdict } = fullest;
    return { kind: candidates.kind, pool, ...change, needBytes, limitBytes, verdict };
  }
  return undefined;
}

const share = (pool: PoolVerdict): number => (pool.needBytes ?? 0) / pool.limitBytes;
