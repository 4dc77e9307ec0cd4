import { heldBytes } from "../../src/memory/rounding.ts";
import type { Timeline } from "../../src/memory/timeline.ts";

/** What blocks and segments are multiples of; counting in it, 32 bits hold two TiB. */
export const UNIT = 512;

/** Memory after each number of events, in UNITs: live, and reserved. */
export interface Curves {
  readonly length: number;
  readonly live: Uint32Array;
  readonly reserved: Uint32Array;
  /** The most that was reserved, and live. */
  readonly reservedPeak: number;
  readonly livePeak: number;
  /** Of each block. */
  readonly held: Uint32Array;
}

/** Index 0 is the state before the first event. */
export function curvesOf(timeline: Timeline): Curves {
  const { events, sizes, reserved } = timeline;
  const length = events.length + 1;
  const held = new Uint32Array(sizes.length);
  for (let block = 0; block < sizes.length; block++) held[block] = heldBytes(sizes[block] as number) / UNIT;
  const live = new Uint32Array(length);
  let [all, livePeak] = [0, 0];
  for (let at = 1; at < length; at++) {
    const event = events[at - 1] as number;
    all += event < 0 ? -(held[~event] as number) : (held[event] as number);
    live[at] = all;
    if (all > livePeak) livePeak = all;
  }
  const kept = new Uint32Array(length);
  reserved.at.forEach((at, step) => {
    kept.fill((reserved.bytes[step] as number) / UNIT, at, reserved.at[step + 1] ?? length);
  });
  const reservedPeak = reserved.bytes.reduce((most, bytes) => Math.max(most, bytes / UNIT), 0);
  return { length, live, reserved: kept, livePeak, reservedPeak, held };
}

/** What each category holds at some moments, given in rising order, in UNITs. */
export function heldAt(timeline: Timeline, { held }: Curves, moments: ArrayLike<number>): readonly Float64Array[] {
  const { events, categories, categoryNames } = timeline;
  const found = categoryNames.map(() => new Float64Array(moments.length));
  const now = new Float64Array(categoryNames.length);
  let event = 0;
  for (let i = 0; i < moments.length; i++) {
    for (const moment = moments[i] as number; event < moment; event++) {
      const block = events[event] as number;
      const category = categories[block < 0 ? ~block : block] as number;
      now[category] = (now[category] as number) + (block < 0 ? -(held[~block] as number) : (held[block] as number));
    }
    found.forEach((values, category) => {
      values[i] = now[category] as number;
    });
  }
  return found;
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
