import { type Bytes, bytes } from "../bytes.ts";
import { onCard } from "../execution/ops/pixel-sum.ts";
import type { Stream } from "../execution/stream.ts";
import type { Device } from "../fleet/device.ts";
import type { Graph } from "../graph/graph.ts";
import { unplayedLayer } from "../graph/unplayed.ts";
import type { TrainingRun, UnknownReason } from "../training/training-run.ts";
import { allocatorSettings } from "./allocator-settings.ts";
import { autoBatch } from "./auto-batch.ts";
import { isLinked } from "./collectives.ts";
import { aroundPeak, estimateOf, type Played } from "./estimate.ts";
import type { Estimate, Estimator, Outcome, ReservedPeak, Timelines } from "./estimate-types.ts";
import { outcomeUnder, smallestLimit } from "./limits.ts";
import { optimizersOf } from "./optimizer-choice.ts";
import { graphOf, leastStreamOf, streamOf } from "./play-run.ts";
import { holdsOn, type PlayedPeak, playedPeak } from "./played-peak.ts";
import { Probes } from "./probes.ts";
import { holdsAt, type Replay, replay } from "./replay.ts";
import { deviceKey, runKey } from "./run-key.ts";
import { trainsInHalf } from "./settings.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
import { unsupported } from "./unsupported.ts";

/** Streams are large (some MiB); the last few are kept for the questions that follow an estimate. */
const KEPT_STREAMS = 4;

/** Remembers a limited number of values, the most recently used ones. */
class Recent<T> {
  private readonly values = new Map<string, T>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get(key: string, make: () => T): T {
    const known = this.values.get(key);
    const value = known ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.most) {
      const oldest = this.values.keys().next();
      if (!oldest.done) this.values.delete(oldest.value);
    }
    return value;
  }
}

/** What the trainer falls back to where no probe of AutoBatch ran. */
const FALLBACK_BATCH = 16;

/** What is said where the trainer chooses the batch. */
function batchOf(run: TrainingRun, device: Device, picked: () => number): { batch: number; notes: readonly string[] } {
  const { batch: written } = run.arguments;
  if (written >= 1) return { batch: written, notes: [] };
  const batch = picked();
  return {
    batch,
    notes: [`batch: ${written} lets the trainer choose: on a ${device.name} it would train at about batch ${batch}.`],
  };
}

interface Answer {
  readonly estimate: Estimate;
  /** Optimizer and batch that were played; absent where there is no estimate. */
  readonly choice: Choice | undefined;
}

interface Shared {
  readonly totals: Played["replay"]["totals"];
  readonly answer: Answer;
}

/** Equal where a run's stream, its interval and what is outside of the allocator are equal. */
const alikeKey = (run: TrainingRun, device: Device): string =>
  [runKey(run), device.architecture, device.multiprocessors, trainsInHalf(run, device), isLinked(device)].join("|");

/** The graph of a run that can be played, or why it can't. */
function playable(run: TrainingRun): { readonly graph: Graph } | { readonly reason: UnknownReason } {
  const reason = unsupported(run);
  if (reason !== undefined) return { reason };
  const built = graphOf(run);
  if ("unknown" in built) return { reason: built.unknown };
  const unplayed = unplayedLayer(built.graph);
  return unplayed === undefined ? built : { reason: unplayed };
}

type Choice = Pick<Played, "batch" | "optimizer">;

const playKey = (run: TrainingRun, device: Device, { batch, optimizer }: Choice): string =>
  [runKey(run), deviceKey(device), batch, optimizer].join("|");

/** Equal for cards whose streams differ in workspaces at most. */
const streamKey = (run: TrainingRun, device: Device, { batch, optimizer }: Choice): string =>
  [runKey(run), trainsInHalf(run, device), batch, optimizer].join("|");

