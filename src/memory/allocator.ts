import { MIB } from "../bytes.ts";
import { AddressSpace } from "./address-space.ts";

/** A piece of a segment, in use or free. Neighbours are those of the same segment. */
export interface Block {
  address: number;
  size: number;
  previous: Block | undefined;
  next: Block | undefined;
  free: boolean;
  readonly pool: Pool;
}

/** Free blocks of one kind of segment, sorted by size, then address: the best fit comes first. */
type Pool = Block[];

// Constants of PyTorch's caching allocator (c10/cuda/CUDACachingAllocator.cpp, v2.11.0).
const ROUNDING = 512;
const SMALL_REQUEST = MIB;
const SMALL_SEGMENT = 2 * MIB;
const LARGE_SEGMENT = 20 * MIB;
const LARGE_REQUEST = 10 * MIB;
const SEGMENT_ROUNDING = 2 * MIB;

const roundUp = (size: number, unit: number): number => Math.ceil(size / unit) * unit;

/** Where (size, address) stands, or would stand, in a pool. */
function position(pool: Pool, size: number, address: number): number {
  let low = 0;
  let high = pool.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const block = pool[middle];
    if (block !== undefined && (block.size < size || (block.size === size && block.address < address)))
      low = middle + 1;
    else high = middle;
  }
  return low;
}

/** PyTorch's CUDA caching allocator for one stream: exact, given the order of requests and frees. */
export class Allocator {
  reserved = 0;
  allocated = 0;
  reservedPeak = 0;
  allocatedPeak = 0;
  /** How often cached segments had to be given back to go on. */
  retries = 0;
  private readonly small: Pool = [];
  private readonly large: Pool = [];
  private readonly space = new AddressSpace();
  private readonly limit: number;

  /** `limit`: most bytes that may be reserved. */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.limit = limit;
  }

  /** A block for so many bytes; undefined where the limit does not allow it even after giving back what is cached. */
  allocate(bytes: number): Block | undefined {
    const size = Math.max(ROUNDING, roundUp(bytes, ROUNDING));
    const pool = size <= SMALL_REQUEST ? this.small : this.large;
    const block = this.bestFit(pool, size) ?? this.newSegment(pool, size);
    if (block === undefined) return undefined;
    this.splitOff(block, size);
    block.free = false;
    this.allocated += block.size;
    if (this.allocated > this.allocatedPeak) this.allocatedPeak = this.allocated;
    return block;
  }

  release(block: Block): void {
    this.allocated -= block.size;
    block.free = true;
    this.mergePrevious(block);
    this.mergeNext(block);
    this.insert(block);
  }

  /** Gives every wholly free segment back to the driver, as torch.cuda.empty_cache() does. */
  emptyCache(): void {
    for (const pool of [this.small, this.large]) {
      for (let i = pool.length - 1; i >= 0; i--) {
        const block = pool[i];
        if (block === undefined || block.previous !== undefined || block.next !== undefined) continue;
        pool.splice(i, 1);
        this.reserved -= block.size;
        this.space.release(block.address, block.size);
      }
    }
  }

  /** Forgets earlier peaks, as torch.cuda.reset_peak_memory_stats() does. */
  resetPeaks(): void {
    this.allocatedPeak = this.allocated;
    this.reservedPeak = this.reserved;
  }

  private bestFit(pool: Pool, size: number): Block | undefined {
    const index = position(pool, size, -1);
    if (index === pool.length) return undefined;
    return pool.splice(index, 1)[0];
  }

  private newSegment(pool: Pool, size: number): Block | undefined {
    const segment =
      size <= SMALL_REQUEST ? SMALL_SEGMENT : size < LARGE_REQUEST ? LARGE_SEGMENT : roundUp(size, SEGMENT_ROUNDING);
    if (this.reserved + segment > this.limit) {
      this.retries++;
      this.emptyCache();
      if (this.reserved + segment > this.limit) return undefined;
    }
    this.reserved += segment;
    if (this.reserved > this.reservedPeak) this.reservedPeak = this.reserved;
    return {
      address: this.space.place(segment),
      size: segment,
      previous: undefined,
      next: undefined,
      free: true,
      pool,
    };
  }

  /** The rest of a block becomes a free block of its own: from 512 bytes in the small pool, above 1 MiB in the large one. */
  private splitOff(block: Block, size: number): void {
    const rest = block.size - size;
    if (block.pool === this.small ? rest < ROUNDING : rest <= SMALL_REQUEST) return;
    const remainder: Block = {
      address: block.address + size,
      size: rest,
      previous: block,
      next: block.next,
      free: true,
      pool: block.pool,
    };
    if (block.next !== undefined) block.next.previous = remainder;
    block.next = remainder;
    block.size = size;
    this.insert(remainder);
  }

  private mergePrevious(block: Block): void {
    const { previous } = block;
    if (previous?.free !== true) return;
    this.remove(previous);
    block.address = previous.address;
    block.size += previous.size;
    block.previous = previous.previous;
    if (block.previous !== undefined) block.previous.next = block;
  }

  private mergeNext(block: Block): void {
    const { next } = block;
    if (next?.free !== true) return;
    this.remove(next);
    block.size += next.size;
    block.next = next.next;
    if (block.next !== undefined) block.next.previous = block;
  }

  private insert(block: Block): void {
    block.pool.splice(position(block.pool, block.size, block.address), 0, block);
  }

  private remove(block: Block): void {
    block.pool.splice(position(block.pool, block.size, block.address), 1);
  }
}
