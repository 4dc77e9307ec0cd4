import type { Bytes } from "../bytes.ts";
import type { Pool } from "../fleet/fleet.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { withArguments } from "./advice/change.ts";
import { judgePool } from "./pool-verdict.ts";

export const VARIED = ["batch", "imgsz", "scale"] as const;
export type Varied = (typeof VARIED)[number];

export interface LargestQuestion {
  readonly pool: Pool;
  readonly vary: Varied;
  readonly limitBytes: Bytes;
}

export interface LargestAnswer {
  readonly value: string;
  readonly run: TrainingRun;
  readonly needBytes: Bytes;
  readonly limitBytes: Bytes;
}

/** Values beyond this are not asked for: a batch that fits there fits everywhere that matters. */
const MOST_BATCH = 4096;
const MOST_IMGSZ = 8192;

interface Ladder {
  readonly count: number;
  readonly at: (index: number) => { readonly value: string; readonly run: TrainingRun };
}

function ladder(run: TrainingRun, vary: Varied): Ladder {
  const { arguments: args, model } = run;
  if (vary === "batch") {
    const step = args.devices.length;
    return {
      count: Math.floor(MOST_BATCH / step),
      at: (i) => ({ value: String((i + 1) * step), run: withArguments(run, { batch: (i + 1) * step }) }),
    };
  }
  if (vary === "imgsz")
    return {
      count: MOST_IMGSZ / 32,
      at: (i) => ({ value: String((i + 1) * 32), run: withArguments(run, { imgsz: (i + 1) * 32 }) }),
    };
  const scales = Object.entries(model.description.scales ?? {}).sort(
    ([, [d1, w1]], [, [d2, w2]]) => d1 * w1 * w1 - d2 * w2 * w2,
  );
  return {
    count: scales.length,
    at: (i) => ({ value: scales[i]?.[0] ?? "", run: { ...run, model: { ...model, scale: scales[i]?.[0] ?? "" } } }),
  };
}

/**
 * The last value before the first that does not fit, scanning up. Rungs are doubled until one fails and the gap is then
 * halved, which finds the same rung as long as need grows with the value; the rungs around the answer are asked in turn.
 */
export function largest(run: TrainingRun, question: LargestQuestion, estimator: Estimator): LargestAnswer | undefined {
  const rungs = ladder(run, question.vary);
  const judged = (index: number) =>
    judgePool(
      { run: rungs.at(index).run, pool: question.pool, required: true, limitBytes: question.limitBytes },
      estimator,
    );
  const fits = (index: number): boolean => index < rungs.count && judged(index).verdict === "FITS";
  if (!fits(0)) return undefined;
  let low = 0;
  let high = 1;
  while (high < rungs.count && fits(high)) {
    low = high;
    high = high * 2 + 1;
  }
  high = Math.min(high, rungs.count);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  const found = rungs.at(low);
  const { needBytes } = judged(low);
  return needBytes === undefined ? undefined : { ...found, needBytes, limitBytes: question.limitBytes };
}