/** The engine with a memory: the same run on the same class of device is worked out once. */
class RememberingEstimator implements Estimator, Timelines {
  private readonly answers = new Map<string, Answer>();
  /** Answers by run and what of a device its stream depends on, with the totals for which each holds. */
  private readonly shared = new Map<string, Shared[]>();
  /** By what of a device is more than the size of some workspaces. */
  private readonly streams = new Recent<Stream>(KEPT_STREAMS);
  private readonly replays = new WeakMap<Stream, readonly Replay[]>();
  private readonly plays = new Recent<Played>(KEPT_STREAMS);
  /** Peaks by stream, with what each of them holds for. */
  private readonly peaks = new Map<string, PlayedPeak[]>();
  private readonly probes = new Probes();
  private readonly survivals = new Map<string, Bytes>();
  private readonly outcomes = new Map<string, Outcome>();

  estimate(run: TrainingRun, device: Device): Estimate {
    return this.answer(run, device).estimate;
  }

  reservedPeak(run: TrainingRun, device: Device): ReservedPeak | undefined {
    const { batch } = run.arguments;
    const known = this.answers.get(`${runKey(run)}|${deviceKey(device)}`);
    if (known !== undefined || batch < 1 || run.mode === "predict") {
      const { estimate } = known ?? this.answer(run, device);
      return estimate.status === "estimated" ? estimate : undefined;
    }
    const checked = playable(run);
    if ("reason" in checked) return undefined;
    const peaks = optimizersOf(run, batch).map((optimizer) => this.peakOf(run, device, { batch, optimizer }));
    return aroundPeak(run, device, { graph: checked.graph, bytes: bytes(Math.max(...peaks)) });
  }

  batch(run: TrainingRun, device: Device): number | undefined {
    const checked = playable(run);
    if ("reason" in checked) return undefined;
    const { batch } = run.arguments;
    return batch < 1 ? this.picked(run, checked.graph, device) : batch;
  }

  survivable(run: TrainingRun, device: Device): Bytes | undefined {
    const { estimate, choice } = this.answer(run, device);
    if (estimate.status !== "estimated" || choice === undefined) return undefined;
    const key = `${runKey(run)}|${deviceKey(device)}`;
    const known = this.survivals.get(key);
    if (known !== undefined) return known;
    const stream = this.stream(run, device, choice);
    const found = smallestLimit(stream, {
      livePeakBytes: estimate.livePeakBytes,
      reservedPeakBytes: estimate.reservedPeakBytes,
      totalBytes: device.totalBytes,
      settings: allocatorSettings(run.environment.allocator),
    });
    this.survivals.set(key, found);
    return found;
  }

  outcome(run: TrainingRun, device: Device, limit: Bytes): Outcome | undefined {
    const { choice } = this.answer(run, device);
    if (choice === undefined) return undefined;
    const key = `${runKey(run)}|${deviceKey(device)}|${limit}`;
    const known = this.outcomes.get(key);
    if (known !== undefined) return known;
    const { collectionThreshold } = allocatorSettings(run.environment.allocator);
    const found = outcomeUnder({
      run,
      totalBytes: device.totalBytes,
      limitBytes: limit,
      batch: choice.batch,
      streamAt: (batch) => this.stream(run, device, { ...choice, batch }),
      // The collector acts on what a limit leaves, also far below it.
      ...(collectionThreshold === 0 && { peakAt: (batch: number) => this.peakOf(run, device, { ...choice, batch }) }),
    });
    this.outcomes.set(key, found);
    return found;
  }

  timeline(run: TrainingRun, device: Device): Timeline | undefined {
    const { choice } = this.answer(run, device);
    if (choice === undefined) return undefined;
    const { stream, replay: played } = this.plays.get(playKey(run, device, choice), () =>
      this.played(run, device, choice),
    );
    return timelineOf(stream, played.reserved, played.peakEvent);
  }

  private played(run: TrainingRun, device: Device, choice: Choice): Played {
    const stream = this.stream(run, device, choice);
    return { stream, replay: this.replayed(stream, run, device), ...choice };
  }

