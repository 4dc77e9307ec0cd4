import { type Bytes, formatGiB, MIB, mib } from "../bytes.ts";
import type { Gpu } from "./catalogue.ts";
import { isMigSlice } from "./catalogue.ts";
import { cudaTotal } from "./cuda-total.ts";
import type { Device } from "./device.ts";
import { ambiguousName, nearestNames, ownName, rowsNamed, shortName } from "./gpu-names.ts";

export interface DeviceFound {
  readonly device: Device;
  /** The catalogue's row behind the device. */
  readonly gpu: Gpu;
  /** Every row that the name means; `gpu` is one of them. */
  readonly rows: readonly Gpu[];
  /** What was taken for granted, one sentence each. */
  readonly notes: readonly string[];
}

export interface DeviceNotFound {
  readonly problem: {
    readonly code: "unknown-gpu" | "ambiguous-gpu" | "gpu-without-size" | "unknown-instance" | "unknown-architecture";
    readonly message: string;
    readonly remedy: string;
  };
  /** Names that can be written instead. */
  readonly candidates: readonly string[];
}

export type DeviceAnswer = DeviceFound | DeviceNotFound;

const NEAREST = 3;

/**
 * The device that a name means: a catalogue name or alias, or what nvidia-smi or CUDA prints. Of several cards of one
 * size and architecture the one with the smallest CUDA total; a name of cards that differ in size is refused.
 */
export function deviceNamed(name: string): DeviceAnswer {
  const own = ownName(name);
  if (own !== undefined) return samePrinted(own);
  const ambiguous = ambiguousName(name);
  if (ambiguous !== undefined) return severalSizes(name, ambiguous.reason, ambiguous.means);
  const rows = rowsNamed(name);
  if (rows.length === 0) return unknown(name);
  if (isBareSlice(name)) return bareSlice(name, rows.map(shortName));
  if (!rows.every((row) => sameSize(row, rows[0]))) {
    return severalSizes(name, "cards of different size have this name", rows.map(shortName));
  }
  return smallestOf(rows, rows.length > 1 ? `\`${name}\` means ${listed(rows.map((row) => row.name))}` : undefined);
}

/** The card of this name (of several sizes the nearest one) with the memory that its owner declares as CUDA's total. */
export function deviceWithMemory(name: string, totalBytes: Bytes): DeviceAnswer {
  const own = ownName(name);
  const means = ambiguousName(name)?.means ?? [name];
  const rows = own === undefined ? means.flatMap(rowsNamed) : [own];
  const away = (gpu: Gpu) => Math.abs((gpu.totalMiB ?? 0) * MIB - totalBytes);
  const [gpu] = [...rows].sort((a, b) => away(a) - away(b));
  if (gpu === undefined) return unknown(name);
  const device = { ...deviceOf(gpu, 0), name: `${gpu.name} with ${formatGiB(totalBytes)}`, totalBytes };
  return { device, gpu, rows: [gpu], notes: [`${formatGiB(totalBytes)} is taken for what CUDA reports as total.`] };
}

const isBareSlice = (name: string): boolean => /^\W*mig\W*\d/i.test(name);

const sameSize = (a: Gpu, b: Gpu | undefined): boolean =>
  a.architecture === b?.architecture && a.totalMiB === b.totalMiB;

/** What nvidia-smi prints is all that can be known of a card: where two sizes print the same, the smaller one counts. */
function samePrinted(own: Gpu): DeviceAnswer {
  const twins = own.name === own.prints ? rowsNamed(own.prints) : [own];
  const printed = ambiguousName(own.prints)?.means.flatMap(rowsNamed) ?? twins;
  const rows = [...new Set([own, ...printed.filter((row) => row.prints === own.name)])];
  const why = rows.length > 1 ? `${own.name} is printed by ${listed(rows.map(shortName))} alike` : undefined;
  return smallestOf(rows, why);
}

function smallestOf(rows: readonly Gpu[], why: string | undefined): DeviceAnswer {
  const sized = rows.flatMap((gpu) => {
    const total = cudaTotal(gpu);
    return total === undefined ? [] : [{ gpu, total }];
  });
  // Of equal totals the one with more multiprocessors: some workspaces grow with them.
  sized.sort((a, b) => a.total.mib - b.total.mib || b.gpu.multiprocessors - a.gpu.multiprocessors);
  const [smallest] = sized;
  if (smallest === undefined) return withoutSize(rows);
  const { gpu, total } = smallest;
  const notes = [
    ...(why === undefined ? [] : [`${why}: the one with the smallest CUDA total is taken, ${gpu.name}.`]),
    ...(total.note === undefined ? [] : [total.note]),
    ...eccNote(gpu),
    ...(gpu.multiprocessorsBasis === "assumed"
      ? [`${gpu.name} is assumed to have ${gpu.multiprocessors} multiprocessors (${gpu.multiprocessorsSource}).`]
      : []),
  ];
  return { device: deviceOf(gpu, total.mib), gpu, rows, notes };
}

/** The device of a catalogue row with a total that CUDA reports, in MiB. */
export const deviceOf = (gpu: Gpu, totalMiB: number): Device => ({
  name: gpu.name,
  architecture: gpu.architecture,
  computeCapability: gpu.computeCapability,
  multiprocessors: gpu.multiprocessors,
  totalBytes: mib(totalMiB),
});

/** On GDDR6, ECC takes 1/16 of the memory; where the owner can switch it, the catalogue's total says which is meant. */
function eccNote(gpu: Gpu): readonly string[] {
  if (isMigSlice(gpu) || !/selectable.*takes 1\/16/.test(gpu.ecc)) return [];
  const withEcc = gpu.vendorGB * 960;
  const on = (gpu.totalMiB ?? 0) <= withEcc;
  return [`ECC is assumed to be ${on ? "on" : "off"} on ${gpu.name}; switched on it takes 1/16 of the memory.`];
}

function withoutSize(rows: readonly Gpu[]): DeviceNotFound {
  const name = rows[0]?.name ?? "";
  return {
    problem: {
      code: "gpu-without-size",
      message: `The memory of ${name} is not known: nobody has published what nvidia-smi or CUDA prints.`,
      remedy: "Declare it: `memory: N GiB` with what torch.cuda.mem_get_info() reports as total.",
    },
    candidates: [],
  };
}

function unknown(name: string): DeviceNotFound {
  const candidates = nearestNames(name, NEAREST);
  return {
    problem: {
      code: "unknown-gpu",
      message: `\`${name}\` is no GPU that gpu-memory knows.`,
      remedy: `The nearest names are ${listed(candidates)}; \`gpu-memory gpus\` lists all, and \`memory: N GiB\` declares any other.`,
    },
    candidates,
  };
}

function severalSizes(name: string, reason: string, means: readonly string[]): DeviceNotFound {
  const candidates = [...new Set(means)];
  return {
    problem: {
      code: "ambiguous-gpu",
      message: `\`${name}\` means GPUs of different size: ${reason}.`,
      remedy: `Write one of ${listed(candidates)}.`,
    },
    candidates,
  };
}

function bareSlice(name: string, candidates: readonly string[]): DeviceNotFound {
  return {
    problem: {
      code: "ambiguous-gpu",
      message: `\`${name}\` names a MIG slice but not its card, and its size depends on the card.`,
      remedy: `Write ${candidates.length > 1 ? "one of " : ""}${listed(candidates)}.`,
    },
    candidates,
  };
}

/** `A, B and C` */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
