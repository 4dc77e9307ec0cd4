import { expect, test } from "vitest";
import { bytes } from "../../src/bytes.ts";
import { calibrationOf, type Ends } from "../../src/measurements/calibration.ts";
import type { Measurement } from "../../src/measurements/measurement.ts";
import margins from "../../src/memory/interval-margins.json" with { type: "json" };
import { answersOf } from "./answers.ts";
import { largestReserved } from "./score.ts";

// 122 runs of 8.3.63 on an H100, taken for those of a pool whose card nobody has measured: some calibrate, the others are looked at.

const PRIOR: Ends = margins.unmeasured.architecture;
const DRAWS = 200;

interface Seen {
  readonly measurement: Measurement;
  /** Of the measured peak from the estimate, and how far the run's own interval goes; shares of the estimate. */
  readonly error: number;
  readonly own: Ends;
}

function runsOf(file: string): readonly Seen[] {
  return answersOf(file).flatMap(({ row, line }): Seen[] => {
    const truth = largestReserved(row);
    if (line.status !== "estimated" || truth === 0 || row.environment.allocatorCapBytes !== undefined) return [];
    const peaks = [line.training, line.validation, line.checkpoint].map((phase) => phase?.reservedPeakBytes ?? 0);
    const estimate = Math.max(...peaks);
    const own = { below: 1 - line.interval.lowerBytes / estimate, above: line.interval.upperBytes / estimate - 1 };
    const predicted = {
      version: "0.1.0",
      reservedPeakBytes: bytes(estimate),
      lowerBytes: bytes(estimate * (1 - own.below - PRIOR.below)),
      upperBytes: bytes(estimate * (1 + own.above + PRIOR.above)),
      unmeasured: PRIOR,
      outsideAllocatorBytes: line.outsideAllocatorBytes,
    };
    const measured = { livePeakBytes: bytes(0), reservedPeakBytes: bytes(truth), usableBytes: bytes(1) };
    const { ultralytics, torch, gpu } = row.environment;
    const of = { pool: "pool", date: "2026-11-24", versions: { ultralytics, torch }, gpu, run: { id: row.id } };
    return [{ measurement: { ...of, predicted, measured }, error: truth / estimate - 1, own }];
  });
}

/** Numerical Recipes' generator: the same draws every time. */
function* random(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Of the runs that do not calibrate, the share that the calibrated interval holds, and its mean width. */
function held(runs: readonly Seen[], calibrating: number): { readonly share: number; readonly width: number } {
  const next = random(7);
  let [inside, width, looked] = [0, 0, 0];
  for (let draw = 0; draw < DRAWS; draw++) {
    const shuffled = runs
      .map((run) => ({ run, at: next.next().value as number }))
      .sort((a, b) => a.at - b.at)
      .map(({ run }) => run);
    const found = calibrationOf(
      shuffled.slice(0, calibrating).map(({ measurement }) => measurement),
      { ultralytics: "8.3.63", torch: "2.11.0" },
      PRIOR,
    );
    const margin = found?.margin ?? PRIOR;
    for (const { error, own } of shuffled.slice(calibrating)) {
      inside += -(own.below + margin.below) <= error && error <= own.above + margin.above ? 1 : 0;
      width += own.below + own.above + margin.below + margin.above;
      looked++;
    }
  }
  return { share: inside / looked, width: width / looked };
}

test("a pool's own measurements narrow the interval only when there are enough, and it holds 95 of 100 runs all the same", () => {
  const runs = runsOf("h100-8.3.63");
  expect(runs.length).toBeGreaterThan(100);
  const [none, few, enough] = [0, 5, 30].map((n) => held(runs, n));
  for (const { share } of [none, few, enough] as { share: number }[]) expect(share).toBeGreaterThanOrEqual(0.95);
  expect(few?.width).toBeGreaterThanOrEqual(none?.width ?? 1);
  // "About a third narrower", as docs/calibration.md says.
  expect(Math.abs((enough?.width ?? 0) / (none?.width ?? 1) - 2 / 3)).toBeLessThan(0.1);
});
