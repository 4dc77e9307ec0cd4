import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes } from "../../src/bytes.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { limitBytes } from "../../src/fleet/limits.ts";
import { published } from "../../src/graph/models/index.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { judgeRun } from "../../src/verdict/judge.ts";
import { largest } from "../../src/verdict/largest.ts";
import { judgePool, needOn } from "../../src/verdict/pool-verdict.ts";
import type { Advice } from "../../src/verdict/verdict.ts";
import { aRun, contextOf, fleetOf, pool } from "./given.ts";

// The real engine, on cards cut down so that small runs miss them.

const estimator = createEstimator();
const CARDS = ["T4", "L4", "H100"];

function card(name: string, gibibytes: number): Pool {
  const answer = deviceNamed(name);
  if (!("device" in answer)) throw new Error(name);
  const { totalBytes } = pool(name, gibibytes).device;
  return { ...pool(name, gibibytes), device: { ...answer.device, totalBytes } };
}

function runOf(written: string, batch: number, imgsz: number): TrainingRun {
  const found = published.find(written);
  if (found === undefined) throw new Error(written);
  const run = aRun({ written, arguments: { batch, imgsz, epochs: 1 } });
  const environment = { ...run.environment, ampCheck: false, finalEvaluation: false };
  return { ...run, model: { ...found.model, written }, environment };
}

const questions = fc.record({
  written: fc.constantFrom("yolov8n.pt", "yolov8s.pt", "yolov10n.pt", "yolo11n.pt"),
  batch: fc.constantFrom(8, 12, 16, 24, 32),
  imgsz: fc.constantFrom(160, 224, 256, 320),
  on: fc.constantFrom(...CARDS),
  gibibytes: fc.double({ min: 0.8, max: 2, noNaN: true }),
});

/** What a reader does who takes the advice: `batch: 24 → 9, nbs: 64 → 72` puts two values in place of others. */
function applied(run: TrainingRun, { change, kind }: Advice): TrainingRun {
  if (kind === "pool") return run;
  const [, allocator] = /^PYTORCH_CUDA_ALLOC_CONF=(.*)$/.exec(change) ?? [];
  if (allocator !== undefined) return { ...run, environment: { ...run.environment, allocator } };
  const values = [...change.matchAll(/(\w+): \S+ → ([\w.-]+)/g)].map(([, name, value]) => [name!, value!] as const);
  expect(values).not.toEqual([]);
  const written = Object.fromEntries(values);
  const model = written.model === undefined ? run.model : published.find(written.model)!.model;
  const numbers = values.filter(([name]) => name !== "model" && name !== "optimizer");
  const optimizer = written.optimizer ?? run.arguments.optimizer;
  const changed = Object.fromEntries(numbers.map(([name, value]) => [name, Number(value)]));
  return { ...run, model, arguments: { ...run.arguments, optimizer, ...changed } };
}

describe("on 30 random configs and pools, with the real engine", () => {
  it("every change that is advised makes the run FIT, with the need that was told", () => {
    let advised = 0;
    fc.assert(
      fc.property(questions, ({ written, batch, imgsz, on, gibibytes }) => {
        const run = runOf(written, batch, imgsz);
        const world = { pools: [card(on, gibibytes)], required: [on], estimator };
        const { advice } = judgeRun({ run, problems: [] }, contextOf(world));
        for (const each of advice) {
          const again = judgePool(
            { run: applied(run, each), pool: each.pool, required: true, limitBytes: each.limitBytes },
            createEstimator(),
          );
          expect([each.change, again.verdict, again.needBytes]).toEqual([each.change, "FITS", each.needBytes]);
          advised++;
        }
      }),
      { numRuns: 30, seed: 5 },
    );
    expect(advised).toBeGreaterThan(10);
  });

  it("the largest batch is FITS, and one more is not", () => {
    let found = 0;
    fc.assert(
      fc.property(questions, ({ written, imgsz, on, gibibytes }) => {
        const run = runOf(written, 1, imgsz);
        const on1 = card(on, gibibytes);
        const limit = limitBytes(on1, fleetOf({ pools: [on1] }).policy);
        const answer = largest(run, { pool: on1, vary: "batch", limitBytes: limit, stride: 32 }, estimator);
        if (answer === undefined) return;
        const verdict = (batch: number) =>
          judgePool({ run: runOf(written, batch, imgsz), pool: on1, required: true, limitBytes: limit }, estimator)
            .verdict;
        expect(verdict(Number(answer.value))).toBe("FITS");
        expect(verdict(Number(answer.value) + 1)).not.toBe("FITS");
        found++;
      }),
      { numRuns: 30, seed: 7 },
    );
    expect(found).toBeGreaterThan(10);
  });
});

it("the largest batch is the last before the first that does not fit, whatever the limit: trying every value changes nothing", () => {
  // Its need falls by 15 % where the trainer begins to empty the cache, and rises and falls by some percent elsewhere.
  const run = runOf("yolov8m.pt", 1, 320);
  const on = { ...card("L4", 22.03), name: "L4" };
  const upper: number[] = [];
  const total = on.device.totalBytes;
  while ((upper.at(-1) ?? 0) <= total) {
    const need = needOn(runOf("yolov8m.pt", upper.length + 1, 320), on, estimator);
    upper.push(need?.needUpperBytes ?? Number.POSITIVE_INFINITY);
  }
  for (let share = 0.3; share <= 1; share += 0.01) {
    const limit = bytes(Math.floor(total * share));
    const first = upper.findIndex((each) => each > limit);
    const found = largest(run, { pool: on, vary: "batch", limitBytes: limit, stride: 32 }, estimator);
    expect([share, Number(found?.value ?? 0)]).toEqual([share, first]);
  }
});
