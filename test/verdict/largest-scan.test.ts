import { describe, expect, it } from "vitest";
import { bytes } from "../../src/bytes.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { ladder } from "../../src/verdict/ladder.ts";
import { largest } from "../../src/verdict/largest.ts";
import { needOn } from "../../src/verdict/pool-verdict.ts";
import { gpu, runWith } from "../memory/run-with.ts";

const estimator = createEstimator();

const poolOf = (name: string): Pool => ({
  name,
  device: gpu(name),
  gpusPerRun: 1,
  reserveBytes: bytes(0),
  smoke: "never",
  notes: [],
});

/** Several epochs with mosaic, as users train: the cache is emptied between them. */
const usual = (model: string, more: Readonly<Record<string, unknown>> = {}): TrainingRun =>
  runWith({
    train: { model, epochs: 100, mosaic: 1, batch: 4, ...more },
    dataset: { labelsPerImage: { mean: 7.3, max: 93 }, trainImages: 118_287, valImages: 5000 },
  });

describe("the largest value is that of a scan which tries each", () => {
  it.each([
    ["yolov8m.yaml", "NVIDIA GeForce RTX 4060", "batch", 1],
    ["yolov8m.yaml", "Tesla T4", "batch", 1],
    ["yolov8m.yaml", "Tesla T4", "batch", 0.72],
    ["yolo11s.yaml", "NVIDIA GeForce RTX 3060", "batch", 0.6],
    ["yolov8m.yaml", "NVIDIA GeForce RTX 4060", "imgsz", 1],
    ["rtdetr-l.yaml", "Tesla T4", "imgsz", 0.75],
  ] as const)("%s on %s: %s, at %d of the card", (model, name, vary, share) => {
    const run = usual(model);
    const pool = poolOf(name);
    const limitBytes = bytes(Math.floor(pool.device.totalBytes * share));
    const rungs = ladder(run, vary, { stride: 32 });
    let tried = 0;
    while ((needOn(rungs.at(tried).run, pool, estimator)?.needUpperBytes ?? Number.POSITIVE_INFINITY) <= limitBytes)
      tried++;
    const answer = largest(run, { pool, vary, limitBytes, stride: 32 }, estimator);
    expect(answer?.value).toBe(rungs.at(tried - 1).value);
    expect(tried).toBeGreaterThan(3);
  });
});

it("tries a share of the values where the limit is far", () => {
  const tried: string[] = [];
  const pool = poolOf("NVIDIA L4");
  const question = { pool, vary: "batch" as const, limitBytes: pool.device.totalBytes, stride: 32 };
  const answer = largest(usual("yolov8n.yaml"), { ...question, trying: (value) => tried.push(value) }, estimator);
  expect(Number(answer?.value)).toBeGreaterThan(60);
  expect(tried.length).toBeLessThan(Number(answer?.value) / 3);
});
