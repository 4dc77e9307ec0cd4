import type { Bytes } from "../bytes.ts";
import { type ProbePlan, probesStream } from "../execution/phases/auto-batch.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { allocatorSettings } from "./allocator-settings.ts";
import { holdsOn, type PlayedPeak, playedPeak } from "./played-peak.ts";
import { type Replay, replay } from "./replay.ts";
import { runKey } from "./run-key.ts";
import { settingsOf, trainsInHalf } from "./settings.ts";

interface Played {
  readonly stream: Stream;
  /** Without a limit. */
  readonly peak: PlayedPeak;
  readonly readings: Replay["readings"];
}

/** Runs whose probes are kept with their streams. */
const KEPT = 8;

/** Plays the probes of AutoBatch; cards on which the same happens share them. */
export class Probes {
  private readonly known = new Map<string, Played[]>();

  /** What each probe that ran left reserved, by the names of `readingOf`, where the process may reserve so much. */
  read(
    run: TrainingRun,
    { device, limitBytes }: { readonly device: Device; readonly limitBytes: Bytes },
    plan: ProbePlan,
  ): Replay["readings"] {
    const { stream, peak, readings } = this.played(run, device, plan);
    if (peak.reservedPeakBytes <= limitBytes) return readings;
    const settings = allocatorSettings(run.environment.allocator);
    return replay(stream, { totalBytes: device.totalBytes, limitBytes, settings }).readings;
  }

  private played(run: TrainingRun, device: Device, plan: ProbePlan): Played {
    const key = [runKey(run), trainsInHalf(run, device), plan.batches.join()].join("|");
    const alike = this.known.get(key) ?? [];
    const found = alike.find(({ peak }) => holdsOn(peak, device));
    if (found !== undefined) return found;
    const stream = probesStream(plan, settingsOf(run, device));
    const settings = allocatorSettings(run.environment.allocator);
    const replayed = replay(stream, { totalBytes: device.totalBytes, settings });
    const made = { stream, peak: playedPeak(stream, replayed), readings: replayed.readings };
    if (this.known.size >= KEPT) this.known.clear();
    this.known.set(key, [...alike, made]);
    return made;
  }
}