  private answer(run: TrainingRun, device: Device): Answer {
    const key = `${runKey(run)}|${deviceKey(device)}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const made = this.answerOfAlike(run, device) ?? this.work(run, device);
    this.answers.set(key, made);
    return made;
  }

  /** That of a card of another size on which exactly the same happens; AutoBatch reads the card's size. */
  private answerOfAlike(run: TrainingRun, device: Device): Answer | undefined {
    if (run.arguments.batch < 1) return undefined;
    const alike = this.shared.get(alikeKey(run, device)) ?? [];
    return alike.find(({ totals }) => holdsAt(totals, device.totalBytes))?.answer;
  }

  private work(run: TrainingRun, device: Device): Answer {
    const checked = playable(run);
    if ("reason" in checked) return { estimate: { status: "unknown", reason: checked.reason }, choice: undefined };
    const { batch, notes } = batchOf(run, device, () => this.picked(run, checked.graph, device));
    const plays = optimizersOf(run, batch).map((optimizer): Played => {
      const choice = { batch, optimizer };
      return this.plays.get(playKey(run, device, choice), () => this.played(run, device, choice));
    });
    // Where it is open which optimizer the run will use, the answer must hold for both.
    const played = plays.reduce((worst, each) =>
      each.replay.reservedPeakBytes > worst.replay.reservedPeakBytes ? each : worst,
    );
    const leastStream = leastStreamOf(run, device, { batch, optimizer: played.optimizer });
    const least = leastStream && this.replayed(leastStream, run, device);
    const estimate = estimateOf(run, device, { graph: checked.graph, played, least });
    const answer: Answer = {
      estimate: { ...estimate, notes: [...notes, ...estimate.notes] },
      choice: { batch, optimizer: played.optimizer },
    };
    const ranges = [...plays.map((each) => each.replay), ...(least === undefined ? [] : [least])];
    const totals = {
      from: Math.max(...ranges.map((each) => each.totals.from)),
      below: Math.min(...ranges.map((each) => each.totals.below)),
    };
    const key = alikeKey(run, device);
    this.shared.set(key, [...(this.shared.get(key) ?? []), { totals, answer }]);
    return answer;
  }

  private picked(run: TrainingRun, graph: Graph, device: Device): number {
    return autoBatch(run, graph, { device, limitBytes: undefined, probes: this.probes })?.batch ?? FALLBACK_BATCH;
  }

  /** The reserved peak of one play, of this card or of one on which the same happens. */
  private peakOf(run: TrainingRun, device: Device, choice: Choice): Bytes {
    const key = streamKey(run, device, choice);
    const known = this.peaks.get(key) ?? [];
    const alike = known.find((peak) => holdsOn(peak, device));
    if (alike !== undefined) return alike.reservedPeakBytes;
    const stream = this.stream(run, device, choice);
    const made = playedPeak(stream, this.replayed(stream, run, device));
    this.peaks.set(key, [...known, made]);
    return made.reservedPeakBytes;
  }

  /** Cards with the same stream and a like total need one replay. */
  private replayed(stream: Stream, run: TrainingRun, { totalBytes }: Device): Replay {
    const known = this.replays.get(stream) ?? [];
    const alike = known.find(({ totals }) => holdsAt(totals, totalBytes));
    if (alike !== undefined) return alike;
    const made = replay(stream, { totalBytes, settings: allocatorSettings(run.environment.allocator) });
    this.replays.set(stream, [...known, made]);
    return made;
  }

  private stream(run: TrainingRun, device: Device, choice: Choice): Stream {
    const known = this.streams.get(streamKey(run, device, choice), () => streamOf(run, device, choice));
    return onCard(known, device.multiprocessors) ?? streamOf(run, device, choice);
  }
}

export const createEstimator = (): Estimator & Timelines => new RememberingEstimator();
