import type { Fleet } from "../fleet/fleet.ts";
import { weightedQuantile } from "./calibration.ts";
import type { Measurement } from "./measurement.ts";

/** One prediction that was checked on a GPU. */
export interface Check {
  readonly date: string;
  readonly run: string;
  readonly predictedBytes: number;
  readonly measuredBytes: number;
  /** (predicted - measured) / measured, of the reserved peak. */
  readonly error: number;
  /** Whether the measured peak lies in the interval that was predicted without any measurement. */
  readonly inside: boolean;
}

/** The last checks of a pool, and how far off they were. */
export interface PoolLedger {
  readonly pool: string;
  /** Latest first. */
  readonly checks: readonly Check[];
}

/** Of each pool, so many are told. */
export const LAST = 20;

/** The last checks of each pool that has any, in the order of the fleet file. */
export const ledgerOf = ({ pools }: Fleet): readonly PoolLedger[] =>
  pools.flatMap(({ name, measurements = [] }) =>
    measurements.length === 0 ? [] : [{ pool: name, checks: measurements.slice(0, LAST).map(checkOf) }],
  );

function checkOf({ date, run, predicted, measured }: Measurement): Check {
  const [estimate, truth] = [predicted.reservedPeakBytes, measured.reservedPeakBytes];
  return {
    date,
    run: run.id,
    predictedBytes: estimate,
    measuredBytes: truth,
    error: (estimate - truth) / truth,
    inside: predicted.lowerBytes <= truth && truth <= predicted.upperBytes,
  };
}

/** How far some checks were off. */
export interface Accuracy {
  readonly checks: number;
  readonly inside: number;
  /** Of the errors without their sign. NaN of no checks. */
  readonly medianError: number;
  /** The largest error, with its sign. */
  readonly worstError: number;
}

export function accuracyOf(checks: readonly Check[]): Accuracy {
  const sizes = checks.map(({ error }) => ({ value: Math.abs(error), weight: 1 }));
  return {
    checks: checks.length,
    inside: checks.filter(({ inside }) => inside).length,
    medianError: weightedQuantile(sizes, 0.5),
    worstError: checks.reduce((worst, { error }) => (Math.abs(error) > Math.abs(worst) ? error : worst), 0),
  };
}
