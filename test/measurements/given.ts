import { type Bytes, bytes, gib, mib } from "../../src/bytes.ts";
import type { Measurement } from "../../src/measurements/measurement.ts";

export interface Wanted {
  readonly pool?: string;
  readonly date?: string;
  readonly versions?: Measurement["versions"];
  readonly gpu?: string;
  readonly id?: string;
  /** Of the estimate: 0.1 where the run needed 10 % more. */
  readonly error?: number;
  readonly outside?: Bytes | undefined;
  readonly usable?: Bytes;
  readonly unmeasured?: { readonly below: number; readonly above: number };
}

export const VERSIONS = { ultralytics: "8.4.190", torch: "2.11.0", driver: "580.159.04" };

/** A run that was predicted to reserve 10 GiB, 5 % more or less, and with libraries that were never measured. */
export function measurement(wanted: Wanted = {}): Measurement {
  const { below, above } = wanted.unmeasured ?? { below: 0, above: 0 };
  const reserved = bytes(10 * 2 ** 30);
  return {
    pool: wanted.pool ?? "team-l4",
    date: wanted.date ?? "2026-11-24",
    versions: wanted.versions ?? VERSIONS,
    gpu: wanted.gpu ?? "NVIDIA L4",
    run: { id: wanted.id ?? "configs/a.yaml" },
    predicted: {
      version: "0.1.0",
      reservedPeakBytes: reserved,
      lowerBytes: bytes(Math.round(reserved * (0.95 - below))),
      upperBytes: bytes(Math.round(reserved * (1.05 + above))),
      ...(wanted.unmeasured === undefined ? {} : { unmeasured: wanted.unmeasured }),
      outsideAllocatorBytes: mib(500),
    },
    measured: {
      livePeakBytes: gib(9),
      reservedPeakBytes: bytes(Math.round(reserved * (1 + (wanted.error ?? 0)))),
      ...("outside" in wanted ? { outsideAllocatorBytes: wanted.outside } : { outsideAllocatorBytes: mib(400) }),
      usableBytes: wanted.usable ?? gib(22),
    },
  };
}
