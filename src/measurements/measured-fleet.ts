import { formatGiB } from "../bytes.ts";
import { deviceNamed } from "../fleet/device-named.ts";
import type { Fleet, Pool } from "../fleet/fleet.ts";
import { didYouMean } from "../fleet/nearest.ts";
import { byPlace, type Problem } from "../problem.ts";
import { measuredTotal, newest } from "./calibration.ts";
import type { Measurement } from "./measurement.ts";
import { type Placed, readMeasurements } from "./read-measurements.ts";

export interface MeasuredFleet {
  readonly fleet: Fleet;
  readonly problems: readonly Problem[];
}

/** A fleet with the measurements of its pools, and all that is wrong with the file of measurements. */
export function measuredFleet(fleet: Fleet, file: string, text: string): MeasuredFleet {
  const read = readMeasurements(file, text);
  const misplaced = read.measurements.flatMap((placed) => misplacement(fleet, file, placed) ?? []);
  return {
    fleet: { ...fleet, pools: fleet.pools.map((pool) => measuredPool(pool, read.measurements)) },
    problems: [...read.problems, ...misplaced].sort(byPlace),
  };
}

function measuredPool(pool: Pool, all: readonly Placed[]): Pool {
  const measurements = newest(all.map(({ measurement }) => measurement).filter((each) => isOf(each, pool)));
  const totalBytes = measuredTotal(measurements);
  if (totalBytes === undefined) return pool;
  const [found, assumed] = [formatGiB(totalBytes), formatGiB(pool.device.totalBytes)];
  const note = `${found}, which CUDA reported as total where runs were measured, is taken in place of ${assumed}.`;
  return {
    ...pool,
    device: { ...pool.device, totalBytes },
    measurements,
    ...(found === assumed ? {} : { notes: [...pool.notes, note] }),
  };
}

const isOf = (measurement: Measurement, pool: Pool): boolean =>
  measurement.pool === pool.name && isCardOf(measurement.gpu, pool);

/**
 * Whether the GPU of this name can be one of the pool's. Cards that are declared by their memory alone have no name of their
 * own.
 */
export function isCardOf(gpu: string, { device }: Pool): boolean {
  const own = device.name.replace(/ with [\d.]+ GiB$/, "");
  if (!("device" in deviceNamed(own))) return true;
  const found = deviceNamed(gpu);
  if (!("device" in found)) return found.candidates.includes(own);
  return found.device.name === own || found.rows.some(({ name }) => name === own);
}

function misplacement({ pools }: Fleet, file: string, { measurement, line }: Placed): Problem | undefined {
  const place = { file, line, column: 1, severity: "warning" as const };
  const pool = pools.find(({ name }) => name === measurement.pool);
  if (pool === undefined) {
    const near = didYouMean(
      measurement.pool,
      pools.map(({ name }) => name),
    );
    return {
      ...place,
      code: "measurement-of-no-pool",
      message: `The fleet file has no pool \`${measurement.pool}\`, so that this measurement does not count.`,
      remedy: near === undefined ? "Remove the line, or name one of its pools." : `Did you mean \`${near}\`?`,
    };
  }
  if (isCardOf(measurement.gpu, pool)) return undefined;
  return {
    ...place,
    code: "measurement-of-another-gpu",
    message: `This was measured on \`${measurement.gpu}\`, and the pool \`${pool.name}\` has ${pool.device.name}: it does not count.`,
    remedy: "Remove the line where the pool has other GPUs now, or declare those that it has.",
  };
}
