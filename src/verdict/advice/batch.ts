import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** Images whose gradients make one step: the trainer adds up round(nbs / batch) batches. */
export const effectiveBatch = (batch: number, nbs: number): number => Math.max(1, Math.round(nbs / batch)) * batch;

/** Smaller batches of which whole steps have as many images as now: with nbs as it is, else with nbs set to that number. */
export function* batch({ run }: ToChange): Generator<Change> {
  const { batch: written, nbs, devices } = run.arguments;
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
