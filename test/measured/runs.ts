import { readdirSync, readFileSync } from "node:fs";
import type { Device } from "../../src/fleet/device.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import { published } from "../../src/graph/models/index.ts";
import { runOfLine } from "../../src/training/run-line.ts";
import type { TrainingRun, UnknownReason } from "../../src/training/training-run.ts";

/** What a GPU measured, in bytes (peaks by phase; see docs/accuracy.md for how). */
export interface Measured {
  readonly trainLivePeakBytes?: number;
  readonly trainReservedPeakBytes?: number;
  readonly validationLivePeakBytes?: number;
  readonly validationReservedPeakBytes?: number;
  readonly checkpointLivePeakBytes?: number;
  readonly checkpointReservedPeakBytes?: number;
  readonly finalEvaluationLivePeakBytes?: number;
  readonly finalEvaluationReservedPeakBytes?: number;
  readonly predictLivePeakBytes?: number;
  readonly predictReservedPeakBytes?: number;
  readonly outsideAllocatorBytes?: number;
  readonly parameters?: number;
  readonly optimizerStateBytes?: number;
  readonly batchAfterFirstEpoch?: number;
  /** What AutoBatch chose, where the run left the batch to it. */
  readonly autoBatch?: { readonly batch: number };
  readonly outOfMemory?: boolean;
}

/** One measured run: a line that `estimate --runs` takes, and what came out on a real GPU. */
export interface MeasuredRow {
  readonly id: string;
  readonly mode: string;
  readonly task: string;
  readonly train?: Readonly<Record<string, unknown>>;
  readonly predict?: Readonly<Record<string, unknown>>;
  readonly dataset?: Readonly<Record<string, unknown>>;
  readonly environment: {
    readonly gpu: string;
    readonly ultralytics: string;
    readonly torch: string;
    readonly allocator?: string;
    readonly allocatorCapBytes?: number;
    readonly ampCheck?: boolean;
  };
  readonly measured: Measured;
}

const FOLDER = new URL("./", import.meta.url);

/** The files of measured runs, without `.jsonl`. */
export const measuredFiles: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".jsonl"))
  .map((file) => file.replace(".jsonl", ""))
  .sort();

export function rowsOf(file: string): readonly MeasuredRow[] {
  return readFileSync(new URL(`${file}.jsonl`, FOLDER), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as MeasuredRow);
}

/** Model files named in a row lie in test/models, one folder up, as on the machine that measured. */
const readModel = (path: string): string | undefined => {
  try {
    return readFileSync(new URL(path, FOLDER), "utf8");
  } catch {
    return undefined;
  }
};

export interface PlayableRow {
  readonly row: MeasuredRow;
  readonly run: TrainingRun;
  readonly device: Device;
}

/** The run of a row and the device that it was measured on; or why it can't be read. */
export function playable(row: MeasuredRow): PlayableRow | UnknownReason {
  const place = { file: "measured", line: 1, column: 1 };
  const result = runOfLine(row, { published, readModel, place });
  if ("unknown" in result) return result.unknown;
  const found = deviceNamed(row.environment.gpu);
  if ("problem" in found) throw new Error(found.problem.message);
  return { row, run: result.run, device: found.device };
}
