import { describe, expect, it } from "vitest";
import { inGiB } from "../../src/bytes.ts";
import { batch, effectiveBatch } from "../../src/verdict/advice/batch.ts";
import { KINDS } from "../../src/verdict/advice/kinds.ts";
import { judgeRun } from "../../src/verdict/judge.ts";
import { aRun, contextOf, pool, type Wanted, type World } from "./given.ts";

const advised = (world: World, wanted: Wanted = {}) =>
  judgeRun({ run: aRun(wanted), problems: [] }, contextOf(world)).advice.map(
    ({ kind, change, needBytes, pool: { name } }) => `${kind}: ${change} (${inGiB(needBytes)} on ${name})`,
  );

const changesOf = (kind: string, wanted: Wanted, total = 24) =>
  [
    ...(KINDS.find((each) => each.kind === kind)?.changes({
      run: aRun(wanted),
      pool: pool("card", total, { count: 4 }),
      batch: 27,
      strideOf: () => 32,
    }) ?? []),
  ].map(({ change }) => change);

describe("advice", () => {
  it("is what changes the training least, with the need that was estimated, and another pool last", () => {
    const pools = [pool("small", 16), pool("medium", 24), pool("large", 80)];
    expect(advised({ pools, required: ["small"] })).toEqual([
      "batch: batch: 16 → 8 (10.5 on small)",
      "imgsz: imgsz: 640 → 544 (14.1 on small)",
      "pool: train it on medium (18.5 on medium)",
    ]);
  });

  it("names the cheapest other pool where prices are declared", () => {
    const pools = [
      pool("small", 16),
      pool("medium", 24, { price: 2 }),
      pool("large", 80, { price: 1 }),
      pool("pair", 80, { price: 0.6, gpusPerRun: 2 }),
    ];
    expect(advised({ pools, required: ["small"] }).at(-1)).toBe("pool: train it on large (18.5 on large)");
  });

  it("is expandable segments first, where those alone suffice", () => {
    const tight = { pools: [pool("card", 18.5)], policy: { tight: "fail" as const } };
    expect(advised(tight)[0]).toBe("allocator: PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True (17.6 on card)");
  });

  it("has to fit every pool where all are required", () => {
    const pools = [pool("small", 8), pool("medium", 16)];
    expect(advised({ pools, required: ["small", "medium"], require: "all" })[0]).toBe(
      "batch: batch: 16 → 4 (6.5 on small)",
    );
  });

  it("is for the pool that is missed by least where any would do", () => {
    const pools = [pool("small", 8), pool("medium", 16)];
    expect(advised({ pools, required: ["small", "medium"] })[0]).toBe("batch: batch: 16 → 8 (10.5 on medium)");
  });

  it("says beside it what gradient checkpointing would do, whether or not that is enough", () => {
    const pools = (size: number) => ({ pools: [pool("card", size)], required: ["card"] });
    const told = (size: number) => {
      const found = judgeRun({ run: aRun(), problems: [] }, contextOf(pools(size))).checkpointed;
      return found && [inGiB(found.needBytes), found.fits];
    };
    expect(told(16)).toEqual(["10.5", true]);
    expect(told(9)).toEqual(["10.5", false]);
    expect(told(24)).toBeUndefined();
  });

  it("is none for a run that fits", () => {
    expect(advised({ pools: [pool("card", 24)] })).toEqual([]);
  });
});

describe("kinds of advice", () => {
  it("batch: keeps the effective batch, with nbs as it is first", () => {
    expect(changesOf("batch", { arguments: { batch: 16, nbs: 64 } }).slice(0, 4)).toEqual([
      "batch: 16 → 8",
      "batch: 16 → 4",
      "batch: 16 → 2",
      "batch: 16 → 1",
    ]);
    expect(changesOf("batch", { arguments: { batch: 128, nbs: 64 } })[0]).toBe("batch: 128 → 64, nbs: 64 → 128");
    expect(changesOf("batch", { arguments: { batch: 24, nbs: 64 } })[0]).toBe("batch: 24 → 18");
  });

  it("batch: every candidate has the same effective batch", () => {
    for (const written of [3, 12, 16, 24, 48, 96, 100]) {
      const run = aRun({ arguments: { batch: written } });
      const asked = { run, pool: pool("card", 24), batch: written, strideOf: () => 32 };
      for (const { run: changed } of batch(asked))
        expect(effectiveBatch(changed.arguments.batch, changed.arguments.nbs)).toBe(effectiveBatch(written, 64));
    }
  });

  it("batch: a fixed one in place of AutoBatch's pick, of which whole steps have nbs images", () => {
    expect(changesOf("batch", { arguments: { batch: -1 } })).toEqual(
      [16, 8, 4, 2, 1].map((value) => `batch: -1 → ${value}`),
    );
    expect(changesOf("batch", { arguments: { batch: 0.7, nbs: 48 } })[0]).toBe("batch: 0.7 → 24");
  });

  it("batch: every GPU gets as many images", () => {
    expect(changesOf("batch", { arguments: { batch: 16, devices: [0, 1, 2, 3] } }).slice(0, 2)).toEqual([
      "batch: 16 → 8",
      "batch: 16 → 4",
    ]);
  });

  it("amp: only where it is off", () => {
    expect(changesOf("amp", {})).toEqual([]);
    expect(changesOf("amp", { arguments: { amp: "off" } })).toEqual(["amp: False → True"]);
  });

  it("imgsz: stride by stride down to half", () => {
    expect(changesOf("imgsz", { arguments: { imgsz: 128 } })).toEqual(["imgsz: 128 → 96", "imgsz: 128 → 64"]);
  });

  it("freeze: the backbone, where weights are loaded", () => {
    expect(changesOf("freeze", {})).toEqual(["freeze: None → 10"]);
    expect(changesOf("freeze", { written: "yolov8m.yaml" })).toEqual([]);
  });

  it("scale: the smaller ones of the family, by name", () => {
    expect(changesOf("scale", { written: "yolov8m-seg.pt" })).toEqual([
      "model: yolov8m-seg.pt → yolov8s-seg.pt",
      "model: yolov8m-seg.pt → yolov8n-seg.pt",
    ]);
    expect(changesOf("scale", { written: "models/ours.yaml" })).toEqual([]);
  });

  it("gpus: as many as the pool has", () => {
    expect(changesOf("gpus", {})).toEqual(["device: 0 → 0,1", "device: 0 → 0,1,2,3"]);
  });
});
