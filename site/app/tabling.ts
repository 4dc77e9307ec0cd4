import { GIB } from "../../src/bytes.ts";
import { INSTANCE_TYPES } from "../../src/fleet/catalogue.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { CATALOGUE, fixesFor, largestOn, pickedOn, rowOf } from "./behind.ts";
import { pause } from "./pause.ts";
import type { BehindMessage, TableMessage } from "./question.ts";
import { readRun } from "./read.ts";

const RENTED = new Set(INSTANCE_TYPES.map(({ gpu }) => gpu));
const isRented = ({ name }: Pool): boolean => RENTED.has(name);
/** Cards that clouds rent out come first: most questions are about them. Cards of like sizes share what is played. */
const POOLS = [...CATALOGUE].sort(
  (a, b) => Number(isRented(b)) - Number(isRented(a)) || a.device.totalBytes - b.device.totalBytes,
);

type Job = "rows" | "fixes" | "batch" | "batch on large cards" | "imgsz" | "autoBatch";
/**
 * What each of so many workers does, in that order. Cards share most of what is played for a column, so a column is one
 * worker's; but of the largest batch, which takes longest, large and small cards try different values.
 */
const SHARES: readonly (readonly (readonly Job[])[])[] = [
  [["fixes", "rows", "autoBatch", "batch", "imgsz", "batch on large cards"]],
  [
    ["rows", "autoBatch", "batch on large cards"],
    ["fixes", "batch", "imgsz"],
  ],
  [["rows", "autoBatch", "imgsz"], ["fixes", "batch"], ["batch on large cards"]],
];
/** Of the default question three fifths of the batches that are tried are so of larger cards alone: then two workers end together. */
const LARGE_CARD = 75 * GIB;

/** Longest time without a look at what else came in, in milliseconds. */
const TURN = 12;
/** Answers that are remembered for later questions are given up after so many. */
const MOST_QUESTIONS = 50;

const isLarge = ({ device }: Pool): boolean => device.totalBytes > LARGE_CARD;

let newest = 0;
let asked = 0;
let engine = createEstimator();
const tell = (message: BehindMessage): void => self.postMessage(message);

/** Ends what is worked out for older questions. */
export function stopTabling(id: number): void {
  newest = id;
}

/** The part of one worker: fixes and verdicts, or a column. Ends where a newer question comes in. */
export async function tabling({ id, question, part }: TableMessage): Promise<void> {
  newest = id;
  await pause();
  const start = performance.now();
  let turn = start;
  /** Lets newer questions in; false where there is one. */
  const goesOn = async (): Promise<boolean> => {
    if (performance.now() - turn < TURN) return true;
    await pause();
    turn = performance.now();
    return newest === id;
  };
  const read = await readRun(question);
  if (!("run" in read) || newest !== id) return;
  if (++asked % MOST_QUESTIONS === 0) engine = createEstimator();
  const { run, pool } = read;
  const jobs: Readonly<Record<Job, () => Promise<boolean>>> = {
    rows: async () => {
      for (const each of POOLS) {
        if (!(await goesOn())) return false;
        tell({ id, kind: "rows", rows: [rowOf(run, each, engine)] });
      }
      tell({ id, kind: "judged", milliseconds: performance.now() - start });
      return true;
    },
    fixes: async () => {
      tell({ id, kind: "fixes", fixes: fixesFor(run, pool, engine) });
      return goesOn();
    },
    batch: () => largestValues(run, { id, vary: "batch", pools: POOLS.filter((each) => !isLarge(each)) }, goesOn),
    "batch on large cards": () => largestValues(run, { id, vary: "batch", pools: POOLS.filter(isLarge) }, goesOn),
    imgsz: () => largestValues(run, { id, vary: "imgsz", pools: POOLS }, goesOn),
    autoBatch: async () => {
      for (const each of POOLS) {
        if (!(await goesOn())) return false;
        tell({ id, kind: "value", gpu: each.name, column: "autoBatch", text: pickedOn(run, each, engine) });
      }
      return true;
    },
  };
  const share = SHARES[part.of - 1]?.[part.index] ?? [];
  for (const job of share) if (!(await jobs[job]())) return;
  tell({ id, kind: "done", milliseconds: performance.now() - start });
}

interface Values {
  readonly id: number;
  readonly vary: "batch" | "imgsz";
  readonly pools: readonly Pool[];
}

async function largestValues(
  run: TrainingRun,
  { id, vary, pools }: Values,
  goesOn: () => Promise<boolean>,
): Promise<boolean> {
  const column = vary === "batch" ? "largestBatch" : "largestImgsz";
  for (const pool of pools) {
    const steps = largestOn(run, { pool, vary }, engine);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) if (!(await goesOn())) return false;
    tell({ id, kind: "value", gpu: pool.name, column, text: step.value });
  }
  return true;
}
