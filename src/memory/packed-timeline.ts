import { deflateSync } from "fflate";
import type { Timeline } from "./timeline.ts";

/**
 * A timeline as a file holds it: base64 of raw deflate of a head in JSON, a zero, and numbers, seven bits a byte, the lowest
 * first. One number an event: 2k allocates the next block, of kind k; 2k + 1 frees the block that was allocated k blocks
 * before the newest one. The events are cut where steps and phases begin, and equal pieces, which most steps of training
 * are, stand once.
 */
export type PackedTimeline = string;

interface Head {
  /** Requested bytes, then indices of category, module and operation, of each kind of block. */
  readonly kinds: readonly (readonly [size: number, category: number, module: number, operation: number])[];
  /** Events of each piece, in the order in which their numbers stand. */
  readonly pieces: readonly number[];
  /** The pieces of the run, in order. */
  readonly order: readonly number[];
  readonly categoryNames: readonly string[];
  readonly moduleNames: readonly string[];
  readonly operationNames: readonly string[];
  readonly phases: Timeline["phases"];
  readonly steps: readonly number[];
  readonly reserved: { readonly at: readonly number[]; readonly bytes: readonly number[] };
  readonly peakEvent: number;
}

/** Numbers of seven bits a byte; all but the last byte of a number have the eighth. */
function written(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(""));
}

/** One number an event, and the kinds of blocks that they name. */
function numbersOf(timeline: Timeline): { readonly numbers: readonly number[]; readonly kinds: Head["kinds"] } {
  const { events, sizes, categories, modules, operations } = timeline;
  const kinds: [number, number, number, number][] = [];
  const known = new Map<string, number>();
  const numbers: number[] = [];
  let newest = -1;
  for (const event of events) {
    if (event < 0) {
      numbers.push(2 * (newest - ~event) + 1);
      continue;
    }
    newest = event;
    const kind = [sizes[event], categories[event], modules[event], operations[event]].map((each) => each ?? 0);
    const key = kind.join();
    const index = known.get(key) ?? kinds.push(kind as [number, number, number, number]) - 1;
    known.set(key, index);
    numbers.push(2 * index);
  }
  return { numbers, kinds };
}

export function packed(timeline: Timeline): PackedTimeline {
  const { numbers, kinds } = numbersOf(timeline);
  const cuts = [...new Set([0, ...timeline.phases.map(({ at }) => at), ...timeline.steps])].sort((a, b) => a - b);
  const known = new Map<string, number>();
  const pieces: (readonly number[])[] = [];
  const order = cuts.map((from, index) => {
    const piece = numbers.slice(from, cuts[index + 1] ?? numbers.length);
    const key = piece.join();
    const place = known.get(key) ?? pieces.push(piece) - 1;
    known.set(key, place);
    return place;
  });
  const { categoryNames, moduleNames, operationNames, phases, steps, reserved, peakEvent } = timeline;
  const head: Head = {
    kinds,
    pieces: pieces.map(({ length }) => length),
    order,
    categoryNames,
    moduleNames,
    operationNames,
    phases,
    steps,
    reserved: { at: [...reserved.at], bytes: [...reserved.bytes] },
    peakEvent,
  };
  const text = new TextEncoder().encode(`${JSON.stringify(head)}\0`);
  const code = written(pieces.flat());
  const whole = new Uint8Array(text.length + code.length);
  whole.set(text);
  whole.set(code, text.length);
  return base64(deflateSync(whole, { level: 9 }));
}

/** The timeline again, of what the base64 text holds once it is inflated. */
export function unpacked(inflated: Uint8Array): Timeline {
  const end = inflated.indexOf(0);
  const head = JSON.parse(new TextDecoder().decode(inflated.subarray(0, end))) as Head;
  let at = end + 1;
  const next = (): number => {
    let [value, weight] = [0, 1];
    for (; ; weight *= 128) {
      const byte = inflated[at++] ?? 0;
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  };
  const pieces = head.pieces.map((length) => Array.from({ length }, next));
  const numbers = head.order.flatMap((piece) => pieces[piece] ?? []);
  const blocks = numbers.reduce((count, number) => count + (number % 2 === 0 ? 1 : 0), 0);
  const events = new Int32Array(numbers.length);
  const sizes = new Float64Array(blocks);
  const categories = new Uint8Array(blocks);
  const modules = new Uint16Array(blocks);
  const operations = new Uint16Array(blocks);
  let newest = -1;
  numbers.forEach((number, event) => {
    const index = Math.floor(number / 2);
    if (number % 2 === 1) {
      events[event] = ~(newest - index);
      return;
    }
    newest++;
    events[event] = newest;
    const [size, category, module, operation] = head.kinds[index] ?? [0, 0, 0, 0];
    sizes[newest] = size;
    categories[newest] = category;
    modules[newest] = module;
    operations[newest] = operation;
  });
  const { categoryNames, moduleNames, operationNames, phases, steps, reserved, peakEvent } = head;
  return {
    events,
    sizes,
    categories,
    modules,
    operations,
    categoryNames,
    moduleNames,
    operationNames,
    phases,
    steps,
    reserved: { at: Int32Array.from(reserved.at), bytes: Float64Array.from(reserved.bytes) },
    peakEvent,
  };
}
