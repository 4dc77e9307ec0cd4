import { bytes, inGiB } from "../bytes.ts";
import type { Policy, Pool } from "../fleet/fleet.ts";
import { limitBytes } from "../fleet/limits.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import { aligned } from "../report/aligned.ts";
import { strideOf } from "../training/model-stride.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { withArguments } from "../verdict/advice/change.ts";
import type { Varied } from "../verdict/ladder.ts";
import { largest } from "../verdict/largest.ts";
import type { Answer } from "./answer.ts";

export interface FitQuestion {
  readonly run: TrainingRun;
  readonly pools: readonly Pool[];
  readonly policy: Policy;
  readonly vary: readonly Varied[];
  /** Told which value is tried, and "" when all are done. */
  readonly progress?: (text: string) => void;
}

const HEAD = ["GPU", "VARIED", "LARGEST THAT FITS", "NEEDS GiB", "LIMIT"];
const AUTO_BATCH = "AutoBatch";
const NONE = "none fits";

/** `fit CONFIG --gpu NAME [--vary batch|imgsz|scale]`: the largest value that fits, the others kept. */
export function largestThatFits(question: FitQuestion, estimator: Estimator): Answer {
  const rows = question.pools.flatMap((pool) => [
    ...question.vary.map((vary) => row(question, { pool, vary }, estimator)),
    ...(question.vary.includes("batch") ? autoBatch(question, pool, estimator) : []),
  ]);
  question.progress?.("");
  const none = rows.every(([, varied, value]) => varied === AUTO_BATCH || value === NONE);
  return { out: `${aligned([HEAD, ...rows], [3, 4])}\n`, errors: [], exit: none ? 1 : 0 };
}

function row(
  { run, policy, progress }: FitQuestion,
  { pool, vary }: { readonly pool: Pool; readonly vary: Varied },
  estimator: Estimator,
): readonly string[] {
  const limit = limitBytes(pool, policy);
  const trying = (value: string): void => progress?.(`${pool.name}: trying ${vary} ${value}`);
  const found = largest(run, { pool, vary, limitBytes: limit, stride: strideOf(run.model), trying }, estimator);
  if (found === undefined) return [pool.name, vary, NONE, "", inGiB(limit)];
  const value = `${found.value}${found.unlimited ? (vary === "scale" ? ", the largest" : " or more") : ""}`;
  return [pool.name, vary, value, `${inGiB(found.needBytes)}, at most ${inGiB(found.needUpperBytes)}`, inGiB(limit)];
}

/** What `batch: -1` would come to; nothing where that can't be told. */
function autoBatch({ run, policy }: FitQuestion, pool: Pool, estimator: Estimator): readonly (readonly string[])[] {
  if (run.arguments.devices.length > 1) return [];
  const picked = estimator.estimate(withArguments(run, { batch: -1 }), pool.device);
  if (picked.status === "unknown") return [];
  const need = bytes(picked.reservedPeakBytes + picked.outsideAllocatorBytes);
  return [[pool.name, AUTO_BATCH, `picks ${picked.batch}`, inGiB(need), inGiB(limitBytes(pool, policy))]];
}
