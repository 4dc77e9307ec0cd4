import { type Bytes, bytes } from "../bytes.ts";
import type { Stream } from "../execution/stream.ts";
import { Allocator } from "./allocator.ts";
import type { AllocatorSettings } from "./allocator-settings.ts";
import { type Breakdown, CATEGORIES, type Category, type PhaseName, type PhasePeaks } from "./estimate-types.ts";
import type { Block } from "./pool.ts";
import { heldBytes } from "./rounding.ts";
import type { ReservedSteps } from "./timeline.ts";

/** Above this share of the card the trainer empties the cache before validation and after an epoch. */
const CROWDED = 0.5;

export interface ReplayOptions {
  /** What CUDA reports as the card's total: decides when the trainer empties the cache. */
  readonly totalBytes: Bytes;
  /** Most that may be reserved. */
  readonly limitBytes?: Bytes;
  readonly settings?: AllocatorSettings;
}

export interface Replay {
  readonly phases: Readonly<Partial<Record<PhaseName, PhasePeaks>>>;
  /**
   * Of the phases with the largest reserved memory the one with most of it in use, and its moment with most in use. The last of
   * what is reserved may be for a small batch at the end of an epoch, while the cache holds all that the large ones needed.
   */
  readonly peakEvent: number;
  readonly peakPhase: PhaseName;
  readonly reservedPeakBytes: Bytes;
  /** What was reserved, from which number of events on. */
  readonly reserved: ReservedSteps;
  /** Cards of other totals, from the first and below the second, on which the same happens: the cache is emptied at the same places. */
  readonly totals: { readonly from: number; readonly below: number };
  /** For each of the stream's sums over pixels: what the cache could serve whenever it was asked for. */
  readonly rooms: readonly Room[];
  /** What was reserved at each mark that asks for a reading, by its name. */
  readonly readings: ReadonlyMap<string, Bytes>;
  /** Set where a request could not be served: the event, and the phase in which it came. */
  readonly outOfMemory?: { readonly event: number; readonly phase: PhaseName };
}

/** The largest request of the small pool, and of the large one, that the cache would have served. */
export interface Room {
  readonly small: number;
  readonly large: number;
}

/** Does the same happen on a card that reports so many bytes? */
export const holdsAt = ({ from, below }: Replay["totals"], totalBytes: number): boolean =>
  from <= totalBytes && totalBytes < below;

/** Plays a stream through the allocator: peaks of each phase, and the moment of the largest reserved peak. */
export function replay(stream: Stream, options: ReplayOptions): Replay {
  const allocator = new Allocator({
    ...(options.limitBytes === undefined ? {} : { limit: options.limitBytes }),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  });
  const blocks: (Block | undefined)[] = new Array(stream.sizes.length);
  const phases: Partial<Record<PhaseName, { live: number; reserved: number; event: number }>> = {};
  let phase: PhaseName = "start-up";
  const readings = new Map<string, Bytes>();
  let mark = 0;
  let [fullest, fullestEvent] = [0, 0];
  const close = (): void => {
    const before = phases[phase];
    phases[phase] = {
      live: Math.max(before?.live ?? 0, allocator.allocatedPeak),
      reserved: Math.max(before?.reserved ?? 0, allocator.reservedPeak),
      event: before !== undefined && before.live >= allocator.allocatedPeak ? before.event : fullestEvent,
    };
    allocator.resetPeaks();
    fullest = 0;
  };
  const { events, sizes, marks, pixelSumOf } = stream;
  const rooms = stream.pixelSums.map(() => ({ small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }));
  let outOfMemory: Replay["outOfMemory"];
  const steps: { at: number[]; bytes: number[] } = { at: [], bytes: [] };
  let seen = 0;
  let [from, below] = [0, Number.POSITIVE_INFINITY];
  for (let event = 0; event <= events.length; event++) {
    for (let next = marks[mark]; next !== undefined && next.at === event; next = marks[++mark]) {
      if (next.effect === "release-cache") allocator.emptyCache();
      if (next.effect === "reading") readings.set(next.name, bytes(allocator.reserved));
      if (next.effect === "empty-cache") {
        const emptiedBelow = allocator.reserved / CROWDED;
        if (options.totalBytes < emptiedBelow) {
          below = Math.min(below, emptiedBelow);
          allocator.emptyCache();
        } else from = Math.max(from, emptiedBelow);
      }
      if (next.effect !== "phase") continue;
      close();
      phase = next.name as PhaseName;
    }
    if (allocator.reserved !== seen) {
      seen = allocator.reserved;
      steps.at.push(event);
      steps.bytes.push(seen);
    }
    const block = events[event];
    if (block === undefined) break;
    if (block < 0) {
      const held = blocks[~block];
      if (held !== undefined) allocator.release(held);
      continue;
    }
    const sum = pixelSumOf[block] as number;
    if (sum > 0) {
      const room = rooms[sum - 1] as (typeof rooms)[number];
      const leaves = events[event + 1] !== ~block;
      room.small = leaves ? 0 : Math.min(room.small, allocator.room(true));
      room.large = leaves ? 0 : Math.min(room.large, allocator.room(false));
    }
    const given = allocator.allocate(sizes[block] ?? 0);
    if (given === undefined) {
      // A convolution whose workspace can't be had tries another plan; it frees its workspace at once.
      if (events[event + 1] === ~block) continue;
      outOfMemory = { event, phase };
      break;
    }
    blocks[block] = given;
    if (allocator.allocated > fullest) [fullest, fullestEvent] = [allocator.allocated, event];
  }
  close();
  const named = Object.fromEntries(
    Object.entries(phases).map(([name, peak]) => [
      name,
      { livePeakBytes: bytes(peak.live), reservedPeakBytes: bytes(peak.reserved) },
    ]),
  );
  const [peakPhase, { event: peakEvent, reserved: highest }] = Object.entries(phases).reduce((best, next) =>
    next[1].reserved > best[1].reserved || (next[1].reserved === best[1].reserved && next[1].live > best[1].live)
      ? next
      : best,
  );
  return {
    phases: named,
    peakEvent,
    peakPhase: peakPhase as PhaseName,
    reservedPeakBytes: bytes(highest),
    reserved: steps,
    totals: { from, below },
    rooms,
    readings,
    ...(outOfMemory === undefined ? {} : { outOfMemory }),
  };
}

/** What is alive just after an event, by category; the rest of what is reserved is slack. */
export function breakdownAt(stream: Stream, event: number, reserved: Bytes): Breakdown {
  const sums = new Array<number>(CATEGORIES.length).fill(0);
  for (let i = 0; i <= event; i++) {
    const entry = stream.events[i];
    if (entry === undefined) break;
    const block = entry < 0 ? ~entry : entry;
    const size = heldBytes(stream.sizes[block] ?? 0);
    const category = stream.categories[block] ?? 0;
    sums[category] = (sums[category] ?? 0) + (entry < 0 ? -size : size);
  }
  const live = sums.reduce((total, sum) => total + sum, 0);
  const slack = CATEGORIES.indexOf("slack");
  sums[slack] = reserved - live;
  return Object.fromEntries(CATEGORIES.map((category, index) => [category, bytes(sums[index] ?? 0)])) as Record<
    Category,
    Bytes
  >;
}
