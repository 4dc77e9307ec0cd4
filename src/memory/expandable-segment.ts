import { type Block, merge, type Pool } from "./pool.ts";
import { LARGE_SEGMENT, roundUp, SMALL_SEGMENT } from "./rounding.ts";

/**
 * One growing range of addresses for a pool (expandable_segments:True): pages are mapped where they are needed, from the
 * lowest address on, and unmapped when they are wholly free. Rules of c10/cuda/CUDACachingAllocator.cpp, v2.11.0.
 */
export class ExpandableSegment {
  private readonly pool: Pool;
  private readonly page: number;
  /** Stands behind the last mapped block and is never free: whatever is cut or merged, its neighbour is the last one. */
  private readonly tail: Block;
  constructor(pool: Pool) {
    this.pool = pool;
    this.page = pool.small ? SMALL_SEGMENT : LARGE_SEGMENT;
    this.tail = { address: 0, size: 0, previous: undefined, next: undefined, free: false, pool, freedAt: 0 };
  }

  /** Index of the best fit; a block at the edge of unmapped addresses counts as large as it could become. */
  bestFit(size: number): number {
    const { blocks } = this.pool;
    let index = this.pool.position(size, -1);
    const reach = (block: Block | undefined): number =>
      block === undefined ? Number.POSITIVE_INFINITY : this.canGrow(block) ? Number.MAX_SAFE_INTEGER : block.size;
    while (index + 1 < blocks.length && reach(blocks[index + 1]) < reach(blocks[index])) index++;
    return index;
  }

  private canGrow(block: Block): boolean {
    return block.next === this.tail;
  }

  /** Bytes that must be mapped so that a block of that size exists. */
  bytesToMap(size: number): number {
    const last = this.tail.previous;
    const free = last?.free === true ? last.size : 0;
    return roundUp(Math.max(0, size - free), this.page);
  }

  /** Maps pages behind the last block (joined with it where it is free) and yields a block of at least that size. */
  expand(size: number): Block {
    const bytes = this.bytesToMap(size);
    const { tail } = this;
    const fresh: Block = {
      address: tail.address,
      size: bytes,
      previous: tail.previous,
      next: tail,
      free: true,
      pool: this.pool,
      freedAt: this.pool.searches,
    };
    if (tail.previous !== undefined) tail.previous.next = fresh;
    tail.previous = fresh;
    tail.address += bytes;
    merge(fresh);
    return fresh;
  }

  /** Unmaps the pages at the end that are wholly free; yields their bytes. Pages between blocks in use stay mapped. */
  unmapFree(): number {
    const { tail } = this;
    const last = tail.previous;
    if (last?.free !== true) return 0;
    const start = roundUp(last.address, this.page);
    const bytes = tail.address - start;
    if (bytes <= 0) return 0;
    this.pool.remove(last);
    if (start > last.address) {
      last.size = start - last.address;
      this.pool.insert(last);
    } else {
      tail.previous = last.previous;
      if (last.previous !== undefined) last.previous.next = tail;
    }
    tail.address = start;
    return bytes;
  }
}
