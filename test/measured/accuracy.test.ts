import { describe, expect, test } from "vitest";
import { answersOf } from "./answers.ts";
import { BARS, limitOf, metricOf } from "./bars.ts";
import { autoBatchPicks, batchOutcomes, comparisons, nearestRank, summary } from "./score.ts";

describe.each(BARS)("$name", ({ file, rows, count, bars }) => {
  const answers = answersOf(file).filter(({ row }) => rows(row));

  test(`at least ${count} runs`, () => {
    expect(answers.length).toBeGreaterThanOrEqual(count);
  });

  test.each(bars)("$quantity: $metric within $goal (today: $reached)", (bar) => {
    const scored = summary(comparisons(answers, bar.quantity));
    expect(scored.n).toBeGreaterThan(0);
    expect(metricOf(scored, bar)).toBeLessThanOrEqual(limitOf(bar));
  });
});

/** How far below the truth an estimate may be today, in percent; the goal is 0. */
const MULTI_SCALE_UNDER = 9.6;

test("with multi_scale, whose sizes are drawn at random, an estimate of the largest size is not far below the truth", () => {
  const answers = answersOf("h200-8.4.190").filter(({ row }) => row.train?.multi_scale !== undefined);
  const errors = comparisons(answers, "validationReservedPeak").map(({ error }) => error ?? Number.NaN);
  expect(errors).toHaveLength(1);
  expect(Math.min(...errors)).toBeGreaterThanOrEqual(-MULTI_SCALE_UNDER);
});

describe.each([
  ["h200-8.4.190-capped", 28, 27],
  ["failing-8.4.190", 8, 8],
])("%s: what becomes of %i runs under a limit", (file, count, right) => {
  const outcomes = batchOutcomes(answersOf(file));

  test(`the batch after the first epoch is right in ${right}`, () => {
    expect(outcomes).toHaveLength(count);
    expect(outcomes.filter(({ said, measured }) => said === measured).length).toBeGreaterThanOrEqual(right);
  });

  test("no run that was halved or failed is said to train at a larger batch", () => {
    expect(outcomes.filter(({ said, measured }) => said !== undefined && said > measured)).toEqual([]);
  });
});

test("AutoBatch's pick is known to 5 %, in half of the runs to 3 %", () => {
  const picks = autoBatchPicks(answersOf("autobatch-8.4.190"));
  const known = picks.flatMap(({ said, measured }) => (said === undefined ? [] : [Math.abs(said / measured - 1)]));
  expect(picks.length).toBeGreaterThanOrEqual(13);
  expect(picks.length - known.length).toBeLessThanOrEqual(1);
  // The smallest pick of all is 14, where one image is 7 %.
  expect(known.filter((error) => error > 0.05)).toHaveLength(1);
  expect(
    nearestRank(
      known.sort((a, b) => a - b),
      0.5,
    ),
  ).toBeLessThanOrEqual(0.03);
});
