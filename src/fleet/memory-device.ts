import { type Bytes, formatGiB, MIB } from "../bytes.ts";
import { GPUS, type Gpu, isMigSlice, isUnified } from "./catalogue.ts";
import { cudaTotal } from "./cuda-total.ts";
import type { Device } from "./device.ts";
import type { DeviceNotFound } from "./device-named.ts";
import { didYouMean } from "./nearest.ts";

/** Architectures of discrete cards, as the catalogue names them. */
const ARCHITECTURES: readonly string[] = [
  ...new Set(GPUS.filter((gpu) => !isUnified(gpu)).map((gpu) => gpu.architecture)),
];

/**
 * A device of which only the memory (CUDA's total) is known, perhaps the architecture. For all else it is taken to be
 * like the catalogue's card of the nearest size, and says so.
 */
export function memoryDevice(
  totalBytes: Bytes,
  architecture: string | undefined,
): { readonly device: Device; readonly notes: readonly string[] } | DeviceNotFound {
  const known = ARCHITECTURES.find((name) => name.toLowerCase() === architecture?.toLowerCase());
  if (architecture !== undefined && known === undefined) return unknownArchitecture(architecture);
  const like = nearestCard(totalBytes, known);
  const device: Device = {
    name: `${formatGiB(totalBytes)} ${like.architecture} GPU`,
    architecture: like.architecture,
    computeCapability: like.computeCapability,
    multiprocessors: like.multiprocessors,
    totalBytes,
  };
  const facts = `${known === undefined ? `${like.architecture}, ` : ""}${like.multiprocessors} multiprocessors`;
  return {
    device,
    notes: [
      `A GPU given by its memory is assumed to be like ${like.name} otherwise (${facts}), the card of the nearest size.`,
    ],
  };
}

function nearestCard(totalBytes: Bytes, architecture: string | undefined): Gpu {
  const cards = GPUS.filter((gpu) => !isMigSlice(gpu) && !isUnified(gpu)).flatMap((gpu) => {
    const total = cudaTotal(gpu);
    if (total === undefined || (architecture !== undefined && gpu.architecture !== architecture)) return [];
    return [{ gpu, away: Math.abs(total.mib * MIB - totalBytes) }];
  });
  // Of cards equally near the one with most multiprocessors: some workspaces grow with them.
  cards.sort((a, b) => a.away - b.away || b.gpu.multiprocessors - a.gpu.multiprocessors);
  const nearest = cards[0];
  if (nearest === undefined) throw new Error(`No card of ${architecture} has a size`);
  return nearest.gpu;
}

function unknownArchitecture(architecture: string): DeviceNotFound {
  const meant = didYouMean(architecture, ARCHITECTURES);
  const names = ARCHITECTURES.map((name) => `\`${name}\``).join(", ");
  return {
    problem: {
      code: "unknown-architecture",
      message: `\`${architecture}\` is no architecture that gpu-memory knows.`,
      remedy: meant === undefined ? `Known are ${names}.` : `Did you mean \`${meant}\`?`,
    },
    candidates: meant === undefined ? ARCHITECTURES : [meant],
  };
}
