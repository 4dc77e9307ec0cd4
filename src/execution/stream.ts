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

/**
 * The allocations and frees of a run, in order. An event is a block's number: n >= 0 allocates block n, ~n frees it.
 * Block n requests `sizes[n]` bytes (before the allocator's rounding).
 */
export interface Stream {
  readonly events: readonly number[];
  readonly sizes: readonly number[];
  readonly categories: readonly CategoryIndex[];
  /** Index into `moduleNames`: the module that asked. */
  readonly modules: readonly number[];
  /** Index into `operationNames`: the op that asked. */
  readonly operations: readonly number[];
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

/** Writes a stream. The current category, module and operation are stamped on each new block. */
export class Recorder implements Stream {
  readonly events: number[] = [];
  readonly sizes: number[] = [];
  readonly categories: CategoryIndex[] = [];
  readonly modules: number[] = [];
  readonly operations: number[] = [];
  readonly moduleNames: string[] = [""];
  readonly operationNames: string[] = ["", "backward"];
  readonly marks: Mark[] = [];
  optimizerStateBytes = 0;
  category: CategoryIndex = 0;
  module = 0;
  operation = 0;

  private readonly operationIndex = new Map<string, number>();

  /** The index of an operation's forward part; that of its backward part is the next one. */
  operationNamed(name: string): number {
    const known = this.operationIndex.get(name);
    if (known !== undefined) return known;
    const index = this.operationNames.push(name, `${name}, backward`) - 2;
    this.operationIndex.set(name, index);
    return index;
  }

  allocate(bytes: number): number {
    const block = this.sizes.length;
    this.events.push(block);
    this.sizes.push(bytes);
    this.categories.push(this.category);
    this.modules.push(this.module);
    this.operations.push(this.operation);
    return block;
  }

  free(block: number): void {
    this.events.push(~block);
  }

  mark(name: string, effect: Mark["effect"] = "phase"): void {
    this.marks.push({ at: this.events.length, name, effect });
  }

  position(): Position {
    return { events: this.events.length, blocks: this.sizes.length };
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
    const shift = this.sizes.length - from.blocks;
    for (let at = from.events; at < to.events; at++) {
      const event = this.events[at] ?? 0;
      const block = event < 0 ? ~event : event;
      const now = block >= from.blocks ? block + shift : renamed.get(block);
      if (now === undefined) throw new Error(`block ${block} is freed again in a repeated part`);
      this.events.push(event < 0 ? ~now : now);
    }
    for (let block = from.blocks; block < to.blocks; block++) {
      this.sizes.push(this.sizes[block] ?? 0);
      this.categories.push(this.categories[block] ?? 0);
      this.modules.push(this.modules[block] ?? 0);
      this.operations.push(this.operations[block] ?? 0);
    }
    this.category = part.category;
    this.module = part.module;
    this.operation = part.operation;
    return shift;
  }

  /** A block's use may become clear only later: a gradient is known as one when it lands on its parameter. */
  recategorize(block: number, category: CategoryIndex): void {
    this.categories[block] = category;
  }
}
