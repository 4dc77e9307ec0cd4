import { describe, expect, it } from "vitest";
import { bytes, gib } from "../../src/bytes.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { measureLine } from "../../src/smoke/measure-line.ts";
import { poolJobs } from "../../src/smoke/pool-job.ts";
import { type Selection, smokeTests } from "../../src/smoke/smoke-tests.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { judgePool } from "../../src/verdict/pool-verdict.ts";
import type { RunVerdict } from "../../src/verdict/verdict.ts";
import { playable, rowsOf } from "../measured/runs.ts";

const COMMIT = "a".repeat(40);
const ALL: Selection = { wanted: undefined, pools: [] };
const estimator = createEstimator();
const found = playable(rowsOf("h200-8.4.190").find(({ id }) => id === "u031")!);
if (!("run" in found)) throw new Error(found.message);
const run: TrainingRun = { ...found.run, id: "configs/a.yaml", place: { file: "configs/a.yaml", line: 1, column: 1 } };
const named = deviceNamed("H100 80GB HBM3");
if (!("device" in named)) throw new Error("no such card");

function pool(name: string, more: Partial<Pool> = {}): Pool {
  const plain = {
    device: (named as { device: Pool["device"] }).device,
    gpusPerRun: 1,
    reserveBytes: bytes(0),
    notes: [],
  };
  return { name, ...plain, runner: ["self-hosted", name], smoke: "when-undecided", ...more };
}

/** A run on a pool that has room for it, hardly any, or none at all. */
const ROOM = { roomy: gib(40), tight: gib(4), far: gib(0.5) } as const;
function judged(pools: readonly (readonly [Pool, keyof typeof ROOM, boolean?])[], of: TrainingRun = run): RunVerdict {
  const verdicts = pools.map(([pool, room, required = true]) => {
    const estimate = estimator.estimate(of, pool.device);
    if (estimate.status !== "estimated") throw new Error(estimate.reason.message);
    const tight = bytes(
      (estimate.interval.lowerBytes + estimate.interval.upperBytes) / 2 + estimate.outsideAllocatorBytes,
    );
    return judgePool({ run: of, pool, required, limitBytes: room === "tight" ? tight : ROOM[room] }, estimator);
  });
  return { id: of.id, place: of.place, run: of, pools: verdicts } as unknown as RunVerdict;
}

const chosen = (verdict: RunVerdict, selection = ALL): readonly string[] =>
  smokeTests([verdict], selection).tests.map(({ predicted }) => predicted.pool.name);

describe("which runs are measured", () => {
  it("those that are undecided, all, or none, as their pools say", () => {
    expect(chosen(judged([[pool("undecided"), "tight"]]))).toEqual(["undecided"]);
    expect(
      chosen(
        judged([
          [pool("clear"), "roomy"],
          [pool("hopeless"), "far"],
        ]),
      ),
    ).toEqual([]);
    expect(chosen(judged([[pool("always", { smoke: "always" }), "roomy"]]))).toEqual(["always"]);
    expect(chosen(judged([[pool("never", { smoke: "never" }), "tight"]]))).toEqual([]);
  });

  it("on the pools that decide about them alone, unless a pool is named", () => {
    const verdict = judged([
      [pool("required", { smoke: "always" }), "roomy"],
      [pool("other", { smoke: "always" }), "roomy", false],
    ]);
    expect(chosen(verdict)).toEqual(["required"]);
    expect(chosen(verdict, { wanted: undefined, pools: ["other"] })).toEqual(["other"]);
  });

  it("those that are named, whatever the pool says, and no others", () => {
    const verdict = judged([[pool("never", { smoke: "never" }), "roomy"]]);
    expect(chosen(verdict, { wanted: (path) => path === "configs/a.yaml", pools: [] })).toEqual(["never"]);
    expect(chosen(verdict, { wanted: (path) => path === "configs/b.yaml", pools: [] })).toEqual([]);
  });

  it("with a reason for those that can't be", () => {
    const { runner: _, ...without } = pool("without", { smoke: "always" });
    const verdict = judged([
      [without, "roomy"],
      [pool("several", { smoke: "always", gpusPerRun: 2 }), "roomy"],
    ]);
    expect(smokeTests([verdict], ALL)).toEqual({
      tests: [],
      leftOut: [
        { id: "configs/a.yaml", pool: "without", why: "The pool `without` names no `runner`." },
        { id: "configs/a.yaml", pool: "several", why: "It trains on several GPUs, and a smoke test on one." },
      ],
    });
  });

  it("at most 20 on a pool", () => {
    const verdicts = Array.from({ length: 22 }, (_, index) =>
      judged([[pool("busy", { smoke: "always" }), "roomy"]], { ...run, id: `run ${index}` }),
    );
    const { tests, leftOut } = smokeTests(verdicts, ALL);
    expect([tests.length, leftOut.map(({ id }) => id)]).toEqual([20, ["run 20", "run 21"]]);
  });
});

