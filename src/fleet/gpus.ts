import { type Bytes, bytes, mib } from "../bytes.ts";
import { GPUS, type Gpu } from "./catalogue.ts";
import { cudaTotal } from "./cuda-total.ts";
import type { Device } from "./device.ts";
import { deviceNamed, deviceOf, listed } from "./device-named.ts";
import { ambiguousName, rowsNamed } from "./gpu-names.ts";
import { gpuDetails, gpuTable } from "./gpu-text.ts";
import { instancesWith } from "./instance.ts";

/** One GPU or MIG slice as `gpu-memory gpus` shows it. Sizes in bytes; null: not known. */
export interface GpuEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  /** What nvidia-smi and CUDA call it. */
  readonly prints: string;
  readonly nvidiaSmiBytes: Bytes | null;
  readonly cudaBytes: Bytes | null;
  /** What is left to PyTorch's allocator: CUDA's total less what a process needs beside it. */
  readonly usableBytes: Bytes | null;
  readonly architecture: string;
  readonly computeCapability: string;
  readonly multiprocessors: number;
  readonly instances: readonly string[];
  readonly notes: readonly string[];
  readonly source: string;
  /** `seen` in some output, or `inferred`. */
  readonly confidence: string;
}

/** What a process needs outside PyTorch's allocator; known to the memory stage and handed in by the command. */
export type OutsideBytes = (device: Device) => Bytes;

export interface GpusAnswer {
  readonly text: string;
  /** Why the name was refused, for standard error; then `text` is empty or lists the candidates. */
  readonly error?: string;
  readonly exit: 0 | 2;
}

/** The rows that a name means, or all. */
export function gpuListing(name: string | undefined, outside: OutsideBytes): readonly GpuEntry[] {
  return rowsFor(name).map((gpu) => entryOf(gpu, outside));
}

/** `gpu-memory gpus [NAME]` as text: a table of all, or everything about the one that the name means. */
export function gpusText(name: string | undefined, outside: OutsideBytes): GpusAnswer {
  const entries = gpuListing(name, outside);
  if (name === undefined) return { text: gpuTable(entries), exit: 0 };
  const error = refusal(name);
  if (error !== undefined) return { text: entries.length === 0 ? "" : gpuTable(entries), error, exit: 2 };
  return { text: [...severalCards(name), ...entries.map(gpuDetails)].join("\n\n"), exit: 0 };
}

/** The same as JSON text: a list of entries. */
export function gpusJson(name: string | undefined, outside: OutsideBytes): GpusAnswer {
  const text = JSON.stringify(gpuListing(name, outside), null, 2);
  const error = name === undefined ? undefined : refusal(name);
  return error === undefined ? { text, exit: 0 } : { text, error, exit: 2 };
}

function rowsFor(name: string | undefined): readonly Gpu[] {
  if (name === undefined) return GPUS;
  const answer = deviceNamed(name);
  if ("device" in answer) return answer.rows;
  return ambiguousName(name)?.means.flatMap(rowsNamed) ?? rowsNamed(name);
}

/** A card without a size is listed and says so: only a name that is unknown or means several sizes is refused. */
function refusal(name: string): string | undefined {
  const answer = deviceNamed(name);
  if ("device" in answer || answer.problem.code === "gpu-without-size") return undefined;
  return `${answer.problem.message} ${answer.problem.remedy}`;
}

function severalCards(name: string): readonly string[] {
  const answer = deviceNamed(name);
  if (!("device" in answer) || answer.rows.length < 2) return [];
  const cards = listed(answer.rows.map((row) => row.name));
  return [`${name} means ${cards}. The smallest CUDA total is taken: ${answer.device.name}.`];
}

function entryOf(gpu: Gpu, outside: OutsideBytes): GpuEntry {
  const total = cudaTotal(gpu);
  const device = total === undefined ? undefined : deviceOf(gpu, total.mib);
  const notes = [
    ...(total === undefined ? ["Its memory is not known: declare it as `memory: N GiB`."] : []),
    ...(total?.note === undefined ? [] : [total.note]),
    ...(gpu.otherReadings === "" ? [] : [`Other readings: ${gpu.otherReadings}.`]),
    `ECC: ${gpu.ecc}.`,
  ];
  return {
    name: gpu.name,
    aliases: gpu.aliases,
    prints: gpu.prints,
    nvidiaSmiBytes: gpu.totalMiB === null ? null : mib(gpu.totalMiB),
    cudaBytes: device?.totalBytes ?? null,
    usableBytes: device === undefined ? null : bytes(device.totalBytes - outside(device)),
    architecture: gpu.architecture,
    computeCapability: gpu.computeCapability,
    multiprocessors: gpu.multiprocessors,
    instances: instancesWith(gpu.name),
    notes,
    source: gpu.source,
    confidence: gpu.confidence,
  };
}
