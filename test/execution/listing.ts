import { LATEST } from "../../src/execution/rules.ts";
import { Recorder, type Stream } from "../../src/execution/stream.ts";
import { type Settings, Tape } from "../../src/execution/tape.ts";
import { CATEGORIES } from "../../src/memory/estimate-types.ts";

const SETTINGS: Settings = { amp: true, channelsLast: true, multiprocessors: 132, deterministic: true, rules: LATEST };

/** A tape that writes to a recorder of its own, with the settings of a default run on an H200 unless said. */
export const newTape = (settings: Partial<Settings> = {}): Tape =>
  new Tape(new Recorder(), { ...SETTINGS, ...settings });

/** `a`, `b`, ... `z`, `aa`, ...: a block's name in a listing. */
const letters = (n: number): string =>
  (n >= 26 ? letters(Math.floor(n / 26) - 1) : "") + String.fromCharCode("a".charCodeAt(0) + (n % 26));

/**
 * A stream as a reader checks it, from one event on: `+a 512` allocates block a with so many bytes, `-a` frees it.
 * Blocks that were there before are numbered `#0`, `#1`, ...
 */
export function listing(stream: Stream, from = 0): readonly string[] {
  const older = stream.events.slice(0, from).filter((event) => event >= 0).length;
  const name = (block: number): string => (block < older ? `#${block}` : letters(block - older));
  return [...stream.events.slice(from)].map((event) =>
    event < 0 ? `-${name(~event)}` : `+${name(event)} ${stream.sizes[event]}`,
  );
}

/** The listing on one line. */
export const told = (stream: Stream, from = 0): string => listing(stream, from).join("  ");

/** Bytes of the blocks that are alive after the last event, by category; throws where a block is freed twice or never made. */
export function aliveByCategory(stream: Stream): Readonly<Partial<Record<(typeof CATEGORIES)[number], number>>> {
  const live = new Set<number>();
  for (const event of stream.events) {
    if (event >= 0) {
      if (live.has(event)) throw new Error(`block ${event} is allocated twice`);
      live.add(event);
    } else if (!live.delete(~event)) throw new Error(`block ${~event} is freed without being alive`);
  }
  const sums: Partial<Record<(typeof CATEGORIES)[number], number>> = {};
  for (const block of live) {
    const category = CATEGORIES[stream.categories[block]!]!;
    sums[category] = (sums[category] ?? 0) + stream.sizes[block]!;
  }
  return sums;
}
