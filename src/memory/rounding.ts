import { MIB } from "../bytes.ts";
import type { AllocatorSettings } from "./allocator-settings.ts";

// Constants of PyTorch's caching allocator (c10/cuda/CUDACachingAllocator.cpp, v2.11.0).
export const ROUNDING = 512;
/** Requests up to this size come from the small pool. */
export const SMALL_REQUEST = MIB;
export const SMALL_SEGMENT = 2 * MIB;
export const LARGE_SEGMENT = 20 * MIB;
export const LARGE_REQUEST = 10 * MIB;
export const SEGMENT_ROUNDING = 2 * MIB;

export const roundUp = (size: number, unit: number): number => Math.ceil(size / unit) * unit;

/** The next of `divisions` equal steps between two powers of two. */
function powerOfTwoStep(size: number, divisions: number): number {
  const power = 2 ** Math.floor(Math.log2(size));
  return power === size ? size : power + roundUp(size - power, power / divisions);
}

/** Bytes that a block takes of a segment by default: multiples of 512, and at least one. */
export const heldBytes = (requested: number): number => Math.max(ROUNDING, roundUp(requested, ROUNDING));

/** Size of the block that serves a request. */
export function blockSize(bytes: number, settings: AllocatorSettings): number {
  const { roundupDivisions } = settings;
  const divisions =
    roundupDivisions.length === 0 ? 0 : (roundupDivisions.findLast(([from]) => bytes >= from)?.[1] ?? 0);
  if (divisions > 1 && bytes > ROUNDING * divisions) return powerOfTwoStep(bytes, divisions);
  return heldBytes(bytes);
}

/** Size of a new segment for a block of that size. */
export function segmentSize(size: number): number {
  if (size <= SMALL_REQUEST) return SMALL_SEGMENT;
  return size < LARGE_REQUEST ? LARGE_SEGMENT : roundUp(size, SEGMENT_ROUNDING);
}
