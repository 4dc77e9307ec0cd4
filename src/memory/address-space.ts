/**
 * Where the driver puts a segment: into the lowest gap that holds it, else into a new range, a multiple of 32 MiB,
 * directly below all earlier ones. Read off recorded segments: equal free blocks are told apart by address, so with
 * rising addresses instead one of 17 recorded runs replays wrongly.
 */
const RANGE = 32 * 1024 * 1024;
/** Any start will do, only the order counts. */
const TOP = 2 ** 46;

interface Gap {
  readonly start: number;
  readonly size: number;
}

export class AddressSpace {
  private lowest = TOP;
  /** Sorted by address. */
  private gaps: Gap[] = [];

  place(size: number): number {
    const index = this.gaps.findIndex((gap) => gap.size >= size);
    const gap = this.gaps[index];
    if (gap !== undefined) {
      const rest = gap.size - size;
      this.gaps.splice(index, 1, ...(rest > 0 ? [{ start: gap.start + size, size: rest }] : []));
      return gap.start;
    }
    const range = Math.ceil(size / RANGE) * RANGE;
    this.lowest -= range;
    if (range > size) this.insert({ start: this.lowest + size, size: range - size });
    return this.lowest;
  }

  /** A segment given back to the driver leaves a gap, joined with its neighbours. */
  release(start: number, size: number): void {
    this.insert({ start, size });
  }

  private insert(gap: Gap): void {
    let at = this.gaps.findIndex((other) => other.start > gap.start);
    if (at < 0) at = this.gaps.length;
    let { start, size } = gap;
    const next = this.gaps[at];
    const joinsNext = next !== undefined && start + size === next.start;
    if (joinsNext) size += next.size;
    const before = this.gaps[at - 1];
    const joinsBefore = before !== undefined && before.start + before.size === start;
    if (joinsBefore) {
      start = before.start;
      size += before.size;
    }
    const first = joinsBefore ? at - 1 : at;
    this.gaps.splice(first, (joinsBefore ? 1 : 0) + (joinsNext ? 1 : 0), { start, size });
  }
}
