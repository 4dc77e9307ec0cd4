import { heldBytes } from "../../src/memory/rounding.ts";
import type { Timeline } from "../../src/memory/timeline.ts";

/** What blocks and segments are multiples of; counting in it, 32 bits hold two TiB. */
export const UNIT = 512;

/** Memory after each number of events, in UNITs: live by category, live in all, and reserved. */
export interface Curves {
  readonly length: number;
  readonly byCategory: readonly Uint32Array[];
  readonly live: Uint32Array;
  readonly reserved: Uint32Array;
  /** The most that was reserved, and live. */
  readonly reservedPeak: number;
  readonly livePeak: number;
}

/** Index 0 is the state before the first event. */
export function curvesOf(timeline: Timeline): Curves {
  const { events, sizes, categories, categoryNames, reserved } = timeline;
  const length = events.length + 1;
  const byCategory = categoryNames.map(() => new Uint32Array(length));
  const live = new Uint32Array(length);
  const held = new Uint32Array(length);
  const now = new Float64Array(categoryNames.length);
  let all = 0;
  let step = 0;
  let kept = 0;
  let [livePeak, reservedPeak] = [0, 0];
  for (let at = 0; at < length; at++) {
    if (at > 0) {
      const event = events[at - 1] ?? 0;
      const block = event < 0 ? ~event : event;
      const size = heldBytes(sizes[block] ?? 0) / UNIT;
      const category = categories[block] ?? 0;
      now[category] = (now[category] ?? 0) + (event < 0 ? -size : size);
      all += event < 0 ? -size : size;
    }
    while (step < reserved.at.length && (reserved.at[step] ?? 0) <= at) {
      kept = (reserved.bytes[step] ?? 0) / UNIT;
      step++;
    }
    for (let c = 0; c < byCategory.length; c++) (byCategory[c] as Uint32Array)[at] = now[c] ?? 0;
    live[at] = all;
    held[at] = kept;
    livePeak = Math.max(livePeak, all);
    reservedPeak = Math.max(reservedPeak, kept);
  }
  return { length, byCategory, live, reserved: held, livePeak, reservedPeak };
}

/** Blocks of one module, operation and category that are alive at a moment. */
export interface Holding {
  readonly module: string;
  readonly operation: string;
  readonly category: number;
  readonly bytes: number;
  readonly blocks: number;
}

/** Who holds the memory after so many events, most first. */
export function holdingsAt(timeline: Timeline, moment: number): readonly Holding[] {
  const { events, sizes, categories, modules, operations, moduleNames, operationNames } = timeline;
  const alive = new Uint8Array(sizes.length);
  for (let at = 0; at < moment; at++) {
    const event = events[at] ?? 0;
    alive[event < 0 ? ~event : event] = event < 0 ? 0 : 1;
  }
  const groups = new Map<string, { block: number; bytes: number; blocks: number }>();
  for (let block = 0; block < alive.length; block++) {
    if (alive[block] === 0) continue;
    const key = `${modules[block]}|${operations[block]}|${categories[block]}`;
    const group = groups.get(key) ?? { block, bytes: 0, blocks: 0 };
    group.bytes += heldBytes(sizes[block] ?? 0);
    group.blocks++;
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ block, bytes, blocks }) => ({
      module: moduleNames[modules[block] ?? 0] ?? "",
      operation: operationNames[operations[block] ?? 0] ?? "",
      category: categories[block] ?? 0,
      bytes,
      blocks,
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The name of the phase that a moment lies in. */
export function phaseAt({ phases }: Timeline, moment: number): string {
  let name = "";
  for (const phase of phases) {
    if (phase.at > moment) break;
    name = phase.name;
  }
  return name;
}

/** The number of the training step that a moment lies in; 0 before the first. */
export function stepAt({ steps }: Timeline, moment: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
