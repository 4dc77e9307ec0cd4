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

/**
 * The last value before the first that is not FITS, scanning up; undefined where the smallest one is not. Values that need far
 * less than the limit are not tried one by one: see DIP.
 */
export function largest(run: TrainingRun, question: LargestQuestion, estimator: Estimator): LargestAnswer | undefined {
  const steps = searching(run, question, estimator);
  let step = steps.next();
  while (step.done !== true) {
    question.trying?.(step.value);
    step = steps.next();
  }
  return step.value;
}

/** The same, step by step: yields each value before it is tried, so that whoever asks can do other things in between. */
export function* searching(
  run: TrainingRun,
  question: LargestQuestion,
  estimator: Estimator,
): Generator<string, LargestAnswer | undefined> {
  const rungs = ladder(run, question.vary, question);
  const { pool, limitBytes } = question;
  const needAt = (index: number): Need | undefined => needOn(rungs.at(index).run, pool, estimator);
  const found = yield* lastThatFits(rungs, {
    upperAt: (index) => needAt(index)?.needUpperBytes ?? Number.POSITIVE_INFINITY,
    limitBytes,
    totalBytes: pool.device.totalBytes,
  });
  const need = found === undefined ? undefined : needAt(found);
  if (found === undefined || need === undefined) return undefined;
  const { needBytes, needUpperBytes } = need;
  const unlimited = rungs.count > 1 && found === rungs.count - 1;
  return { ...rungs.at(found), needBytes, needUpperBytes, limitBytes, unlimited };
}

/**
 * How much more a value may need than a larger one. In scans of six models over 70 batches, of twelve over every batch (118 to
 * 651 of them), and of four over 50 image sizes, on seven cards a value needed at most 1.07 times as much as any larger one, but
 * for where the trainer begins to empty the cache. There, in scans of six models over up to 160 batches on four cards, upper ends
 * of intervals fell by up to 1.37 times, and never from above 0.83 of the card. Both bounds leave room beyond that.
 */
const DIP = 1.1;
const DIP_WHERE_EMPTIED = 1.5;
/** Limits from this share of the card on are above all of the latter. */
const NEVER_EMPTIED_FIRST = 0.9;
/** So few values are all tried: scales of a model need not come in order. */
const FEW = 8;

interface Scan {
  readonly upperAt: (index: number) => number;
  readonly limitBytes: Bytes;
  readonly totalBytes: Bytes;
}

/**
 * Every value is tried from the first on that needs so much that a smaller one may not fit: need may fall along a ladder, and a
 * search by halving alone can jump over a value that does not fit. That first one is found by doubling and halving.
 */
function* lastThatFits(
  rungs: Ladder,
  { upperAt, limitBytes, totalBytes }: Scan,
): Generator<string, number | undefined> {
  const dip = limitBytes >= NEVER_EMPTIED_FIRST * totalBytes ? DIP : DIP_WHERE_EMPTIED;
  const value = (index: number): string => rungs.at(index).value;
  let [safe, near] = [-1, rungs.count <= FEW ? 0 : rungs.count];
  for (let next = 0; next < near; next = 2 * next + 1) {
    yield value(next);
    if (upperAt(next) * dip <= limitBytes) safe = next;
    else near = next;
  }
  while (near - safe > 1) {
    const middle = (safe + near) >> 1;
    yield value(middle);
    if (upperAt(middle) * dip <= limitBytes) safe = middle;
    else near = middle;
  }
  let tried = near;
  for (; tried < rungs.count; tried++) {
    yield value(tried);
    if (upperAt(tried) > limitBytes) break;
  }
  return tried === 0 ? undefined : tried - 1;
}
