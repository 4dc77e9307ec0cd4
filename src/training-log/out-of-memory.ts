import { type Bytes, bytes, GIB, KIB, MIB } from "../bytes.ts";

/** What PyTorch says when an allocation fails; a version that does not state a figure leaves it out. */
export interface OutOfMemory {
  readonly line: number;
  readonly triedBytes?: Bytes;
  readonly gpu?: number;
  readonly totalBytes?: Bytes;
  readonly freeBytes?: Bytes;
  /** The most that this process was allowed (`set_per_process_memory_fraction`). */
  readonly allowedBytes?: Bytes;
  /** In live tensors. */
  readonly allocatedBytes?: Bytes;
  /** In live tensors and kept by the allocator. */
  readonly reservedBytes?: Bytes;
  /** Of this process, CUDA's own share included. */
  readonly processBytes?: Bytes;
  /** Of other processes that the driver shows. */
  readonly otherProcesses: readonly Bytes[];
}

const UNITS: Readonly<Record<string, number>> = { bytes: 1, KiB: KIB, MiB: MIB, GiB: GIB };
const SIZE = String.raw`(\d+(?:\.\d+)?) (bytes|KiB|MiB|GiB)`;

const isOutOfMemory =
  /CUDA out of memory|CUDA error: out of memory|OutOfMemoryError\b|CUBLAS_STATUS_ALLOC_FAILED|CUDNN_STATUS_ALLOC_FAILED|cudaErrorMemoryAllocation/;

const PATTERNS = {
  triedBytes: new RegExp(`Tried to allocate ${SIZE}`),
  // `total capacty`: so written by torch 2.0 to 2.1.
  totalBytes: new RegExp(`total capac(?:i)?ty of ${SIZE}|\\(GPU \\d+; ${SIZE} total capacity`),
  freeBytes: new RegExp(`of which ${SIZE} is free|; ${SIZE} free`),
  allowedBytes: new RegExp(`[;,. ]${SIZE} allowed`),
  allocatedBytes: new RegExp(`${SIZE} is allocated by PyTorch|; ${SIZE} already allocated`),
  reservedBytes: new RegExp(`; ${SIZE} (?:reserved in total by PyTorch|cached\\))`),
  processBytes: new RegExp(`this process has ${SIZE} memory in use`),
} as const;
const UNALLOCATED = new RegExp(`${SIZE} is reserved by PyTorch but unallocated`);
const OTHER = new RegExp(`Process \\d+ has ${SIZE} memory in use`, "g");

const sizeOf = (groups: readonly (string | undefined)[]): Bytes | undefined => {
  const at = groups.findIndex((group, i) => i > 0 && group !== undefined);
  const unit = UNITS[groups[at + 1] ?? ""];
  return at < 1 || unit === undefined ? undefined : bytes(Math.round(Number(groups[at]) * unit));
};

const find = (pattern: RegExp, text: string): Bytes | undefined => {
  const match = pattern.exec(text);
  return match === null ? undefined : sizeOf(match);
};

/**
 * The figures of an out-of-memory message, in the words of torch 0.4 to 1.13 (`(GPU 0; 15.78 GiB total capacity; ...)`) and of
 * 2.x (`GPU 0 has a total capacity of ...`); c10/cuda/CUDACachingAllocator.cpp. undefined where the text is none.
 */
export function outOfMemoryIn(text: string, line: number): OutOfMemory | undefined {
  if (!isOutOfMemory.test(text)) return undefined;
  const sizes = Object.fromEntries(
    Object.entries(PATTERNS).flatMap(([name, pattern]) => {
      const size = find(pattern, text);
      return size === undefined ? [] : [[name, size]];
    }),
  ) as Partial<Record<keyof typeof PATTERNS, Bytes>>;
  const unallocated = find(UNALLOCATED, text);
  const reserved =
    sizes.allocatedBytes !== undefined && unallocated !== undefined
      ? { reservedBytes: bytes(sizes.allocatedBytes + unallocated) }
      : {};
  const gpu = /\bGPU (\d{1,3})\b/.exec(text)?.[1];
  const otherProcesses = [...text.matchAll(OTHER)].flatMap((match) => sizeOf(match) ?? []);
  return { line, ...sizes, ...reserved, ...(gpu === undefined ? {} : { gpu: Number(gpu) }), otherProcesses };
}
