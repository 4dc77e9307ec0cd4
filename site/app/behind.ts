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
import { largest } from "../../src/verdict/largest.ts";
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

/** Verdict at the written values: the first half of a row. */
export const rowOf = (run: TrainingRun, pool: Pool, estimator: Estimator): GpuRow => ({
  name: pool.name,
  totalBytes: pool.device.totalBytes,
  judged: judged(run, pool, estimator),
  largestBatch: undefined,
  largestImgsz: undefined,
  autoBatch: undefined,
});

/** The largest batch and image size that fit, and what AutoBatch would pick: the second half. */
export function withLargest(row: GpuRow, run: TrainingRun, pool: Pool, estimator: Estimator): GpuRow {
  const limit = limitBytes(pool, DEFAULT_POLICY);
  const of = (vary: "batch" | "imgsz"): string => {
    const found = largest(run, { pool, vary, limitBytes: limit, stride: strideOf(run.model) }, estimator);
    return found === undefined ? "none" : `${found.value}${found.unlimited ? " or more" : ""}`;
  };
  const picked =
    run.arguments.devices.length > 1 ? undefined : estimator.estimate(withArguments(run, { batch: -1 }), pool.device);
  return {
    ...row,
    largestBatch: of("batch"),
    largestImgsz: of("imgsz"),
    autoBatch: picked?.status === "estimated" ? picked.batch : undefined,
  };
}
