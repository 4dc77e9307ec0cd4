import { AddressSpace } from "./address-space.ts";
import { type AllocatorSettings, DEFAULT_ALLOCATOR, isPlain } from "./allocator-settings.ts";
import { ExpandableSegment } from "./expandable-segment.ts";
import { type Block, cut, isWhole, Pool } from "./pool.ts";
import { blockSize, LARGE_SEGMENT, ROUNDING, SMALL_REQUEST, segmentSize } from "./rounding.ts";

/** An oversize request takes a cached block that is larger by at most so much. */
const OVERSIZE_SLACK = LARGE_SEGMENT;

export interface AllocatorOptions {
  /** Most bytes that may be reserved. */
  readonly limit?: number;
  readonly settings?: AllocatorSettings;
}

/** PyTorch's CUDA caching allocator for one stream: exact, given the order of requests and frees. */
export class Allocator {
  reserved = 0;
  allocated = 0;
  reservedPeak = 0;
  allocatedPeak = 0;
  private readonly small = new Pool(true);
  private readonly large = new Pool(false);
  private readonly space = new AddressSpace();
  private readonly limit: number;
  private readonly settings: AllocatorSettings;
  private readonly expandable: { readonly small: ExpandableSegment; readonly large: ExpandableSegment } | undefined;

  constructor(options: AllocatorOptions = {}) {
    this.limit = options.limit ?? Number.POSITIVE_INFINITY;
    this.settings = options.settings ?? DEFAULT_ALLOCATOR;
    if (this.settings.expandableSegments)
      this.expandable = { small: new ExpandableSegment(this.small), large: new ExpandableSegment(this.large) };
  }

  /** A block for so many bytes; undefined where the limit does not allow it even after giving back what is cached. */
  allocate(bytes: number): Block | undefined {
    const size = blockSize(bytes, this.settings);
    const pool = size <= SMALL_REQUEST ? this.small : this.large;
    pool.searches++;
    const index = this.bestFit(pool, size);
    const block = index < 0 ? this.grow(pool, size) : pool.blocks[index];
    if (block === undefined) return undefined;
    const rest = this.shouldSplit(block, size) ? cut(block, size) : undefined;
    if (index >= 0 && rest !== undefined) pool.replaceAt(index, rest);
    else if (index >= 0) pool.removeAt(index);
    else if (rest !== undefined) pool.insert(rest);
    block.free = false;
    this.allocated += block.size;
    if (this.allocated > this.allocatedPeak) this.allocatedPeak = this.allocated;
    return block;
  }

  /**
   * The largest request of the small pool, or of the large one, that the cache would serve now: such a request leaves no trace
   * once it is freed. 0 where settings make more than that of it.
   */
  room(small: boolean): number {
    if (!isPlain(this.settings)) return 0;
    const block = (small ? this.small : this.large).blocks.at(-1);
    return block === undefined ? 0 : small ? Math.min(block.size, SMALL_REQUEST) : block.size;
  }

  release(block: Block): void {
    this.allocated -= block.size;
    block.free = true;
    block.freedAt = block.pool.searches;
    block.pool.take(block);
  }

  /** Gives what is wholly free back to the driver, as torch.cuda.empty_cache() does. */
  emptyCache(): void {
    if (this.expandable !== undefined) {
      this.reserved -= this.expandable.small.unmapFree() + this.expandable.large.unmapFree();
      return;
    }
    for (const pool of [this.small, this.large]) for (const block of pool.blocks.filter(isWhole)) this.giveBack(block);
  }

  /** Forgets earlier peaks, as torch.cuda.reset_peak_memory_stats() does. */
  resetPeaks(): void {
    this.allocatedPeak = this.allocated;
    this.reservedPeak = this.reserved;
  }

