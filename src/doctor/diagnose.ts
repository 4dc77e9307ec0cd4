import { type Bytes, bytes, formatGiB, MIB } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import { deviceNamed, listed } from "../fleet/device-named.ts";
import type { Fleet, Pool } from "../fleet/fleet.ts";
import { shortName } from "../fleet/gpu-names.ts";
import { isCardOf } from "../measurements/measured-fleet.ts";
import type { Interval } from "../memory/estimate-types.ts";
import type { DoctorRecord } from "./record.ts";

/** One way in which a machine differs from what its pool declares. Names are in backticks. */
export interface Difference {
  readonly about: "gpu" | "memory" | "reserve" | "gpus-per-run" | "outside" | "torch" | "ultralytics";
  readonly text: string;
  /** What would be right, as it is written in the fleet file: `memory: 22557 MiB`; absent where no key says it. */
  readonly line?: string;
  /** What to do where no key says it, or beside it. */
  readonly remedy?: string;
}

export interface PoolDiagnosis {
  readonly pool: Pool;
  /** Empty: the pool is as it is declared. */
  readonly differences: readonly Difference[];
}

export interface Diagnosis {
  readonly record: DoctorRecord;
  /** The most that is left to PyTorch's allocator at this moment; absent where it can't be told. */
  readonly usableBytes?: Bytes;
  /** The pools that this machine may belong to. */
  readonly pools: readonly PoolDiagnosis[];
  /** Names of pools with other GPUs. */
  readonly others: readonly string[];
  /** A declaration for this machine, where no pool has its GPU. */
  readonly declaration?: string;
}

export interface DoctorQuestion {
  readonly record: DoctorRecord;
  readonly fleet: Fleet;
  /** Pools that the machine is meant to belong to; empty: those that have its GPU. */
  readonly pools: readonly Pool[];
  /** What is taken for granted outside of the allocator on a device. */
  readonly outside: (device: Device) => Interval;
}

/** What CUDA names where it is known: with MIG, the driver names the whole card. */
const nameOf = ({ cudaName, gpu }: DoctorRecord): string => cudaName ?? gpu ?? "";

/** Compares a machine with the pools of a fleet. */
export function diagnose({ record, fleet, pools, outside }: DoctorQuestion): Diagnosis {
  const own = fleet.pools.filter((pool) => isCardOf(nameOf(record), pool));
  const asked = pools.length > 0 ? pools : own;
  const usable = usableOf(record);
  return {
    record,
    ...(usable === undefined ? {} : { usableBytes: usable }),
    pools: asked.map((pool) => ({ pool, differences: differences(record, pool, { fleet, outside }) })),
    others: fleet.pools.filter((pool) => !asked.includes(pool)).map(({ name }) => name),
    ...(asked.length === 0 ? { declaration: `NAME: { ${gpuLine(record)} }` } : {}),
  };
}

function usableOf({ cudaTotalBytes, otherBytes = bytes(0), outsideAllocatorBytes }: DoctorRecord): Bytes | undefined {
  if (cudaTotalBytes === undefined || outsideAllocatorBytes === undefined) return undefined;
  return bytes(Math.max(0, cudaTotalBytes - otherBytes - outsideAllocatorBytes));
}

type Known = Pick<DoctorQuestion, "fleet" | "outside">;

function differences(record: DoctorRecord, pool: Pool, { fleet, outside }: Known): readonly Difference[] {
  const versions = versionDifferences(record, fleet);
  const several = gpusPerRun(record, pool);
  // Sizes of another card say nothing about the declared one.
  if (!isCardOf(nameOf(record), pool)) return [otherGpu(record, pool), ...several, ...versions];
  return [
    ...memory(record, pool),
    ...reserve(record, pool),
    ...several,
    ...outsideOf(record, pool, outside),
    ...versions,
  ];
}

function otherGpu(record: DoctorRecord, pool: Pool): Difference {
  const slice = record.mig === true ? " (MIG is on)" : "";
  return {
    about: "gpu",
    text: `the pool declares ${pool.device.name}, and CUDA sees ${nameOf(record) || "a GPU without a name"} here${slice}`,
    line: gpuLine(record),
  };
}

