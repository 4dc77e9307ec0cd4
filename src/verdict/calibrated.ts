import { type Bytes, bytes, MIB } from "../bytes.ts";
import type { Pool } from "../fleet/fleet.ts";
import { type Calibration, calibrationOf } from "../measurements/calibration.ts";
import type { ReservedPeak } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";

/** Between runs on one card: 666 to 704 MiB in 271 runs on Hopper, by the libraries that a model needs. */
const BETWEEN_RUNS = 38 * MIB;

/** What was measured outside the allocator, on one GPU, and between what ends another run on that card holds as much. */
const measuredOutside = (
  measured: Bytes,
  collectives: ReservedPeak["collectives"],
): Pick<ReservedPeak, "outsideAllocatorBytes" | "outsideInterval"> => ({
  outsideAllocatorBytes: bytes(measured + (collectives?.bytes ?? 0)),
  outsideInterval: {
    lowerBytes: bytes(Math.max(0, measured - BETWEEN_RUNS) + (collectives?.interval.lowerBytes ?? 0)),
    upperBytes: bytes(measured + BETWEEN_RUNS + (collectives?.interval.upperBytes ?? 0)),
  },
});

/** What the pool's measurements say about this run; undefined where there are none. */
export function calibrationFor(run: TrainingRun, pool: Pool, { unmeasured }: ReservedPeak): Calibration | undefined {
  const { measurements = [] } = pool;
  // What is only assumed for want of a pin is no change: the pool's machines have what they were measured with.
  const assumed = new Set(run.assumptions.map(({ name }) => name));
  const version = (name: "ultralytics" | "torch") =>
    assumed.has(`${name}-version`) ? undefined : run.environment[name];
  const versions = { ultralytics: version("ultralytics"), torch: version("torch") };
  return calibrationOf(measurements, versions, unmeasured ?? { below: 0, above: 0 });
}

/**
 * The estimate with what was measured on the pool: memory outside the allocator, and the interval's part for the card's
 * libraries. What the allocator is expected to reserve is never moved: it is played, not fitted.
 */
export function calibrated<T extends ReservedPeak>(estimate: T, { outsideAllocatorBytes, margin }: Calibration): T {
  const { reservedPeakBytes: reserved, interval, notes, unmeasured = { below: 0, above: 0, notes: [] } } = estimate;
  const lower = interval.lowerBytes + reserved * (unmeasured.below - margin.below);
  const upper = interval.upperBytes + reserved * (margin.above - unmeasured.above);
  return {
    ...estimate,
    interval: {
      lowerBytes: bytes(Math.min(reserved, Math.max(0, Math.floor(lower)))),
      upperBytes: bytes(Math.max(reserved, Math.ceil(upper))),
    },
    ...(outsideAllocatorBytes === undefined ? {} : measuredOutside(outsideAllocatorBytes, estimate.collectives)),
    notes: notes.filter((note) => !unmeasured.notes.includes(note)),
  };
}
