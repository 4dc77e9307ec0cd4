import { CATEGORIES, type Category } from "../memory/estimate-types.ts";

/** Index of a category in CATEGORIES: what a block is for, kept as a number because there are many blocks. */
export type CategoryIndex = number;
export const categoryIndex = (category: Category): CategoryIndex => CATEGORIES.indexOf(category);

/** Something that happens between two events: where a phase begins, where the trainer may empty the cache. */
export interface Mark {
  /** Number of events before it. */
  readonly at: number;
  readonly name: string;
  /** `reset`: peaks are counted anew from here. `empty-cache`: only where more than half of the card is reserved; `release-cache`: always; `reading`: what is reserved is read here. */
  readonly effect: "phase" | "empty-cache" | "release-cache" | "reading" | "step";
}

/** A sum over the pixels of a tensor, whose workspace depends on the card. */
export interface PixelSum {
  readonly channels: number;
  readonly pixels: number;
  /** Of its workspace on the card that the stream is of; 0: none is asked for. */
  readonly bytes: number;
}

/**
 * The allocations and frees of a run, in order. An event is a block's number: n >= 0 allocates block n, ~n frees it.
 * Block n requests `sizes[n]` bytes (before the allocator's rounding).
 */
export interface Stream {
  readonly events: Int32Array;
  readonly sizes: Float64Array;
  /** A CategoryIndex for each block. */
  readonly categories: Uint8Array;
  /** Index into `moduleNames`: the module that asked. */
  readonly modules: Uint16Array;
  /** Index into `operationNames`: the op that asked. */
  readonly operations: Uint16Array;
  /** For each block one more than its index in `pixelSums`, or 0: its size depends on no card. */
  readonly pixelSumOf: Uint16Array;
  /** Every kind of sum over pixels in the run. */
  readonly pixelSums: readonly PixelSum[];
  readonly moduleNames: readonly string[];
  readonly operationNames: readonly string[];
  readonly marks: readonly Mark[];
  /** Requested bytes of the optimizer's state at the end of the run. */
  readonly optimizerStateBytes: number;
}

/** How far a stream is written. */
export interface Position {
  readonly events: number;
  readonly blocks: number;
}

/** A piece of a stream, with what was stamped on blocks when it ended. */
export interface Part {
  readonly from: Position;
  readonly to: Position;
  readonly category: CategoryIndex;
  readonly module: number;
  readonly operation: number;
}

/** Room at the start, for a default run; doubled whenever it is used up. */
const ROOM = 1 << 17;

const doubled = <T extends { readonly length: number; set(from: T): void }>(
  from: T,
  make: (length: number) => T,
): T => {
  const to = make(2 * from.length);
  to.set(from);
  return to;
};

/**
 * Writes a stream. The current category, module and operation are stamped on each new block. The columns are numbers side by
 * side, so that a part of a stream is copied at once; read while the stream grows, they show what is written so far.
 */
export class Recorder implements Stream {
  private eventCount = 0;
  private blockCount = 0;
  private eventColumn = new Int32Array(ROOM);
  private sizeColumn = new Float64Array(ROOM);
  private categoryColumn = new Uint8Array(ROOM);
  private moduleColumn = new Uint16Array(ROOM);
  private operationColumn = new Uint16Array(ROOM);
  private pixelSumColumn = new Uint16Array(ROOM);
  readonly pixelSums: PixelSum[] = [];
  readonly moduleNames: string[] = [""];
  readonly operationNames: string[] = ["", "backward"];
  readonly marks: Mark[] = [];
  optimizerStateBytes = 0;
  category: CategoryIndex = 0;
  module = 0;
  operation = 0;
  /** As in a stream's `pixelSumOf`. */
  pixelSum = 0;

  private readonly operationIndex = new Map<string, number>();
  private readonly pixelSumIndex = new Map<string, number>();

  /** The index of an operation's forward part; that of its backward part is the next one. */
  operationNamed(name: string): number {
    const known = this.operationIndex.get(name);
    if (known !== undefined) return known;
    const index = this.operationNames.push(name, `${name}, backward`) - 2;
    this.operationIndex.set(name, index);
    return index;
  }

  /** The number of a kind of sum over pixels, as `pixelSum` takes it. */
  pixelSumNumbered(sum: PixelSum): number {
    const key = `${sum.channels} ${sum.pixels}`;
    const known = this.pixelSumIndex.get(key) ?? this.pixelSums.push(sum);
    this.pixelSumIndex.set(key, known);
    return known;
  }

