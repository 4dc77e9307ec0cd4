import { describe, expect, it } from "vitest";
import { gib } from "../../src/bytes.ts";
import type { Waiver } from "../../src/fleet/fleet.ts";
import { judgeRun, judgeUnknown } from "../../src/verdict/judge.ts";
import { aRun, contextOf, pool, type World } from "./given.ts";

// The run needs 18.5 GiB: it fits 24 GiB, is tight in 17 and is halved in 16.
const [small, tight, large] = [pool("small", 16), pool("tight", 17), pool("large", 24)];
const judged = (world: World) => {
  const { verdict, conclusion, waived } = judgeRun({ run: aRun(), problems: [] }, contextOf(world));
  return [verdict, conclusion, ...(waived ? ["waived"] : [])];
};
const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  config: "configs/a.yaml",
  owner: "@ml-platform",
  reason: "moves to A100 in March",
  until: "2026-12-31",
  ...more,
});

describe("required pools", () => {
  it("any: one that fits is enough", () => {
    expect(judged({ pools: [small, large], required: ["small", "large"] })).toEqual(["FITS", "pass"]);
  });

  it("all: one that does not fit is enough to fail", () => {
    expect(judged({ pools: [small, large], required: ["small", "large"], require: "all" })).toEqual([
      "DOES NOT FIT",
      "fail",
    ]);
  });

  it("pools that are not required don't count", () => {
    expect(judged({ pools: [small, large], required: ["small"] })).toEqual(["DOES NOT FIT", "fail"]);
    expect(judged({ pools: [small, large], required: ["large"], require: "all" })).toEqual(["FITS", "pass"]);
  });

  it("where none is required, fitting anywhere is enough", () => {
    expect(judged({ pools: [small, large] })).toEqual(["FITS", "pass"]);
  });
});

describe("the policy", () => {
  it("decides what a tight run is", () => {
    expect(judged({ pools: [tight] })).toEqual(["TIGHT", "pass"]);
    expect(judged({ pools: [tight], policy: { tight: "fail" } })).toEqual(["TIGHT", "fail"]);
  });

  it("decides what a halved batch is, but not what a crash is", () => {
    expect(judged({ pools: [small], policy: { halved: "warn" } })).toEqual(["DOES NOT FIT", "warn"]);
    expect(judged({ pools: [pool("tiny", 2)], policy: { halved: "warn" } })).toEqual(["DOES NOT FIT", "fail"]);
  });

  it("keeps headroom free", () => {
    expect(judged({ pools: [pool("card", 19.4)] })).toEqual(["FITS", "pass"]);
    expect(judged({ pools: [pool("card", 19.4)], policy: { headroom: 0.05 } })).toEqual(["TIGHT", "pass"]);
  });

  it("decides what a config is that can't be read", () => {
    const unknown = { id: "a", place: { file: "a", line: 1, column: 1 }, reasons: [], files: ["a"] };
    const conclusion = (world: World) => judgeUnknown(unknown, [], contextOf(world)).conclusion;
    expect(conclusion({ pools: [] })).toBe("warn");
    expect(conclusion({ pools: [], policy: { unknown: "fail" } })).toBe("fail");
  });

  it("never fails without a fleet file", () => {
    expect(judged({ pools: [small], file: undefined })).toEqual(["DOES NOT FIT", "warn"]);
  });
});

describe("a waiver", () => {
  it("lets a config pass with a warning, through its last day", () => {
    expect(judged({ pools: [small], waivers: [waiver()] })).toEqual(["DOES NOT FIT", "warn", "waived"]);
    expect(judged({ pools: [small], waivers: [waiver({ until: "2026-11-24" })] })).toEqual([
      "DOES NOT FIT",
      "warn",
      "waived",
    ]);
  });

  it("that has expired does not help", () => {
    expect(judged({ pools: [small], waivers: [waiver({ until: "2026-11-23" })] })).toEqual(["DOES NOT FIT", "fail"]);
  });

  it("does not help above its cap", () => {
    expect(judged({ pools: [small], waivers: [waiver({ capBytes: gib(18) })] })).toEqual(["DOES NOT FIT", "fail"]);
    expect(judged({ pools: [small], waivers: [waiver({ capBytes: gib(18.5) })] })).toEqual([
      "DOES NOT FIT",
      "warn",
      "waived",
    ]);
  });

  it("holds for its pool only", () => {
    expect(judged({ pools: [small], waivers: [waiver({ pool: "other" })] })).toEqual(["DOES NOT FIT", "fail"]);
  });
});
