/** A piece of a segment, in use or free. Neighbours are those of the same segment. */
export interface Block {
  address: number;
  size: number;
  previous: Block | undefined;
  next: Block | undefined;
  free: boolean;
  readonly pool: Pool;
  /** Searches of the pool before it was freed: its age in the eyes of the collector. */
  freedAt: number;
}

/** Free blocks of one kind of segment, sorted by size, then address: the best fit comes first. */
export class Pool {
  readonly small: boolean;
  readonly blocks: Block[] = [];
  searches = 0;

  constructor(small: boolean) {
    this.small = small;
  }

  insert(block: Block): void {
    const { blocks } = this;
    const position = this.position(block.size, block.address);
    blocks.push(block);
    for (let at = blocks.length - 1; at > position; at--) blocks[at] = blocks[at - 1] as Block;
    blocks[position] = block;
  }

  remove(block: Block): void {
    this.removeAt(this.position(block.size, block.address));
  }

  /** Not by splice, which makes an array of what it takes out: this is the innermost work of a replay. */
  removeAt(position: number): void {
    const { blocks } = this;
    for (let at = position + 1; at < blocks.length; at++) blocks[at - 1] = blocks[at] as Block;
    blocks.pop();
  }

  /**
   * Puts a block where another one stood, and from there to its place by size: a rest or a joined block mostly belongs close by,
   * so that few others have to move.
   */
  replaceAt(index: number, block: Block): void {
    const { blocks } = this;
    const last = blocks.length - 1;
    let at = index;
    for (; at > 0 && comesBefore(block, blocks[at - 1] as Block); at--) blocks[at] = blocks[at - 1] as Block;
    for (; at < last && comesBefore(blocks[at + 1] as Block, block); at++) blocks[at] = blocks[at + 1] as Block;
    blocks[at] = block;
  }

  /** Takes a freed block in, joined with its free neighbours. */
  take(block: Block): void {
    const { previous, next } = block;
    let place = previous?.free === true ? this.position(previous.size, previous.address) : -1;
    if (next?.free === true) {
      const other = this.position(next.size, next.address);
      if (place >= 0) {
        this.removeAt(other);
        if (other < place) place--;
      } else place = other;
    }
    join(block);
    if (place < 0) this.insert(block);
    else this.replaceAt(place, block);
  }

  /** Where (size, address) stands, or would stand. */
  position(size: number, address: number): number {
    const { blocks } = this;
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = blocks[middle] as Block;
      if (block.size < size || (block.size === size && block.address < address)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Is the block a whole segment? */
export const isWhole = (block: Block): boolean => block.previous === undefined && block.next === undefined;

const comesBefore = (a: Block, b: Block): boolean => a.size < b.size || (a.size === b.size && a.address < b.address);

/** Makes one block of a freed block and its free neighbours. */
function join(block: Block): void {
  const { previous, next } = block;
  if (previous?.free === true) {
    block.address = previous.address;
    block.size += previous.size;
    block.previous = previous.previous;
    if (block.previous !== undefined) block.previous.next = block;
  }
  if (next?.free === true) {
    block.size += next.size;
    block.next = next.next;
    if (block.next !== undefined) block.next.previous = block;
  }
}

/** Joins a new block with its free neighbours; they leave the pool, the joined one is not yet in it. */
export function merge(block: Block): void {
  const { previous, next, pool } = block;
  if (previous?.free === true) pool.remove(previous);
  if (next?.free === true) pool.remove(next);
  join(block);
}

/** Cuts a block to a size; the rest becomes a free block behind it, not yet in the pool. */
export function cut(block: Block, size: number): Block {
  const rest: Block = {
    address: block.address + size,
    size: block.size - size,
    previous: block,
    next: block.next,
    free: true,
    pool: block.pool,
    freedAt: block.pool.searches,
  };
  if (block.next !== undefined) block.next.previous = rest;
  block.next = rest;
  block.size = size;
  return rest;
}
