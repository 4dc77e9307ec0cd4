import { bytes } from "../../src/bytes.ts";
import { type EstimateLine, estimateLine, unknownLine } from "../../src/memory/estimate-line.ts";
import type { Estimator } from "../../src/memory/estimate-types.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import type { MeasuredRow } from "./runs.ts";
import { playable, rowsOf } from "./runs.ts";
import type { Answered } from "./score.ts";

/** An estimator that leaves out the smallest limit, which costs several plays and is measured by no row. */
function quickEstimator(): Estimator {
  const estimator = createEstimator();
  return {
    estimate: (run, device) => estimator.estimate(run, device),
    batch: (run, device) => estimator.batch(run, device),
    reservedPeak: (run, device) => estimator.reservedPeak(run, device),
    outcome: (run, device, limit) => estimator.outcome(run, device, limit),
    survivable: () => undefined,
  };
}

/** What `estimate --runs` prints for a measured row. */
export function lineOf(row: MeasuredRow, estimator: Estimator = quickEstimator()): EstimateLine {
  const found = playable(row);
  if (!("run" in found)) return unknownLine(row.id, found);
  const cap = row.environment.allocatorCapBytes;
  return estimateLine(estimator, {
    run: found.run,
    device: found.device,
    capBytes: cap === undefined ? undefined : bytes(cap),
  });
}

const answered = new Map<string, readonly Answered[]>();

/** Every row of a file of measured runs with its estimate, worked out once. */
export function answersOf(file: string): readonly Answered[] {
  const known = answered.get(file);
  if (known !== undefined) return known;
  const made = rowsOf(file).map((row) => ({ row, line: lineOf(row) }));
  answered.set(file, made);
  return made;
}
