import { bytes } from "../../src/bytes.ts";
import { GPUS } from "../../src/fleet/catalogue.ts";
import { DEFAULT_POLICY, defaultFleet } from "../../src/fleet/default-fleet.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { limitBytes } from "../../src/fleet/limits.ts";
import type { Estimator } from "../../src/memory/estimate-types.ts";
import { rulesOf } from "../../src/pipeline/side.ts";
import { strideOf } from "../../src/training/model-stride.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { withArguments } from "../../src/verdict/advice/change.ts";
import { judgeRun } from "../../src/verdict/judge.ts";
import { searching } from "../../src/verdict/largest.ts";
import type { Advice } from "../../src/verdict/verdict.ts";
import { judged } from "./answer.ts";
import type { GpuRow } from "./question.ts";

/** Every card and slice of the catalogue whose memory is known, as a pool of one. */
export const CATALOGUE: readonly Pool[] = GPUS.flatMap((gpu): Pool[] => {
  const found = deviceNamed(gpu.name);
  if (!("device" in found)) return [];
  return [
    {
      name: gpu.name,
      device: found.device,
      gpusPerRun: 1,
      reserveBytes: bytes(0),
      smoke: "never",
      notes: found.notes,
    },
  ];
});

/** Changes that make the run fit this GPU, verified as in the command; none where it fits. */
export function fixesFor(run: TrainingRun, pool: Pool, estimator: Estimator): readonly Advice[] {
  const fleet = { ...defaultFleet(), file: "page", pools: [pool] };
  const context = { rules: rulesOf(fleet), estimator, strideOf, today: "2000-01-01" };
  return judgeRun({ run, problems: [] }, context).advice;
}

/** Verdict at the written values. */
export const rowOf = (run: TrainingRun, pool: Pool, estimator: Estimator): GpuRow => ({
  name: pool.name,
  totalBytes: pool.device.totalBytes,
  judged: judged(run, pool, estimator),
});

/** The largest value that fits, in steps between which other things can be done: as `gpu-memory fit` finds it. */
export function* largestOn(
  run: TrainingRun,
  { pool, vary }: { readonly pool: Pool; readonly vary: "batch" | "imgsz" },
  estimator: Estimator,
): Generator<unknown, string> {
  const question = { pool, vary, limitBytes: limitBytes(pool, DEFAULT_POLICY), stride: strideOf(run.model) };
  const found = yield* searching(run, question, estimator);
  return found === undefined ? "none" : `${found.value}${found.unlimited ? " or more" : ""}`;
}

/** What AutoBatch would pick; a dash where the trainer has none, on several GPUs. */
export function pickedOn(run: TrainingRun, pool: Pool, estimator: Estimator): string {
  if (run.arguments.devices.length > 1) return "–";
  return String(estimator.batch(withArguments(run, { batch: -1 }), pool.device) ?? "–");
}
