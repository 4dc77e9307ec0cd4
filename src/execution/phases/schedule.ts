import type { TrainingRun } from "../../training/training-run.ts";
import { LATEST, type Rules } from "../rules.ts";
import { DRAWN_STEPS } from "./drawn-sizes.ts";
import { imagesPerGpu, trainingShare } from "./shares.ts";

export interface StepPlan {
  /** Fewer in the last step of an epoch where the batch does not divide the images. */
  readonly images: number;
  readonly mosaic: boolean;
  /** Does the optimizer step after it? */
  readonly optimizerSteps: boolean;
}

/** One epoch as it is played. */
export interface EpochPlan {
  readonly steps: readonly StepPlan[];
  readonly validate: boolean;
  readonly save: boolean;
}

/**
 * Steps of one epoch that are played at most. Memory of steps repeats with a period of two (two batches live on every
 * second step) and of the accumulation; measured runs of 12 steps reached their peak by the fourth.
 */
const MOST_STEPS = 12;
/** Where the epoch is longer than that, or the number of images unknown. */
const TYPICAL_STEPS = 6;
/** Epochs with mosaic that are played, before and after the optimizer has its state; then so many without. */
const MOST_EPOCHS = 3;
/** Of long epochs: a third changed neither peak of any of 122 runs, nor did more steps. */
const MOST_LONG_EPOCHS = 2;

/** Python's round for the accumulation count. */
function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

export interface Accumulation {
  /** Batches between two optimizer steps once warm-up is over. */
  readonly nominal: number;
  /** Steps over which it grows from 1; 0: none. */
  readonly warmup: number;
}

type WarmupRules = Pick<Rules, "leastWarmup" | "warmupSparesLast">;

/** round(nbs / batch); since 8.4 at most the steps of the whole run, and warm-up leaves at least the last epoch. */
export function accumulationOf(
  run: TrainingRun,
  batch: number,
  parts: { readonly stepsPerEpoch: number; readonly rules: WarmupRules },
): Accumulation {
  const { nbs, epochs, warmup_epochs: wished } = run.arguments;
  const { stepsPerEpoch, rules } = parts;
  const whole = Math.max(roundHalfEven(nbs / batch), 1);
  const nominal = rules.warmupSparesLast ? Math.min(whole, stepsPerEpoch * epochs) : whole;
  const warmupEpochs = rules.warmupSparesLast ? Math.min(wished, Math.max(epochs - 1, 0)) : wished;
  const warmup = Math.max(roundHalfEven(warmupEpochs * stepsPerEpoch), rules.leastWarmup);
  return { nominal, warmup: warmupEpochs > 0 ? warmup : 0 };
}

/** Images of one epoch on each GPU. */
const shareOf = ({ arguments: { fraction, devices } }: TrainingRun, trainImages: number): number =>
  trainingShare(Math.round(trainImages * fraction), devices.length);

/** Steps of one epoch: the last, smaller batch counts. Infinite where the number of images is unknown. */
export const stepsPerEpoch = (run: TrainingRun, batch: number): number =>
  run.dataset.trainImages === undefined
    ? Number.POSITIVE_INFINITY
    : Math.max(1, Math.ceil(shareOf(run, run.dataset.trainImages) / imagesPerGpu(batch, run.arguments.devices.length)));

/** What is left for the last step of an epoch; a whole batch where the number of images is unknown. */
function imagesOfLastStep(run: TrainingRun, perGpu: number): number {
  const { trainImages } = run.dataset;
  if (trainImages === undefined) return perGpu;
  const rest = shareOf(run, trainImages) % perGpu;
  return rest === 0 ? perGpu : rest;
}

function accumulationAt(step: number, { nominal, warmup }: Accumulation): number {
  if (warmup === 0 || step > warmup) return nominal;
  return Math.max(1, roundHalfEven(1 + ((nominal - 1) * step) / warmup));
}

/** The epochs that are played: first ones, later ones with optimizer state, and those after mosaic is closed. */
export function epochPlans(run: TrainingRun, batch: number, rules: WarmupRules = LATEST): readonly EpochPlan[] {
  const { epochs, close_mosaic: closing, mosaic, val } = run.arguments;
  const perEpoch = stepsPerEpoch(run, batch);
  const accumulation = accumulationOf(run, batch, { stepsPerEpoch: perEpoch, rules });
  // An epoch that is cut short keeps its parity: after an odd number of steps one batch lives on, after an even one two.
  const parity = Number.isFinite(perEpoch) ? perEpoch % 2 : 0;
  const later = perEpoch <= MOST_STEPS ? perEpoch : TYPICAL_STEPS + parity;
  // Sizes that are drawn at random need more steps to meet.
  const drawn = run.arguments.multi_scale > 0;
  const first = drawn ? Math.min(perEpoch, DRAWN_STEPS + parity) : later;
  const perGpu = imagesPerGpu(batch, run.arguments.devices.length);
  const lastImages = imagesOfLastStep(run, perGpu);
  const firstClosed = closing > 0 ? Math.max(0, epochs - closing) : epochs;
  const mostEpochs = perEpoch <= MOST_STEPS ? MOST_EPOCHS : MOST_LONG_EPOCHS;
  const open = Math.min(firstClosed, mostEpochs);
  const closed = Math.min(epochs - firstClosed, mostEpochs);
  const plans: EpochPlan[] = [];
  let step = 0;
  let last = -1;
  for (let epoch = 0; epoch < open + closed; epoch++) {
    const steps: StepPlan[] = [];
    const played = epoch === 0 ? first : later;
    const withMosaic = mosaic > 0 && !run.arguments.rect && epoch < open;
    for (let i = 0; i < played; i++, step++) {
      const due = step - last >= accumulationAt(step, accumulation);
      if (due) last = step;
      steps.push({ images: i === played - 1 ? lastImages : perGpu, mosaic: withMosaic, optimizerSteps: due });
    }
    const final = epoch === open + closed - 1;
    plans.push({ steps, validate: val || final, save: true });
  }
  return plans;
}
