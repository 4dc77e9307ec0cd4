import { type Bytes, bytes } from "../bytes.ts";
import type { OptimizerName } from "../execution/phases/optimizer.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import type { Graph } from "../graph/graph.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { collectivesNote, collectivesOf } from "./collectives.ts";
import type { Estimated, ReservedPeak } from "./estimate-types.ts";
import { intervalOf } from "./interval.ts";
import { outsideNote, outsideOf } from "./outside.ts";
import { breakdownAt, type Replay } from "./replay.ts";

/** A stream, what the allocator made of it, and what it was generated for. */
export interface Played {
  readonly stream: Stream;
  readonly replay: Replay;
  readonly optimizer: OptimizerName;
  readonly batch: number;
}

/** What follows from the reserved peak of a run whose graph is known: memory outside the allocator, and how sure it all is. */
export function aroundPeak(
  run: TrainingRun,
  device: Device,
  peak: { readonly graph: Graph; readonly bytes: Bytes; readonly least?: Bytes | undefined },
): ReservedPeak {
  const unseen = outsideNote(device);
  const collectives = collectivesOf(run, device);
  const outside = outsideOf(device, collectives);
  const { interval, notes, libraries } = intervalOf({ run, device, graph: peak.graph }, peak.bytes, peak.least);
  const outsideNotes = unseen === undefined ? [] : [unseen];
  return {
    reservedPeakBytes: peak.bytes,
    ...(peak.least === undefined ? {} : { leastReservedPeakBytes: peak.least }),
    outsideAllocatorBytes: outside.bytes,
    outsideInterval: outside.interval,
    ...(collectives === undefined ? {} : { collectives }),
    interval,
    notes: [...notes, ...outsideNotes, ...collectivesNote(run, device)],
    ...(libraries === undefined && unseen === undefined
      ? {}
      : {
          unmeasured: {
            below: libraries?.below ?? 0,
            above: libraries?.above ?? 0,
            notes: [...(libraries?.notes ?? []), ...outsideNotes],
          },
        }),
  };
}

/** The estimate of a played run: totals derived from the timeline, never stored beside it. */
export function estimateOf(
  run: TrainingRun,
  device: Device,
  parts: { readonly graph: Graph; readonly played: Played; readonly least: Replay | undefined },
): Estimated {
  const { stream, replay, optimizer, batch } = parts.played;
  const { reservedPeakBytes, phases } = replay;
  const livePeak = Math.max(...Object.values(phases).map((phase) => phase?.livePeakBytes ?? 0));
  return {
    status: "estimated",
    parameters: parts.graph.parameters,
    optimizer: run.mode === "predict" ? "none" : optimizer,
    optimizerStateBytes: bytes(stream.optimizerStateBytes),
    phases,
    livePeakBytes: bytes(livePeak),
    peakPhase: replay.peakPhase,
    breakdown: breakdownAt(stream, replay.peakEvent, reservedPeakBytes),
    ...aroundPeak(run, device, {
      graph: parts.graph,
      bytes: reservedPeakBytes,
      least: parts.least?.reservedPeakBytes,
    }),
    batch,
  };
}
