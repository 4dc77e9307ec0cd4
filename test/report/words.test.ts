import { expect, it } from "vitest";
import { gib } from "../../src/bytes.ts";
import { cellText, lapsed, missOf } from "../../src/report/words.ts";
import { estimateOf, pool } from "../verdict/given.ts";

const missed = (need: number, limit: number, lower: number) =>
  missOf({
    pool: pool("card", 24),
    required: true,
    verdict: "DOES NOT FIT",
    estimate: estimateOf(gib(need), 16),
    limitBytes: gib(limit),
    needBytes: gib(need),
    needLowerBytes: gib(lower),
    needUpperBytes: gib(need * 1.05),
    undecided: lower <= limit,
  });

it("tells need, limit and miss so that they add up as they are shown", () => {
  expect(missed(23.46, 22.04, 22.5)).toBe("needs 23.5 GiB and `card` allows 22.0 GiB: short by 1.5 GiB");
  expect(missed(22.04, 22.01, 22.02)).toBe("needs 22.04 GiB and `card` allows 22.01 GiB: short by 0.03 GiB");
});

it("says that it is close where the interval holds the limit", () => {
  expect(missed(22.5, 22, 21.4)).toBe(
    "needs 22.5 GiB and `card` allows 22.0 GiB: short by 0.5 GiB, which is close: it may need as little as 21.4 GiB",
  );
});

it("names in a cell of the matrix the phase of the peak, and what happens", () => {
  const cell = { pool: pool("card", 24), required: true, limitBytes: gib(10), needBytes: gib(16), undecided: false };
  const estimate = estimateOf(gib(16), 16);
  expect(cellText({ ...cell, estimate, verdict: "DOES NOT FIT", outcome: { kind: "halved", batch: 8 } })).toBe(
    "❌ 160 % in a training step, will silently train at batch 8",
  );
  expect(cellText({ ...cell, estimate, limitBytes: gib(32), verdict: "FITS" })).toBe("✅ 50 % in a training step");
});

it("says that the day or the cap of a waiver is past", () => {
  const waiver = { config: "configs/a.yaml", owner: "@ml", reason: "later", until: "2027-03-31", capBytes: gib(20) };
  const on = (need: number, today = "2027-03-31") =>
    lapsed(
      {
        pool: pool("card", 24),
        required: true,
        verdict: "DOES NOT FIT",
        estimate: estimateOf(gib(need), 16),
        limitBytes: gib(10),
        needBytes: gib(need),
        undecided: false,
        waiver,
      },
      today,
    );
  expect(on(25)).toBe("The waiver of `@ml` ends at 20.0 GiB, which this is past.");
  expect(on(19)).toBeUndefined();
  expect(on(19, "2027-04-01")).toBe("The waiver of `@ml` ended on 2027-03-31.");
});
