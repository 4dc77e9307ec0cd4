import { GPUS, type Gpu, isMigSlice, isUnified } from "./catalogue.ts";

export interface CudaTotal {
  readonly mib: number;
  /** `seen`: read on this card; `same`: equals the catalogue's figure by its nature; `assumed`: another card's gap. */
  readonly basis: "seen" | "same" | "assumed";
  /** What was taken for granted, one sentence; absent where nothing was. */
  readonly note?: string;
}

/** Oldest first. A card of an architecture without any reading borrows from the next one. */
const ARCHITECTURES = [
  "Kepler",
  "Maxwell",
  "Pascal",
  "Volta",
  "Turing",
  "Ampere",
  "Ada",
  "Hopper",
  "Blackwell",
  "Blackwell Ultra",
];

/** Upper ends of the size classes in vendor GB: 8, 16, 24 and 48 GB cards share boards and reserves; the last is open. */
const SIZE_CLASSES = [8, 16, 24, 48, Number.POSITIVE_INFINITY];

/**
 * What CUDA reports as total, in MiB; undefined where the card's size is not known.
 * The driver keeps 0.1 to 0.9 GiB for itself, so it is less than nvidia-smi's total: the smallest total seen on this
 * card counts (newer drivers keep more), else the largest gap seen on its nearest relatives.
 */
export function cudaTotal(gpu: Gpu): CudaTotal | undefined {
  if (gpu.totalMiB === null) return undefined;
  if (isMigSlice(gpu) || isUnified(gpu)) return { mib: gpu.totalMiB, basis: "same" };
  if (gpu.cudaMiB !== null) return { mib: gpu.cudaMiB, basis: "seen", ...severalReadings(gpu) };
  const { kin, likeness } = relatives(gpu, gpu.totalMiB);
  const widest = kin.reduce((a, b) => (gap(b) > gap(a) ? b : a));
  const note =
    `What CUDA reports on ${gpu.name} was never seen: ${gap(widest)} MiB less than nvidia-smi is assumed, ` +
    `as on ${widest.name} (${likeness}).`;
  return { mib: gpu.totalMiB - gap(widest), basis: "assumed", note };
}

function severalReadings(gpu: Gpu): { note?: string } {
  if (!/[,;]| to /.test(gpu.cudaReadings)) return {};
  return { note: `CUDA was seen to report ${gpu.cudaReadings} on ${gpu.name}: the smallest is taken.` };
}

const gap = (gpu: Gpu): number => (gpu.totalMiB ?? 0) - (gpu.cudaMiB ?? 0);

const sizeClass = (gpu: Gpu): number => SIZE_CLASSES.findIndex((end) => gpu.vendorGB <= end);

/** Cards with a reading that are most like this one: same total, else same size class, else the nearest class. */
function relatives(gpu: Gpu, totalMiB: number): { kin: readonly Gpu[]; likeness: string } {
  const family = readingsOf(gpu.architecture);
  const twins = family.filter((other) => other.totalMiB === totalMiB && other.architecture === gpu.architecture);
  if (twins.length > 0) return { kin: twins, likeness: "same architecture and size" };
  const away = (other: Gpu) => Math.abs(sizeClass(other) - sizeClass(gpu));
  const nearest = Math.min(...family.map(away));
  const kin = family.filter((other) => away(other) === nearest);
  const architecture = kin[0]?.architecture === gpu.architecture ? "same architecture" : "next architecture";
  return { kin, likeness: `${architecture}, ${nearest === 0 ? "same" : "nearest"} size class` };
}

function readingsOf(architecture: string): readonly Gpu[] {
  for (const candidate of ARCHITECTURES.slice(ARCHITECTURES.indexOf(architecture))) {
    const found = GPUS.filter((gpu) => gpu.architecture === candidate && gpu.cudaMiB !== null);
    if (found.length > 0) return found;
  }
  throw new Error(`No CUDA total was seen on ${architecture} or any later architecture`);
}
