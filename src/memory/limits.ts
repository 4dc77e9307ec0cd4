import { type Bytes, bytes, MIB } from "../bytes.ts";
import { categoryIndex, type Stream } from "../execution/stream.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { type AllocatorSettings, allocatorSettings } from "./allocator-settings.ts";
import type { Outcome } from "./estimate-types.ts";
import { type Replay, replay } from "./replay.ts";
import { atLeast, SINCE } from "./version.ts";

/** The trainer halves the batch at most so often. */
const MOST_HALVINGS = 3;

/** Forward, loss and backward are inside the trainer's rescue; the optimizer's step is not. */
function isRescued(stream: Stream, failed: NonNullable<Replay["outOfMemory"]>): boolean {
  const block = stream.events[failed.event] ?? 0;
  return failed.phase === "training" && stream.categories[block] !== categoryIndex("optimizer");
}

/** Is the failure in the first epoch? The trainer rescues no later one. */
function inFirstEpoch(stream: Stream, event: number): boolean {
  const second = stream.marks.filter((mark) => mark.effect === "phase" && mark.name === "training")[1];
  return second === undefined || event < second.at;
}

export interface LimitedPlay {
  readonly run: TrainingRun;
  readonly totalBytes: Bytes;
  readonly limitBytes: Bytes;
  /** The stream of the run at another batch. */
  readonly streamAt: (batch: number) => Stream;
  readonly batch: number;
  /** What the run reserves at another batch where nothing limits it: below the limit it trains, without another play. */
  readonly peakAt?: (batch: number) => Bytes;
}

/** What becomes of a run whose allocator may reserve at most `limitBytes`. */
export function outcomeUnder(play: LimitedPlay): Outcome {
  const { run, totalBytes, limitBytes, streamAt } = play;
  const mayHalve = atLeast(run.environment.ultralytics, SINCE.halvesBatch) && run.arguments.devices.length === 1;
  const settings = allocatorSettings(run.environment.allocator);
  let { batch } = play;
  for (let halvings = 0; ; halvings++) {
    if (halvings > 0 && play.peakAt !== undefined && play.peakAt(batch) <= limitBytes) return { kind: "halved", batch };
    const stream = streamAt(batch);
    const { outOfMemory } = replay(stream, { totalBytes, limitBytes, settings });
    if (outOfMemory === undefined) return batch === play.batch ? { kind: "trains" } : { kind: "halved", batch };
    const rescued =
      mayHalve && halvings < MOST_HALVINGS && isRescued(stream, outOfMemory) && inFirstEpoch(stream, outOfMemory.event);
    if (!rescued) return { kind: "fails", phase: outOfMemory.phase };
    batch = Math.max(1, Math.floor(batch / 2));
  }
}

/** Segments are multiples of 2 MiB, so a finer search finds nothing. */
const RESOLUTION = 2 * MIB;

/**
 * Where the search looks first, as shares of the live peak: of the reference runs half survive with 5 % above it, and nine in
 * ten with 10 %, while they reserve 31 % above it. Every answer was played; where a
 * run survives some limits and fails under larger ones, the search may end at another of them.
 */
const LOOKED_AT_FIRST = [1.05, 1.1];

/**
 * The smallest limit that a stream survives, found by playing it under limits between its live peak (below that nothing
 * can survive) and its reserved peak (which always suffices), to the nearest 2 MiB or `share` of the range.
 */
export function smallestLimit(
  stream: Stream,
  bounds: {
    readonly livePeakBytes: Bytes;
    readonly reservedPeakBytes: Bytes;
    readonly totalBytes: Bytes;
    readonly settings: AllocatorSettings;
  },
): Bytes {
  let fails = Math.floor(bounds.livePeakBytes / RESOLUTION) * RESOLUTION;
  let survives: number = bounds.reservedPeakBytes;
  const step = Math.max(RESOLUTION, survives * 0.0025);
  const guesses = LOOKED_AT_FIRST.map((share) => bounds.livePeakBytes * share);
  while (survives - fails > step) {
    const guess = guesses.shift();
    const at = guess !== undefined && guess < survives ? guess : (fails + survives) / 2;
    const middle = Math.round(at / RESOLUTION) * RESOLUTION;
    if (middle <= fails || middle >= survives) break;
    const { outOfMemory } = replay(stream, {
      totalBytes: bounds.totalBytes,
      limitBytes: bytes(middle),
      settings: bounds.settings,
    });
    if (outOfMemory === undefined) survives = middle;
    else fails = middle;
  }
  return bytes(survives);
}
