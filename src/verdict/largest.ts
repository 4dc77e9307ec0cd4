import type { Bytes } from "../bytes.ts";
import type { Pool } from "../fleet/fleet.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { type Ladder, ladder, type Varied } from "./ladder.ts";
import { type Need, needOn } from "./pool-verdict.ts";

export interface LargestQuestion {
  readonly pool: Pool;
  readonly vary: Varied;
  readonly limitBytes: Bytes;
  readonly stride: number;
  /** Batches above it are not asked for. */
  readonly mostBatch?: number;
  /** Told each value before it is tried. */
  readonly trying?: (value: string) => void;
}

export interface LargestAnswer {
  readonly value: string;
  readonly run: TrainingRun;
  readonly needBytes: Bytes;
  /** The upper end, which is what has to be within the limit. */
  readonly needUpperBytes: Bytes;
  readonly limitBytes: Bytes;
  /** All values up to the largest that is asked for fit. */
  readonly unlimited: boolean;
}

/** The last value before the first that is not FITS, scanning up; undefined where the smallest one is not. */
export function largest(run: TrainingRun, question: LargestQuestion, estimator: Estimator): LargestAnswer | undefined {
  const rungs = ladder(run, question.vary, question);
  const { pool, limitBytes } = question;
  const needAt = (index: number): Need | undefined => needOn(rungs.at(index).run, pool, estimator);
  const fits = (index: number): boolean => {
    question.trying?.(rungs.at(index).value);
    return (needAt(index)?.needUpperBytes ?? Number.POSITIVE_INFINITY) <= limitBytes;
  };
  const found = lastThatFits(rungs, fits);
  const need = found === undefined ? undefined : needAt(found);
  if (found === undefined || need === undefined) return undefined;
  const { needBytes, needUpperBytes } = need;
  const unlimited = rungs.count > 1 && found === rungs.count - 1;
  return { ...rungs.at(found), needBytes, needUpperBytes, limitBytes, unlimited };
}

/**
 * Every rung is tried: need may fall along a ladder, where the trainer empties the cache or the allocator happens to waste less,
 * so that a search by halving can jump over one that does not fit.
 */
function lastThatFits(rungs: Ladder, fits: (index: number) => boolean): number | undefined {
  let tried = 0;
  while (tried < rungs.count && fits(tried)) tried++;
  return tried === 0 ? undefined : tried - 1;
}
