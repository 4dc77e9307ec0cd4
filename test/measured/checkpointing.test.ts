import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import { published } from "../../src/graph/models/index.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { aRun } from "../verdict/given.ts";

interface Row {
  readonly model: string;
  readonly batch: number;
  readonly checkpointing: boolean;
  readonly livePeakBytes: number;
}

const ROWS = readFileSync(new URL("checkpointing-8.4.190.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Row);

const IMGSZ = 640;
/** The measured loop holds one batch, the trainer's two: an image in fp32. */
const heldBatch = ({ batch }: Row): number => batch * 3 * IMGSZ * IMGSZ * 4;

/** The run that was measured: eight labels on every image, gradients that add up, no step of the optimizer before the last. */
function livePeak(row: Row): number {
  const answer = deviceNamed("NVIDIA H100 80GB HBM3");
  const found = published.find(`${row.model}.pt`);
  if (!("device" in answer) || found === undefined) throw new Error(row.model);
  const run = aRun({
    arguments: {
      batch: row.batch,
      imgsz: IMGSZ,
      epochs: 1,
      mosaic: 0,
      close_mosaic: 0,
      nbs: 1_000_000,
      warmup_epochs: 0,
    },
  });
  const estimate = createEstimator().estimate(
    {
      ...run,
      model: { ...found.model, written: row.model },
      dataset: { classes: 80, labelsPerImage: { mean: 8, maximum: 8 }, trainImages: 6 * row.batch },
      environment: { ...run.environment, ampCheck: false, finalEvaluation: false },
      ...(row.checkpointing ? { checkpointing: true } : {}),
    },
    answer.device,
  );
  if (estimate.status !== "estimated") throw new Error(estimate.reason.message);
  return estimate.phases.training?.livePeakBytes ?? Number.NaN;
}

/** The worst of the rows is off by 0.19 %. */
const BAR = 0.002;

it.each(ROWS)("$model, checkpointing $checkpointing: the live peak of training is as measured", (row) => {
  const estimated = livePeak(row) - heldBatch(row);
  expect(Math.abs(estimated / row.livePeakBytes - 1)).toBeLessThan(BAR);
});
