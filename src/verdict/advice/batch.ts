import type { TrainingRun } from "../../training/training-run.ts";
import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** Images whose gradients make one step: the trainer adds up round(nbs / batch) batches. */
export const effectiveBatch = (batch: number, nbs: number): number => Math.max(1, Math.round(nbs / batch)) * batch;

/** Smaller batches of which whole steps have as many images as now: with nbs as it is, else with nbs set to that number. */
export function* batch({ run, batch: picked }: ToChange): Generator<Change> {
  const { batch: written, nbs, devices } = run.arguments;
  if (written < 1) return yield* inPlaceOfAutoBatch(run, picked);
  const effective = effectiveBatch(written, nbs);
  const smaller = Array.from({ length: Math.max(0, written - 1) }, (_, i) => written - 1 - i).filter(
    (value) => value % devices.length === 0 && effective % value === 0,
  );
  for (const value of smaller.filter((each) => effectiveBatch(each, nbs) === effective))
    yield {
      run: withArguments(run, { batch: value }),
      ...argumentChange("batch", String(written), String(value)),
      effect: `gradients add up over ${effective / value} batches (nbs ${nbs} is kept), so the effective batch stays ${effective}`,
    };
  for (const value of smaller)
    yield {
      run: withArguments(run, { batch: value, nbs: effective }),
      change: `batch: ${written} → ${value}, nbs: ${nbs} → ${effective}`,
      effect: `gradients add up over ${effective / value} batches, so the effective batch stays ${effective}`,
    };
}

/** Fixed batches below AutoBatch's pick, of which whole steps have nbs images: its own pick is nobody's wish. */
function* inPlaceOfAutoBatch(run: TrainingRun, picked: number): Generator<Change> {
  const { batch: written, nbs } = run.arguments;
  for (let value = picked - 1; value >= 1; value--)
    if (nbs % value === 0)
      yield {
        run: withArguments(run, { batch: value }),
        ...argumentChange("batch", String(written), String(value)),
        effect: `a fixed batch in place of AutoBatch's ${picked}; gradients add up over ${nbs / value} batches, so the effective batch is ${nbs} (nbs)`,
      };
}
