import * as v from "valibot";
import { GPUS, isMigSlice } from "../fleet/catalogue.ts";
import type { Pool } from "../fleet/fleet.ts";
import { measureLine } from "./measure-line.ts";
import type { LeftOut, SmokeTest, SmokeTests } from "./smoke-tests.ts";

/** Name of the job that measures on a pool; the watchdog knows it by that. */
export const measureJobName = (pool: string): string => `gpu-memory-measure ${pool}`;

const text = (characters: number) => v.pipe(v.string(), v.maxLength(characters));
const LONGEST_MODEL = 200_000;
const BY_NAME = v.record(text(60), v.unknown());

/** One entry of the workflow's matrix: a pool, its runner, and all that this is told. */
export const PoolJobSchema = v.object({
  pool: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  /** Labels for `runs-on`. */
  runner: v.array(text(200)),
  /** What the GPU must be, as the driver names it; "" where it can't be told from its name. */
  gpu: text(100),
  /** Other processes are to be expected: the pool's owner keeps memory for them. */
  shared: v.boolean(),
  runs: v.array(
    v.object({
      id: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
      pool: text(100),
      commit: v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)),
      mode: v.literal("train"),
      task: text(20),
      train: BY_NAME,
      dataset: BY_NAME,
      environment: BY_NAME,
      /** The model file's text, where the model is one of the repository. */
      modelText: v.optional(text(LONGEST_MODEL)),
    }),
  ),
});
export type PoolJob = v.InferOutput<typeof PoolJobSchema>;

/** GitHub takes outputs of a job up to 1 MiB. */
const MOST_CHARACTERS = 900_000;

export interface Planned {
  /** By pool, in the order of the tests. */
  readonly jobs: readonly PoolJob[];
  readonly tests: readonly SmokeTest[];
  readonly leftOut: readonly LeftOut[];
}

/** The jobs for these tests of a commit. */
export function poolJobs({ tests, leftOut }: SmokeTests, commit: string): Planned {
  const missed: LeftOut[] = [...leftOut];
  const handed: { readonly test: SmokeTest; readonly run: PoolJob["runs"][number] }[] = [];
  let characters = 0;
  for (const test of tests) {
    const run = handedRun(test, commit);
    characters += JSON.stringify(run).length;
    const why =
      "why" in run ? run.why : characters > MOST_CHARACTERS ? "There is more to measure than fits a job." : "";
    if ("why" in run || why !== "") missed.push({ id: test.run.id, pool: test.predicted.pool.name, why });
    else handed.push({ test, run });
  }
  const pools = [...new Map(handed.map(({ test }) => [test.predicted.pool.name, test.predicted.pool])).values()];
  const jobs = pools.map((pool) =>
    jobOf(
      pool,
      handed.filter(({ run }) => run.pool === pool.name).map(({ run }) => run),
    ),
  );
  return { jobs, tests: handed.map(({ test }) => test), leftOut: missed };
}

function handedRun(test: SmokeTest, commit: string): PoolJob["runs"][number] | { readonly why: string } {
  const found = measureLine(test, commit);
  if ("why" in found) return found;
  const { line, modelText } = found;
  if ((modelText ?? "").length > LONGEST_MODEL) return { why: "Its model file is too long to be handed on." };
  return { ...line, train: { ...line.train }, ...(modelText === undefined ? {} : { modelText }) };
}

const jobOf = (pool: Pool, runs: PoolJob["runs"]): PoolJob => ({
  pool: pool.name,
  runner: [...(pool.runner ?? [])],
  gpu: printedName(pool),
  shared: pool.reserveBytes > 0,
  runs,
});

/** A slice is driven under the name of its card, and a GPU given by its memory has none: their memory is compared instead. */
function printedName({ device }: Pool): string {
  const known = GPUS.find(({ name }) => name === device.name);
  return known === undefined || isMigSlice(known) ? "" : known.prints;
}
