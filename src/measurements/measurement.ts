import * as v from "valibot";
import { type Bytes, bytes } from "../bytes.ts";

/**
 * A line of the file of measurements: what a run was predicted to need on a pool's GPU, and what it needed there. From this
 * schema come the checks and the types; `gpu-memory calibrate` writes such lines.
 */

/** More than any GPU has. */
const MOST_BYTES = 2 ** 44;
const SIZE = "must be a whole number of bytes";
const size = (least = 0) =>
  v.pipe(v.number(SIZE), v.integer(SIZE), v.minValue(least, SIZE), v.maxValue(MOST_BYTES, SIZE), v.transform(bytes));
const text = (what: string) => v.pipe(v.string(`must be ${what}`), v.nonEmpty(`must be ${what}, not empty`));
const VERSION = "must be a version, such as `2.11.0`";
const version = () => v.pipe(v.string(VERSION), v.regex(/^\d[\w.+-]*$/, VERSION));
const SHARE = "must be a share of the estimate, 0 or more, such as `0.036`";
const share = () => v.pipe(v.number(SHARE), v.minValue(0, SHARE));
const DATE = "must be a day, such as `2026-11-24`";
const map = <E extends v.ObjectEntries>(entries: E, what: string) =>
  v.objectWithRest(entries, v.never("is no key of this map"), `must be a map of ${what}`);

export const MeasurementSchema = map(
  {
    pool: text("the name of a pool of the fleet file"),
    date: v.pipe(v.string(DATE), v.isoDate(DATE)),
    versions: map({ ultralytics: version(), torch: version(), driver: v.optional(version()) }, "versions"),
    gpu: text("the name of a GPU"),
    run: v.objectWithRest({ id: text("the name of a run") }, v.unknown(), "must be a run, with an `id`"),
    predicted: map(
      {
        version: version(),
        reservedPeakBytes: size(1),
        lowerBytes: size(),
        upperBytes: size(),
        unmeasured: v.optional(map({ below: share(), above: share() }, "`below` and `above`")),
        outsideAllocatorBytes: size(),
      },
      "what was predicted",
    ),
    measured: map(
      {
        livePeakBytes: size(),
        reservedPeakBytes: size(1),
        outsideAllocatorBytes: v.optional(size()),
        usableBytes: size(1),
      },
      "what was measured",
    ),
  },
  "one measured run",
);

/** One run, predicted and measured on a GPU of a pool. */
export interface Measurement {
  readonly pool: string;
  /** ISO date. */
  readonly date: string;
  readonly versions: {
    readonly ultralytics: string;
    readonly torch: string;
    readonly driver?: string | undefined;
  };
  /** As CUDA names it. */
  readonly gpu: string;
  /** As `estimate --runs` takes it; only its name is read again. */
  readonly run: { readonly id: string; readonly [key: string]: unknown };
  readonly predicted: {
    /** Of gpu-memory. */
    readonly version: string;
    readonly reservedPeakBytes: Bytes;
    /** The interval of the reserved peak, as it is without any measurement. */
    readonly lowerBytes: Bytes;
    readonly upperBytes: Bytes;
    /** The part of the interval that stands for libraries never measured on such a card; shares of the estimate. */
    readonly unmeasured?: { readonly below: number; readonly above: number } | undefined;
    readonly outsideAllocatorBytes: Bytes;
  };
  readonly measured: {
    readonly livePeakBytes: Bytes;
    readonly reservedPeakBytes: Bytes;
    /** Absent where other processes were on the GPU. */
    readonly outsideAllocatorBytes?: Bytes | undefined;
    /** What CUDA reports as the card's total. */
    readonly usableBytes: Bytes;
  };
}

/** The file of measurements lies beside the fleet file. */
export const measurementsFileOf = (fleetFile: string): string =>
  `${fleetFile.slice(0, fleetFile.lastIndexOf("/") + 1)}gpu-measurements.jsonl`;
