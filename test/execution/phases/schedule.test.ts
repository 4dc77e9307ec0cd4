import { describe, expect, test } from "vitest";
import { accumulationOf, epochPlans, stepsPerEpoch } from "../../../src/execution/phases/schedule.ts";
import { LATEST } from "../../../src/execution/rules.ts";
import { runWith } from "../../memory/run-with.ts";

const BATCH = 16;

const run = (train: Readonly<Record<string, unknown>>, trainImages = 160) =>
  runWith({ train: { batch: BATCH, ...train }, dataset: { trainImages } });

/** One letter a step: `o` where the optimizer steps, `.` where it does not; capital with mosaic, epochs apart. */
function schedule(changes: Record<string, unknown> = {}, trainImages = 160): string {
  return epochPlans(run(changes, trainImages), BATCH)
    .map(({ steps }) =>
      steps.map(({ mosaic, optimizerSteps }) => (optimizerSteps ? (mosaic ? "O" : "o") : mosaic ? ":" : ".")).join(""),
    )
    .join(" ");
}

describe("gradients are accumulated", () => {
  const nominal = (train: Readonly<Record<string, unknown>>, batch: number, steps = 100): number =>
    accumulationOf(run(train), batch, { stepsPerEpoch: steps, rules: LATEST }).nominal;

  test("over nbs / batch batches, rounded half to even as Python does, at least one", () => {
    expect([64, 40, 26, 24, 16, 12, 1].map((batch) => nominal({}, batch))).toEqual([1, 2, 2, 3, 4, 5, 64]);
    expect([nominal({ nbs: 56 }, 16), nominal({ nbs: 40 }, 16)]).toEqual([4, 2]);
  });

  test("but not over more than the run has", () => {
    expect([nominal({}, 1, 10), nominal({ epochs: 3 }, 1, 10)]).toEqual([10, 30]);
  });

  test("with one epoch there is no warm-up: the optimizer steps when the count is full", () => {
    expect(schedule()).toBe("...o...o..");
  });

  test("in warm-up the count grows from one", () => {
    // Two epochs of warm-up, so that one is left: the count is round(1 + 3 i / 20) at step i, 4 from step 18 on.
    expect(schedule({ epochs: 3 })).toBe("oooo.o.o.o ..o..o...o ...o...o..");
    expect(accumulationOf(run({ epochs: 3 }), BATCH, { stepsPerEpoch: 10, rules: LATEST })).toEqual({
      nominal: 4,
      warmup: 20,
    });
    expect(accumulationOf(run({ epochs: 100 }), BATCH, { stepsPerEpoch: 10, rules: LATEST })).toEqual({
      nominal: 4,
      warmup: 30,
    });
  });
});

describe("epochs are played", () => {
  test("until mosaic is closed, and after that: three of each are enough", () => {
    const epochs = (train: Record<string, unknown>): string =>
      epochPlans(run({ mosaic: 1, ...train }), BATCH)
        .map(({ steps }) => (steps[0]?.mosaic ? "M" : "-"))
        .join("");
    expect([
      epochs({ epochs: 10 }),
      epochs({ epochs: 11 }),
      epochs({ epochs: 100 }),
      epochs({ epochs: 100, close_mosaic: 0 }),
      epochs({ epochs: 2, close_mosaic: 0 }),
      epochs({ epochs: 100, mosaic: 0, close_mosaic: 0 }),
      epochs({ epochs: 100, rect: true }),
    ]).toEqual(["---", "M---", "MMM---", "MMM", "MM", "---", "------"]);
  });

  test("in full up to 12 steps, longer ones in 6 or 7 so that their parity is kept", () => {
    const steps = (images: number): number => epochPlans(run({}, images), BATCH)[0]?.steps.length ?? 0;
    expect([16, 12 * 16, 13 * 16, 14 * 16, 100_000].map(steps)).toEqual([1, 12, 7, 6, 6]);
  });

  test("with what is left in the last batch", () => {
    const [epoch] = epochPlans(run({}, 40), BATCH);
    expect(epoch?.steps.map(({ images }) => images)).toEqual([16, 16, 8]);
  });

  test("with whole batches where the number of images is not known", () => {
    const known = run({});
    const { trainImages: _, ...dataset } = known.dataset;
    const open = { ...known, dataset };
    expect(stepsPerEpoch(open, BATCH)).toBe(Number.POSITIVE_INFINITY);
    expect(epochPlans(open, BATCH)[0]?.steps.map(({ images }) => images)).toEqual(Array(6).fill(16));
  });

  test("and validated: all of them, or only the last one with val: False", () => {
    const validated = (train: Record<string, unknown>) => epochPlans(run(train), BATCH).map(({ validate }) => validate);
    expect([validated({ epochs: 3 }), validated({ epochs: 3, val: false })]).toEqual([
      [true, true, true],
      [false, false, true],
    ]);
  });
});

test("only a part of the images counts where a fraction is asked for", () => {
  expect([stepsPerEpoch(run({}), BATCH), stepsPerEpoch(run({ fraction: 0.25 }), BATCH)]).toEqual([10, 3]);
});
