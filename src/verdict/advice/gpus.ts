import { argumentChange, type Change, type ToChange, withArguments } from "./change.ts";

/** More GPUs of the pool: each takes its share of the batch. */
export function* gpus({ run, pool }: ToChange): Generator<Change> {
  const { batch, devices } = run.arguments;
  const least = Math.max(devices.length, pool.gpusPerRun) * 2;
  for (let count = least; count <= Math.min(pool.count ?? 1, batch); count *= 2) {
    if (batch % count !== 0) continue;
    const indices = Array.from({ length: count }, (_, index) => index);
    yield {
      run: withArguments(run, { devices: indices }),
      ...argumentChange("device", devices.join(","), indices.join(",")),
      effect: `the batch of ${batch} is shared by ${count} GPUs`,
    };
  }
}
