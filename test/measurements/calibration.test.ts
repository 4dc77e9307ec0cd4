import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { gib, mib } from "../../src/bytes.ts";
import { calibrationOf, ENOUGH, measuredTotal, newest, weightedQuantile } from "../../src/measurements/calibration.ts";
import { measurement, VERSIONS, type Wanted } from "./given.ts";

const NOW = { ultralytics: "8.4.190", torch: "2.11.0" };
const NO_PRIOR = { below: 0, above: 0 };
const PRIOR = { below: 0.036, above: 0.073 };
const times = (n: number, wanted: Wanted = {}) => Array.from({ length: n }, () => measurement(wanted));

describe("memory outside the allocator", () => {
  it("is the median of what runs of these versions had", () => {
    const seen = [390, 400, 600].map((n) => measurement({ outside: mib(n) }));
    expect(calibrationOf(seen, NOW, NO_PRIOR)?.outsideAllocatorBytes).toBe(mib(400));
  });

  it("follows the present versions when they change: one run weighs as much as four of before", () => {
    const before = times(3, { versions: { ...VERSIONS, torch: "2.9.1" }, outside: mib(300) });
    const after = [measurement({ outside: mib(450) })];
    expect(calibrationOf([...before, ...after], NOW, NO_PRIOR)).toMatchObject({
      runs: 4,
      weight: 1.75,
      outsideAllocatorBytes: mib(450),
    });
    expect(calibrationOf([...before, ...after], { ...NOW, torch: "2.9.0" }, NO_PRIOR)?.outsideAllocatorBytes).toBe(
      mib(300),
    );
  });

  it("counts a change of the driver from its newest one", () => {
    const old = times(2, { date: "2026-01-05", versions: { ...VERSIONS, driver: "550.54.14" } });
    expect(calibrationOf([...times(1), ...old], NOW, NO_PRIOR)?.weight).toBe(1.5);
  });

  it("is told by no run that shared its GPU", () => {
    const calibration = calibrationOf([measurement({ outside: undefined })], NOW, NO_PRIOR);
    expect(calibration).toMatchObject({ runs: 1 });
    expect(calibration).not.toHaveProperty("outsideAllocatorBytes");
  });
});

describe("the interval's part for the card's libraries", () => {
  it("stays until enough runs were measured, then is what they needed beyond the rest of their intervals", () => {
    const exact = { unmeasured: PRIOR, error: 0.02 };
    expect(calibrationOf(times(ENOUGH - 1, exact), NOW, PRIOR)).toMatchObject({ margin: PRIOR, pending: true });
    expect(calibrationOf(times(ENOUGH, exact), NOW, PRIOR)).toMatchObject({ margin: NO_PRIOR, pending: false });
  });

  it("keeps what the runs needed: 5 % is their own interval", () => {
    const { margin } = calibrationOf(times(ENOUGH, { unmeasured: PRIOR, error: 0.08 }), NOW, PRIOR)!;
    expect(margin.above).toBeCloseTo(0.03);
    expect(margin.below).toBe(0);
  });

  it("grows at once where two runs lie beyond their intervals, and by one alone not at all", () => {
    expect(calibrationOf([...times(9), measurement({ error: 0.2 })], NOW, NO_PRIOR)?.margin.above).toBe(0);
    const two = calibrationOf([...times(8), measurement({ error: 0.2 }), measurement({ error: -0.3 })], NOW, NO_PRIOR);
    expect(two?.margin).toEqual(NO_PRIOR);
    const more = [...times(8), ...times(2, { error: 0.2 })];
    expect(calibrationOf(more, NOW, NO_PRIOR)?.margin.above).toBeCloseTo(0.15);
  });

  it("is never narrower than what was never measured allows before there are enough runs", () => {
    const errors = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 23 });
    fc.assert(
      fc.property(errors, (all) => {
        const seen = all.map((error) => measurement({ error, unmeasured: PRIOR }));
        const { margin } = calibrationOf(seen, NOW, PRIOR)!;
        expect(margin.below).toBeGreaterThanOrEqual(PRIOR.below);
        expect(margin.above).toBeGreaterThanOrEqual(PRIOR.above);
      }),
    );
  });

  it("takes the newest 50 runs, whatever their order", () => {
    const old = times(60, { date: "2025-01-01", error: 0.4 });
    const all = newest([...old.slice(30), ...times(50), ...old.slice(0, 30)]);
    expect(calibrationOf(all, NOW, NO_PRIOR)).toMatchObject({ runs: 50, margin: NO_PRIOR });
    expect(newest([measurement({ id: "a" }), measurement({ id: "b" })]).map(({ run }) => run.id)).toEqual(["b", "a"]);
  });
});

describe("weighted quantile", () => {
  it("is the plain one of equal weights", () => {
    const values = [5, 1, 4, 2, 3].map((value) => ({ value, weight: 0.5 }));
    expect([0, 0.2, 0.5, 0.8, 1].map((share) => weightedQuantile(values, share))).toEqual([1, 1, 3, 4, 5]);
    expect(weightedQuantile([], 0.5)).toBeNaN();
  });
});

test("a pool's total is the median of its measurements", () => {
  expect(measuredTotal([22, 21.5, 22].map((n) => measurement({ usable: gib(n) })))).toBe(gib(22));
  expect(measuredTotal([])).toBeUndefined();
});
