import { formatGiB } from "../bytes.ts";
import type { Policy, Pool } from "../fleet/fleet.ts";
import { limitBytes } from "../fleet/limits.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import { aligned } from "../report/aligned.ts";
import { strideOf } from "../training/model-stride.ts";
import type { TrainingRun } from "../training/training-run.ts";
import type { Varied } from "../verdict/ladder.ts";
import { largest } from "../verdict/largest.ts";
import type { Answer } from "./answer.ts";

export interface FitQuestion {
  readonly run: TrainingRun;
  readonly pools: readonly Pool[];
  readonly policy: Policy;
  readonly vary: readonly Varied[];
}

/** `fit CONFIG --gpu NAME [--vary batch|imgsz|scale]`: the largest value that fits, the others kept. */
export function largestThatFits(question: FitQuestion, estimator: Estimator): Answer {
  const rows: string[][] = [];
  for (const pool of question.pools)
    for (const vary of question.vary) {
      const limit = limitBytes(pool, question.policy);
      const stride = strideOf(question.run.model);
      const found = largest(question.run, { pool, vary, limitBytes: limit, stride }, estimator);
      rows.push(
        found === undefined
          ? [pool.name, vary, "none fits", "", ""]
          : [
              pool.name,
              vary,
              `${found.value}${found.unlimited ? " or more" : ""}`,
              formatGiB(found.needBytes),
              `of ${formatGiB(found.limitBytes)}`,
            ],
      );
    }
  const none = rows.every((row) => row[2] === "none fits");
  return {
    out: `${aligned([["GPU", "VARIED", "LARGEST THAT FITS", "NEEDS", ""], ...rows])}\n`,
    errors: [],
    exit: none ? 1 : 0,
  };
}
