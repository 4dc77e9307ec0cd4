import { INSTANCE_TYPES } from "../../src/fleet/catalogue.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { CATALOGUE, fixesFor, rowOf, withLargest } from "./behind.ts";
import type { BehindMessage, TableMessage } from "./question.ts";
import { readRun } from "./read.ts";

const RENTED = new Set(INSTANCE_TYPES.map(({ gpu }) => gpu));
/** Cards that clouds rent out come first: most questions are about them. */
const isRented = ({ name }: Pool): boolean => RENTED.has(name);

let newest = 0;
const tell = (message: BehindMessage): void => self.postMessage(message);
/** Lets a newer question in. */
const pause = (): Promise<void> => new Promise((go) => setTimeout(go));

/** Fixes, then the table: first every verdict, then the largest values. Ends where a newer question comes in. */
export async function tabling({ id, question, part }: TableMessage): Promise<void> {
  newest = id;
  await pause();
  const isOld = (): boolean => newest !== id;
  if (isOld()) return;
  const start = performance.now();
  const read = await readRun(question);
  if (!("run" in read)) return;
  const { run, pool } = read;
  const engine = createEstimator();
  if (part.index === 0) tell({ id, kind: "fixes", fixes: fixesFor(run, pool, engine) });
  // Cards of one number of multiprocessors share their streams, so they go to one worker, one after the other.
  const counts = [...new Set(CATALOGUE.map(({ device }) => device.multiprocessors))].sort((a, b) => a - b);
  const mine = new Set(counts.filter((_, index) => index % part.of === part.index));
  const pools = CATALOGUE.filter(({ device }) => mine.has(device.multiprocessors)).sort(
    (a, b) => Number(isRented(b)) - Number(isRented(a)) || a.device.multiprocessors - b.device.multiprocessors,
  );
  const rows = [];
  for (const each of pools) {
    await pause();
    if (isOld()) return;
    const row = rowOf(run, each, engine);
    rows.push(row);
    tell({ id, kind: "rows", rows: [row] });
  }
  tell({ id, kind: "judged", milliseconds: performance.now() - start });
  for (const [index, each] of pools.entries()) {
    await pause();
    if (isOld()) return;
    const row = rows[index];
    if (row !== undefined) tell({ id, kind: "rows", rows: [withLargest(row, run, each, engine)] });
  }
  tell({ id, kind: "done", milliseconds: performance.now() - start });
}
