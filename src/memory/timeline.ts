import type { Stream } from "../execution/stream.ts";
import { CATEGORIES } from "./estimate-types.ts";

/** Where a phase or a training step begins: the number of events before it. */
export interface TimelineMark {
  readonly at: number;
  readonly name: string;
}

/**
 * What a picture of a run's memory needs, as arrays that a worker can hand over and a file can hold. An event n >= 0
 * allocates block n, ~n frees it, as in a stream.
 */
export interface Timeline {
  readonly events: Int32Array;
  /** Of each block: requested bytes, then indices into the lists of names. */
  readonly sizes: Float64Array;
  readonly categories: Uint8Array;
  readonly modules: Uint16Array;
  readonly operations: Uint16Array;
  readonly categoryNames: readonly string[];
  readonly moduleNames: readonly string[];
  readonly operationNames: readonly string[];
  readonly phases: readonly TimelineMark[];
  readonly steps: readonly number[];
  /** Reserved bytes from that number of events on. */
  readonly reserved: { readonly at: Int32Array; readonly bytes: Float64Array };
  /** The fullest moment with the largest reserved memory. */
  readonly peakEvent: number;
}

export interface ReservedSteps {
  readonly at: readonly number[];
  readonly bytes: readonly number[];
}

/** The timeline of a stream, given what was reserved when (from a replay that was watched). */
export function timelineOf(stream: Stream, reserved: ReservedSteps, peakEvent: number): Timeline {
  const marks = (effect: string) => stream.marks.filter((mark) => mark.effect === effect);
  return {
    events: Int32Array.from(stream.events),
    sizes: Float64Array.from(stream.sizes),
    categories: Uint8Array.from(stream.categories),
    modules: Uint16Array.from(stream.modules),
    operations: Uint16Array.from(stream.operations),
    categoryNames: CATEGORIES,
    moduleNames: stream.moduleNames,
    operationNames: stream.operationNames,
    phases: marks("phase").map(({ at, name }) => ({ at, name })),
    steps: marks("step").map(({ at }) => at),
    reserved: { at: Int32Array.from(reserved.at), bytes: Float64Array.from(reserved.bytes) },
    peakEvent,
  };
}