  /** Index in the pool; -1 where nothing fits. */
  private bestFit(pool: Pool, size: number): number {
    const { maxSplitBytes } = this.settings;
    const index = this.expandable === undefined ? pool.position(size, -1) : this.segmentOf(pool).bestFit(size);
    if (index >= pool.blocks.length) return -1;
    const block = pool.blocks[index] as Block;
    // Oversize blocks serve oversize requests only, and those waste little.
    if (size < maxSplitBytes && block.size >= maxSplitBytes) return -1;
    if (size >= maxSplitBytes && block.size >= size + OVERSIZE_SLACK) return -1;
    return index;
  }

  private segmentOf(pool: Pool): ExpandableSegment {
    if (this.expandable === undefined) throw new Error("segments are not expandable");
    return pool.small ? this.expandable.small : this.expandable.large;
  }

  private grow(pool: Pool, size: number): Block | undefined {
    if (Number.isFinite(this.limit) && this.settings.collectionThreshold > 0) this.collect();
    return this.newBlock(pool, size) ?? this.retry(pool, size);
  }

  /** The driver refused: first enough oversize blocks, then everything cached goes back, then it is asked again. */
  private retry(pool: Pool, size: number): Block | undefined {
    if (this.releaseOversize(size)) {
      const block = this.newBlock(pool, size);
      if (block !== undefined) return block;
    }
    this.emptyCache();
    return this.newBlock(pool, size);
  }

  private newBlock(pool: Pool, size: number): Block | undefined {
    if (this.expandable !== undefined) return this.expand(pool, size);
    const segment = segmentSize(size);
    if (this.reserved + segment > this.limit) return undefined;
    this.addReserved(segment);
    return {
      address: this.space.place(segment),
      size: segment,
      previous: undefined,
      next: undefined,
      free: true,
      pool,
      freedAt: 0,
    };
  }

  private expand(pool: Pool, size: number): Block | undefined {
    const segment = this.segmentOf(pool);
    const wanted = segment.bytesToMap(size);
    if (this.reserved + wanted > this.limit) return undefined;
    this.addReserved(wanted);
    return segment.expand(size);
  }

  private addReserved(bytes: number): void {
    this.reserved += bytes;
    if (this.reserved > this.reservedPeak) this.reservedPeak = this.reserved;
  }

  /** From 512 bytes on in the small pool and in expandable segments, above 1 MiB in the large pool. */
  private shouldSplit(block: Block, size: number): boolean {
    const rest = block.size - size;
    if (block.pool.small || this.expandable !== undefined) return rest >= ROUNDING;
    return size < this.settings.maxSplitBytes && rest > SMALL_REQUEST;
  }

  private giveBack(block: Block): void {
    block.pool.remove(block);
    this.reserved -= block.size;
    this.space.release(block.address, block.size);
  }

  /** One oversize block that is large enough, else the largest ones until enough is free. */
  private releaseOversize(size: number): boolean {
    const { maxSplitBytes } = this.settings;
    if (!Number.isFinite(maxSplitBytes)) return false;
    const wanted = Math.max(size, maxSplitBytes);
    const single = this.large.blocks.find((block) => block.size >= wanted && isWhole(block));
    if (single !== undefined) {
      this.giveBack(single);
      return true;
    }
    let released = 0;
    for (const block of this.large.blocks.filter((each) => each.size >= maxSplitBytes && isWhole(each)).reverse()) {
      if (released >= wanted) break;
      released += block.size;
      this.giveBack(block);
    }
    return released >= wanted;
  }

  /** Gives back the whole cached blocks of the large pool that are older than the average, until below the threshold. */
  private collect(): void {
    let excess = this.reserved - this.settings.collectionThreshold * this.limit;
    const age = (block: Block): number => this.large.searches - block.freedAt;
    for (let freed = true; excess > 0 && freed; ) {
      const whole = this.large.blocks.filter(isWhole);
      const mean = whole.reduce((sum, block) => sum + age(block), 0) / Math.max(1, whole.length);
      const old = whole.filter((block) => age(block) >= mean);
      freed = old.length > 0;
      for (const block of old) {
        excess -= block.size;
        this.giveBack(block);
      }
    }
  }
}