  get events(): Int32Array {
    return this.eventColumn.subarray(0, this.eventCount);
  }

  get sizes(): Float64Array {
    return this.sizeColumn.subarray(0, this.blockCount);
  }

  get categories(): Uint8Array {
    return this.categoryColumn.subarray(0, this.blockCount);
  }

  get modules(): Uint16Array {
    return this.moduleColumn.subarray(0, this.blockCount);
  }

  get operations(): Uint16Array {
    return this.operationColumn.subarray(0, this.blockCount);
  }

  get pixelSumOf(): Uint16Array {
    return this.pixelSumColumn.subarray(0, this.blockCount);
  }

  allocate(bytes: number): number {
    const block = this.blockCount;
    this.needBlocks(1);
    this.sizeColumn[block] = bytes;
    this.categoryColumn[block] = this.category;
    this.moduleColumn[block] = this.module;
    this.operationColumn[block] = this.operation;
    this.pixelSumColumn[block] = this.pixelSum;
    this.blockCount = block + 1;
    this.write(block);
    return block;
  }

  free(block: number): void {
    this.write(~block);
  }

  private write(event: number): void {
    if (this.eventCount === this.eventColumn.length)
      this.eventColumn = doubled(this.eventColumn, (length) => new Int32Array(length));
    this.eventColumn[this.eventCount++] = event;
  }

  private needBlocks(count: number): void {
    while (this.blockCount + count > this.sizeColumn.length) {
      this.sizeColumn = doubled(this.sizeColumn, (length) => new Float64Array(length));
      this.categoryColumn = doubled(this.categoryColumn, (length) => new Uint8Array(length));
      this.moduleColumn = doubled(this.moduleColumn, (length) => new Uint16Array(length));
      this.operationColumn = doubled(this.operationColumn, (length) => new Uint16Array(length));
      this.pixelSumColumn = doubled(this.pixelSumColumn, (length) => new Uint16Array(length));
    }
  }

  mark(name: string, effect: Mark["effect"] = "phase"): void {
    this.marks.push({ at: this.eventCount, name, effect });
  }

  position(): Position {
    return { events: this.eventCount, blocks: this.blockCount };
  }

  /** What was written since a position. */
  since(from: Position): Part {
    const { category, module, operation } = this;
    return { from, to: this.position(), category, module, operation };
  }

  /**
   * Writes a part once more: the blocks made in it are new ones, those from before it are `renamed`. Yields by how much the new
   * numbers are higher. Marks within a part are not repeated.
   */
  repeat(part: Part, renamed: ReadonlyMap<number, number>): number {
    const { from, to } = part;
    const shift = this.blockCount - from.blocks;
    for (let at = from.events; at < to.events; at++) {
      const event = this.eventColumn[at] ?? 0;
      const block = event < 0 ? ~event : event;
      const now = block >= from.blocks ? block + shift : renamed.get(block);
      if (now === undefined) throw new Error(`block ${block} is freed again in a repeated part`);
      this.write(event < 0 ? ~now : now);
    }
    const { blockCount } = this;
    this.needBlocks(to.blocks - from.blocks);
    for (const column of [
      this.sizeColumn,
      this.categoryColumn,
      this.moduleColumn,
      this.operationColumn,
      this.pixelSumColumn,
    ])
      column.copyWithin(blockCount, from.blocks, to.blocks);
    this.blockCount = blockCount + to.blocks - from.blocks;
    this.category = part.category;
    this.module = part.module;
    this.operation = part.operation;
    return shift;
  }

  /** What was written, to be kept without the room for more. */
  finished(): Stream {
    const { moduleNames, operationNames, marks, optimizerStateBytes } = this;
    return {
      events: this.events.slice(),
      sizes: this.sizes.slice(),
      categories: this.categories.slice(),
      modules: this.modules.slice(),
      operations: this.operations.slice(),
      pixelSumOf: this.pixelSumOf.slice(),
      pixelSums: this.pixelSums,
      moduleNames,
      operationNames,
      marks,
      optimizerStateBytes,
    };
  }

  /** A block's use may become clear only later: a gradient is known as one when it lands on its parameter. */
  recategorize(block: number, category: CategoryIndex): void {
    this.categoryColumn[block] = category;
  }
}
