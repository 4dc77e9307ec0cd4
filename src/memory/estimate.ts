import { bytes } from "../bytes.ts";
import type { OptimizerName } from "../execution/phases/optimizer.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import type { Graph } from "../graph/graph.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { collectivesNote, collectivesOf } from "./collectives.ts";
import type { Estimated } from "./estimate-types.ts";
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

/** The estimate of a played run: totals derived from the timeline, never stored beside it. */
export function estimateOf(
  run: TrainingRun,
  device: Device,
  parts: { readonly graph: Graph; readonly played: Played },
): Estimated {
  const { stream, replay, optimizer, batch } = parts.played;
  const { reservedPeakBytes, phases } = replay;
  const livePeak = Math.max(...Object.values(phases).map((phase) => phase?.livePeakBytes ?? 0));
  const unseen = outsideNote(device);
  const collectives = collectivesOf(run, device);
  const outside = outsideOf(device, collectives);
  const { interval, notes, libraries } = intervalOf({ run, device, graph: parts.graph }, reservedPeakBytes);
  const outsideNotes = unseen === undefined ? [] : [unseen];
  return {
    status: "estimated",
    parameters: parts.graph.parameters,
    optimizer: run.mode === "predict" ? "none" : optimizer,
    optimizerStateBytes: bytes(stream.optimizerStateBytes),
    phases,
    reservedPeakBytes,
    livePeakBytes: bytes(livePeak),
    peakPhase: replay.peakPhase,
    outsideAllocatorBytes: outside.bytes,
    outsideInterval: outside.interval,
    ...(collectives === undefined ? {} : { collectives }),
    interval,
    breakdown: breakdownAt(stream, replay.peakEvent, reservedPeakBytes),
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
    batch,
  };
}