/** The machine's GPU as a fleet file names it; by its memory where the catalogue does not know it. */
function gpuLine(record: DoctorRecord): string {
  const found = deviceNamed(nameOf(record));
  if ("device" in found) return `gpu: ${shortName(found.gpu)}`;
  const total = record.cudaTotalBytes === undefined ? undefined : inMib(record.cudaTotalBytes);
  const [candidate] = found.candidates;
  if (candidate !== undefined && total !== undefined && found.problem.code === "ambiguous-gpu")
    return `gpu: ${nearestOf(found.candidates, record.cudaTotalBytes ?? bytes(0))}`;
  return total === undefined ? `gpu: ${nameOf(record)}` : `memory: ${total}`;
}

/** Of cards with one name, the one of this size. */
function nearestOf(names: readonly string[], total: Bytes): string {
  const away = (name: string): number => {
    const found = deviceNamed(name);
    return "device" in found ? Math.abs(found.device.totalBytes - total) : Number.POSITIVE_INFINITY;
  };
  return [...names].sort((a, b) => away(a) - away(b))[0] ?? "";
}

/** Rounded down, as a limit has to be. */
const inMib = (size: Bytes): string => `${Math.floor(size / MIB)} MiB`;

/** Between drivers, cards of one name differ by less. */
const SAME = 0.01;

function memory({ cudaTotalBytes: total }: DoctorRecord, { device, measurements = [] }: Pool): readonly Difference[] {
  const declared = device.totalBytes;
  // The catalogue has the smallest total that was seen, so that a little more is as expected; less never is.
  if (total === undefined || (total > declared - MIB && total <= declared * (1 + SAME))) return [];
  const from = measurements.length > 0 ? "was measured before" : "is taken";
  return [
    {
      about: "memory",
      text: `CUDA's total is ${formatGiB(total)}, and ${formatGiB(declared)} ${from}`,
      line: `memory: ${inMib(total)}`,
    },
  ];
}

/** Rounded up to tens of MiB: what other processes hold moves a little. */
const upwards = (size: Bytes): string => `${Math.ceil(size / (10 * MIB)) * 10} MiB`;
/** Less is no process: the driver's own accounts are that exact. */
const NOTHING = 16 * MIB;

function reserve({ otherBytes: others = bytes(0), processes = [] }: DoctorRecord, pool: Pool): readonly Difference[] {
  if (others <= Math.max(NOTHING, pool.reserveBytes)) return [];
  const who = processes.length === 0 ? "" : ` (process ${listed(processes.slice(0, 5).map(({ pid }) => `${pid}`))})`;
  return [
    {
      about: "reserve",
      text: `other processes hold ${formatGiB(others)}${who}, and the pool keeps ${formatGiB(pool.reserveBytes)} free`,
      line: `reserve: ${upwards(others)}`,
      remedy: "That is right where they stay, as a display does; else end them.",
    },
  ];
}

function gpusPerRun({ gpus }: DoctorRecord, { gpusPerRun: declared }: Pool): readonly Difference[] {
  if (gpus === undefined || declared <= gpus) return [];
  const text = `a run may use ${declared} GPUs, and this machine has ${gpus}`;
  return [{ about: "gpus-per-run", text, line: `gpus-per-run: ${gpus}` }];
}

function outsideOf(
  { outsideAllocatorBytes: found }: DoctorRecord,
  { device }: Pool,
  outside: DoctorQuestion["outside"],
): readonly Difference[] {
  const { lowerBytes, upperBytes } = outside(device);
  if (found === undefined || found <= upperBytes) return [];
  return [
    {
      about: "outside",
      text: `a process holds at least ${formatGiB(found)} outside of PyTorch's allocator, and ${formatGiB(lowerBytes)} to ${formatGiB(upperBytes)} is assumed`,
      remedy: "Measure some runs here, and let `gpu-memory calibrate` write them down.",
    },
  ];
}

function versionDifferences(record: DoctorRecord, { environment }: Fleet): readonly Difference[] {
  return (["torch", "ultralytics"] as const).flatMap((name): Difference[] => {
    const [declared, found] = [environment[name], record[name]?.split("+")[0]];
    if (declared === undefined || found === undefined || declared === found) return [];
    const text = `${name} ${found} is installed, and ${declared} is declared`;
    return [{ about: name, text, line: `environment: { ${name}: ${found} }` }];
  });
}