describe("what a runner is told", () => {
  const lineOf = (changed: Partial<TrainingRun>, room: keyof typeof ROOM = "roomy") => {
    const of = { ...run, ...changed };
    const [predicted] = judged([[pool("team"), room]], run).pools;
    return measureLine({ run: of, predicted: predicted! }, COMMIT);
  };

  it("is what the config writes of what decides memory, and nothing that names a file or an address", () => {
    const written = {
      batch: 16,
      imgsz: 640,
      amp: false,
      pretrained: "https://example.com/x.pt",
      data: "/etc/x",
      project: "/tmp",
      cfg: "x.yaml",
    };
    const found = lineOf({
      written,
      arguments: { ...run.arguments, amp: "off", pretrained: "https://example.com/x.pt" },
    });
    expect(found).toMatchObject({ line: { id: "configs/a.yaml", pool: "team", commit: COMMIT } });
    expect("line" in found && found.line.train).toEqual({ model: "yolov8n.yaml", batch: 16, imgsz: 640, amp: false });
    expect(JSON.stringify(found)).not.toMatch(/example\.com|etc|cfg/);
  });

  it("is the limit less what is outside the allocator", () => {
    const estimate = estimator.estimate(run, pool("team").device);
    const outside = estimate.status === "estimated" ? estimate.outsideAllocatorBytes : 0;
    expect(lineOf({})).toMatchObject({ line: { environment: { allocatorCapBytes: ROOM.roomy - outside } } });
  });

  it("is the name of a published model without what stands before it", () => {
    expect(lineOf({ model: { ...run.model, written: "/srv/weights/yolov8n.pt" } })).toMatchObject({
      line: { train: { model: "yolov8n.pt" } },
    });
  });

  it("is one class less where a class for the background is added to polygons", () => {
    const dataset = { ...run.dataset, classes: 5, labelsPerImage: { mean: 3, maximum: 9 } };
    expect(lineOf({ dataset })).toMatchObject({
      line: { dataset: { classes: 5, labelsPerImage: { mean: 3, max: 9 } } },
    });
    expect(lineOf({ dataset, task: "semantic" })).toMatchObject({ line: { dataset: { classes: 4 } } });
  });

  it("is one job a pool, with the card's name where the driver prints it", () => {
    const slice = deviceNamed("A100-80-2g.20gb");
    if (!("device" in slice)) throw new Error("no such slice");
    const pools = [
      pool("card", { smoke: "always" }),
      pool("slice", { smoke: "always", device: slice.device, reserveBytes: gib(1) }),
    ];
    const { jobs } = poolJobs(smokeTests([judged(pools.map((each) => [each, "roomy"] as const))], ALL), COMMIT);
    expect(jobs).toMatchObject([
      { pool: "card", runner: ["self-hosted", "card"], gpu: "NVIDIA H100 80GB HBM3", shared: false },
      { pool: "slice", gpu: "", shared: true },
    ]);
  });
});
