import type { TrainingRun } from "../training/training-run.ts";
import { writtenIn } from "../training/training-run.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";

/** One run to be measured on the GPU of one pool, and what was predicted for it there. */
export interface SmokeTest {
  readonly run: TrainingRun;
  readonly predicted: PoolVerdict;
}

/** A run that was asked for and can't be measured, in a sentence. */
export interface LeftOut {
  readonly id: string;
  readonly pool?: string;
  readonly why: string;
}

/** What somebody named. Without anything the pools' own `smoke` decides. */
export interface Selection {
  /** Only runs that are written in a file for which this holds. */
  readonly wanted: ((path: string) => boolean) | undefined;
  /** Only on these pools. */
  readonly pools: readonly string[];
}

export interface SmokeTests {
  readonly tests: readonly SmokeTest[];
  readonly leftOut: readonly LeftOut[];
}

/** A pool's runs are measured one after the other, a minute or less each. */
const MOST_RUNS_OF_A_POOL = 20;

/**
 * Which runs are measured where: on the pools that decide about a run, those that are undecided or all, as the pool's `smoke`
 * says; or, where configs or pools are named, all of these.
 */
export function smokeTests(runs: readonly RunVerdict[], selection: Selection): SmokeTests {
  const asked = runs.flatMap((run) => (isWanted(run, selection) ? askedOf(run, selection) : []));
  const leftOut = asked.flatMap((each) => ("why" in each ? [each] : []));
  const tests = asked.flatMap((each) => ("why" in each ? [] : [each]));
  const isOverMost = ({ predicted }: SmokeTest, index: number): boolean =>
    tests.slice(0, index).filter((other) => other.predicted.pool.name === predicted.pool.name).length >=
    MOST_RUNS_OF_A_POOL;
  const over = tests.filter(isOverMost).map(({ run, predicted }) => {
    const why = `At most ${MOST_RUNS_OF_A_POOL} runs are measured on a pool at once.`;
    return { id: run.id, pool: predicted.pool.name, why };
  });
  return { tests: tests.filter((test, index) => !isOverMost(test, index)), leftOut: [...leftOut, ...over] };
}

const isNamed = ({ wanted, pools }: Selection): boolean => wanted !== undefined || pools.length > 0;

const isWanted = (verdict: RunVerdict, { wanted }: Selection): boolean =>
  wanted === undefined || [verdict.place.file, ...(verdict.run ? writtenIn(verdict.run) : [])].some(wanted);

function askedOf(verdict: RunVerdict, selection: Selection): readonly (SmokeTest | LeftOut)[] {
  const { id, run } = verdict;
  if (run === undefined) {
    const why = `It can't be made into a run: ${verdict.unknown?.[0]?.message ?? "nothing is known of it."}`;
    return isNamed(selection) ? [{ id, why }] : [];
  }
  return verdict.pools.filter((on) => isAsked(on, verdict, selection)).map((predicted) => testOf(run, predicted));
}

function isAsked(on: PoolVerdict, { pools }: RunVerdict, selection: Selection): boolean {
  if (selection.pools.length > 0) return selection.pools.includes(on.pool.name);
  const decides = on.required || !pools.some(({ required }) => required);
  if (!decides) return false;
  if (isNamed(selection)) return on.pool.runner !== undefined;
  return on.pool.smoke === "always" || (on.pool.smoke === "when-undecided" && on.undecided);
}

function testOf(run: TrainingRun, predicted: PoolVerdict): SmokeTest | LeftOut {
  const { name, runner, gpusPerRun } = predicted.pool;
  const leftOut = (why: string): LeftOut => ({ id: run.id, pool: name, why });
  if (runner === undefined) return leftOut(`The pool \`${name}\` names no \`runner\`.`);
  if (run.mode !== "train") return leftOut("It is no training.");
  if (gpusPerRun > 1 || run.arguments.devices.length > 1)
    return leftOut("It trains on several GPUs, and a smoke test on one.");
  return { run, predicted };
}
