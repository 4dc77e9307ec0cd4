import { describe, expect, it } from "vitest";
import { gib } from "../../src/bytes.ts";
import type { Estimated, Estimator } from "../../src/memory/estimate-types.ts";
import { judgePool, runOnPool } from "../../src/verdict/pool-verdict.ts";
import { aRun, estimatorOf, pool } from "./given.ts";

// The run reserves 18 GiB (17.1 to 18.9), survives with 16.2, and has 0.5 GiB outside the allocator.
const on = (limit: number, estimator: Estimator = estimatorOf()) =>
  judgePool({ run: aRun(), pool: pool("card", 24), required: true, limitBytes: gib(limit) }, estimator);

describe("a run on a pool", () => {
  it("fits where the upper end and what is outside the allocator are within the limit", () => {
    expect(on(19.4)).toMatchObject({ verdict: "FITS", undecided: false });
    expect(on(19.4).outcome).toBeUndefined();
  });

  it("is tight where only the upper end is above the limit", () => {
    expect(on(19.3)).toMatchObject({ verdict: "TIGHT", outcome: { kind: "trains" }, undecided: true });
  });

  it("is tight where it trains with cached memory given back", () => {
    expect(on(16.8)).toMatchObject({ verdict: "TIGHT", outcome: { kind: "trains" }, undecided: true });
  });

  it("does not fit below what it survives with, and the batch is halved until it does", () => {
    expect(on(16.6)).toMatchObject({
      verdict: "DOES NOT FIT",
      outcome: { kind: "halved", batch: 8 },
      undecided: false,
    });
    expect(on(7)).toMatchObject({ verdict: "DOES NOT FIT", outcome: { kind: "halved", batch: 4 } });
    expect(on(2)).toMatchObject({ verdict: "DOES NOT FIT", outcome: { kind: "fails", phase: "training" } });
  });

  it("needs its reserved peak plus what is outside the allocator", () => {
    expect(on(24)).toMatchObject({ needBytes: gib(18.5), needLowerBytes: gib(17.6), needUpperBytes: gib(19.4) });
  });

  it("needs at least and at most the ends of both: reserved memory, and what is outside the allocator", () => {
    const plain = estimatorOf();
    const estimator: Estimator = {
      ...plain,
      estimate: (run, device) => ({
        ...(plain.estimate(run, device) as Estimated),
        outsideInterval: { lowerBytes: gib(0.25), upperBytes: gib(0.75) },
      }),
    };
    expect(on(24, estimator)).toMatchObject({
      needBytes: gib(18.5),
      needLowerBytes: gib(17.35),
      needUpperBytes: gib(19.65),
    });
    expect(on(19.5, estimator)).toMatchObject({ verdict: "TIGHT" });
  });

  it("is unknown with the engine's reason", () => {
    const reason = { code: "compile", message: "Not worked out." };
    const estimator: Estimator = { ...estimatorOf(), estimate: () => ({ status: "unknown", reason }) };
    expect(on(24, estimator)).toMatchObject({ verdict: "UNKNOWN", undecided: false, estimate: { reason } });
  });

  it("trains on all GPUs that the pool gives to a run, unless the config names its own", () => {
    const shared = pool("four", 24, { gpusPerRun: 4 });
    expect(runOnPool(aRun(), shared).arguments.devices).toEqual([0, 1, 2, 3]);
    const own = { ...aRun(), places: { device: { file: "a", line: 1, column: 1 } } };
    expect(runOnPool(own, shared).arguments.devices).toEqual([0]);
  });
});
