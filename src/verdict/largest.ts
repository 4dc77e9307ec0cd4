import type { Bytes } from "../bytes.ts";
import type { Pool } from "../fleet/fleet.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { type Ladder, ladder, type Varied } from "./ladder.ts";
import { judgePool } from "./pool-verdict.ts";
import type { PoolVerdict } from "./verdict.ts";

export interface LargestQuestion {
  readonly pool: Pool;
  readonly vary: Varied;
  readonly limitBytes: Bytes;
  readonly stride: number;
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
  const rungs = ladder(run, question.vary, question.stride);
  const { pool, limitBytes } = question;
  const judged = new Map<number, PoolVerdict>();
  const judge = (index: number): PoolVerdict => {
    const known =
      judged.get(index) ?? judgePool({ run: rungs.at(index).run, pool, required: true, limitBytes }, estimator);
    judged.set(index, known);
    return known;
  };
  const found = lastThatFits(rungs, judge, judged);
  if (found === undefined) return undefined;
  const { needBytes, needUpperBytes } = judge(found);
  if (needBytes === undefined || needUpperBytes === undefined) return undefined;
  return {
    ...rungs.at(found),
    needBytes,
    needUpperBytes,
    limitBytes,
    unlimited: rungs.count > 1 && found === rungs.count - 1,
  };
}

type Judge = (index: number) => PoolVerdict;

/**
 * Rungs are doubled until one fails and the gap is then halved. That finds the first failing one only if need grows along
 * the ladder; where the rungs that were tried say otherwise, all are tried in turn.
 */
function lastThatFits(rungs: Ladder, judge: Judge, judged: ReadonlyMap<number, PoolVerdict>): number | undefined {
  const fits = (index: number): boolean => judge(index).verdict === "FITS";
  if (!fits(0)) return undefined;
  let [low, high] = [0, 1];
  while (high < rungs.count && fits(high)) [low, high] = [high, high * 2 + 1];
  high = Math.min(high, rungs.count);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return grows(judged) ? low : scanUp(low, fits);
}

function grows(judged: ReadonlyMap<number, PoolVerdict>): boolean {
  const needs = [...judged].sort(([a], [b]) => a - b).flatMap(([, { needUpperBytes }]) => needUpperBytes ?? []);
  return needs.every((need, index) => need >= (needs[index - 1] ?? 0));
}

function scanUp(most: number, fits: (index: number) => boolean): number {
  let index = 0;
  while (index < most && fits(index + 1)) index++;
  return index;
}
