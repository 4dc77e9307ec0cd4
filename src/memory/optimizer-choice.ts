import type { OptimizerName } from "../execution/phases/optimizer.ts";
import type { TrainingRun } from "../training/training-run.ts";

const NAMES: Readonly<Record<string, OptimizerName>> = {
  sgd: "SGD",
  musgd: "MuSGD",
  adam: "Adam",
  adamw: "AdamW",
  adamax: "Adamax",
  nadam: "NAdam",
  radam: "RAdam",
  rmsprop: "RMSProp",
};

/** More optimizer steps than this, and `auto` takes the heavier optimizer (trainer, build_optimizer). */
const MANY_ITERATIONS = 10_000;

/** Major release 8.4 took MuSGD in the place of SGD. */
const heavy = (run: TrainingRun): OptimizerName => (/^8\.[0-3]\./.test(run.environment.ultralytics) ? "SGD" : "MuSGD");

/** The optimizers that the run may use: one, or both of `auto`'s where the image count is unknown. */
export function optimizersOf(run: TrainingRun, batch: number): readonly OptimizerName[] {
  // A prediction has none: which one is named decides nothing.
  if (run.mode === "predict") return ["SGD"];
  const { optimizer, nbs, epochs, fraction } = run.arguments;
  const named = NAMES[optimizer.toLowerCase()];
  if (named !== undefined) return [named];
  const { trainImages } = run.dataset;
  if (trainImages === undefined) return ["AdamW", heavy(run)];
  const iterations = Math.ceil((trainImages * fraction) / Math.max(batch, nbs)) * epochs;
  return [iterations > MANY_ITERATIONS ? heavy(run) : "AdamW"];
}
