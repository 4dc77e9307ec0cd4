import { formatGiB } from "../bytes.ts";
import { type Calibration, ENOUGH } from "../measurements/calibration.ts";
import { deciding } from "../verdict/conclusion.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";
import { shownPool } from "./words.ts";

/** Which numbers of the pools that decide come from their own measurements, one sentence a pool. Names are in backticks. */
export function calibrationLines(runs: readonly RunVerdict[]): readonly string[] {
  const pools = runs.flatMap((run) =>
    run.require === "all" ? deciding(run.pools) : [shownPool(run)].filter((pool) => pool !== undefined),
  );
  return [...new Set(pools.flatMap((pool) => calibrationText(pool) ?? []))];
}

/** undefined where nothing was measured on the pool. */
export function calibrationText({ pool, calibration }: PoolVerdict): string | undefined {
  if (calibration === undefined) return undefined;
  return `\`${pool.name}\` is calibrated by ${runsText(calibration)} measured there: ${outsideText(calibration)}${marginText(calibration)}.`;
}

function runsText({ runs, weight }: Calibration): string {
  const counted = runs === 1 ? "1 run" : `${runs} runs`;
  return weight < runs ? `${counted} (of other versions in part: they weigh ${tenth(weight)})` : counted;
}

const outsideText = ({ outsideAllocatorBytes: outside }: Calibration): string =>
  outside === undefined ? "" : `${formatGiB(outside)} outside the allocator, and `;

function marginText({ margin: { below, above }, pending }: Calibration): string {
  if (below === 0 && above === 0) return "nothing added to the interval";
  const until = pending ? `, part of it until ${ENOUGH} runs are measured` : "";
  return `${percent(below)} below and ${percent(above)} above added to the interval${until}`;
}

const tenth = (n: number): string => `${Math.round(n * 10) / 10}`;
const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
