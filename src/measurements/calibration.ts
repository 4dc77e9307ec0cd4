import { type Bytes, bytes } from "../bytes.ts";
import type { Measurement } from "./measurement.ts";

/** Shares of an estimate, to both sides. */
export interface Ends {
  readonly below: number;
  readonly above: number;
}

/** What the measurements of a pool say about another run on it. */
export interface Calibration {
  /** Runs that were measured. */
  readonly runs: number;
  /** The same, with those of other versions counted in part. */
  readonly weight: number;
  /** Whether the margin still holds what was never measured, since too few runs were. */
  readonly pending: boolean;
  /** Weighted median; absent where no run told it. */
  readonly outsideAllocatorBytes?: Bytes;
  /** In place of the part of the interval that stands for libraries never measured on such a card. */
  readonly margin: Ends;
}

/** The versions that a run will use; undefined where nothing says which. */
export interface Versions {
  readonly ultralytics: string | undefined;
  readonly torch: string | undefined;
}

/** What is left of a measurement's weight for each version that has changed since. A judgement: see docs/decisions.md. */
const AFTER_A_CHANGE = 0.25;

/** `8.4.190` -> `8.4`: what brings other memory, other libraries. Of a driver its branch, `580`. */
const release = (version: string, parts: number): string => version.split(".").slice(0, parts).join(".");

function weightOf({ versions: then }: Measurement, now: Versions, driver: string | undefined): number {
  const pairs = [
    [then.ultralytics, now.ultralytics, 2],
    [then.torch, now.torch, 2],
    [then.driver, driver, 1],
  ] as const;
  const changes = pairs.filter(
    ([a, b, parts]) => a !== undefined && b !== undefined && release(a, parts) !== release(b, parts),
  );
  return AFTER_A_CHANGE ** changes.length;
}

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** The smallest value that at least `share` of the whole weight does not exceed; NaN of none. */
export function weightedQuantile(values: readonly Weighted[], share: number): number {
  const sorted = [...values].sort((a, b) => a.value - b.value);
  const enough = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= enough - 1e-9) return value;
  }
  return Number.NaN;
}

/** Of a pool's measurements, at most so many of the newest count. */
const NEWEST = 50;

/** The newest measurements, latest first. */
export const newest = (measurements: readonly Measurement[], most = NEWEST): readonly Measurement[] =>
  [...measurements]
    .reverse()
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
    .slice(0, most);

/** What a GPU of the pool has in all, by the median of its measurements; undefined where there are none. Bytes. */
export function measuredTotal(measurements: readonly Measurement[]): Bytes | undefined {
  const values = measurements.map(({ measured }) => ({ value: measured.usableBytes as number, weight: 1 }));
  return values.length === 0 ? undefined : bytes(weightedQuantile(values, 0.5));
}

/** The margins of the interval leave out as many runs: 4 of 100. */
const LEFT_OUT = 0.04;

/**
 * Of n runs in any order the next lies beyond all of them with a chance of 1 / (n + 1): with these, no more than are left
 * out.
 */
export const ENOUGH = 1 / LEFT_OUT - 1;

/**
 * What the measurements of a pool, latest first, say about a run with these versions. `prior` is the part of the run's
 * interval that stands for libraries never measured on such a card. It stays until enough runs have been measured; what they
 * needed beyond the rest of their intervals takes its place, and is added from the start where it is more.
 */
export function calibrationOf(
  measurements: readonly Measurement[],
  versions: Versions,
  prior: Ends,
): Calibration | undefined {
  if (measurements.length === 0) return undefined;
  const driver = measurements.find((each) => each.versions.driver !== undefined)?.versions.driver;
  const weighed = measurements.map((measurement) => ({ measurement, weight: weightOf(measurement, versions, driver) }));
  const weight = weighed.reduce((sum, each) => sum + each.weight, 0);
  const outside = weighed.flatMap(({ measurement: { measured }, weight }) =>
    measured.outsideAllocatorBytes === undefined ? [] : [{ value: measured.outsideAllocatorBytes as number, weight }],
  );
  const marginAt = (end: keyof Ends): number => {
    const seen = weighed.map((each) => ({ value: excess(each.measurement, end), weight: each.weight }));
    // One run may lie beyond its interval without any meaning: as many are left out where margins are made.
    const beyond = weight <= 1 ? 0 : weightedQuantile(seen, 1 - Math.max(1, LEFT_OUT * weight) / weight);
    return weight < ENOUGH ? Math.max(beyond, prior[end]) : beyond;
  };
  const margin = { below: marginAt("below"), above: marginAt("above") };
  return {
    runs: measurements.length,
    weight,
    pending: weight < ENOUGH && (prior.below > 0 || prior.above > 0),
    ...(outside.length === 0 ? {} : { outsideAllocatorBytes: bytes(weightedQuantile(outside, 0.5)) }),
    margin,
  };
}

/**
 * How far the run's measured peak lay beyond what its interval allows without the part for unmeasured libraries; a share, 0
 * or more.
 */
function excess({ predicted, measured }: Measurement, end: keyof Ends): number {
  const { reservedPeakBytes: estimate, lowerBytes, upperBytes, unmeasured } = predicted;
  const away = end === "above" ? measured.reservedPeakBytes - upperBytes : lowerBytes - measured.reservedPeakBytes;
  return Math.max(0, away / estimate + (unmeasured?.[end] ?? 0));
}
