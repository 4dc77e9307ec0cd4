import type { Fleet, Pool } from "../fleet/fleet.ts";
import { didYouMean } from "../fleet/nearest.ts";
import { published } from "../graph/models/index.ts";
import { type LineOfRecord, lineOfRecord } from "../measurements/measured-line.ts";
import type { Estimator } from "../memory/estimate-types.ts";
import type { MeasuredRecord } from "../smoke/measured-record.ts";
import { readRecords } from "../smoke/read-records.ts";
import { VERSION } from "../version.ts";
import { type Answer, UsageError } from "./answer.ts";

export interface CalibrateQuestion {
  /** Of the records, as the user wrote it. */
  readonly file: string;
  readonly text: string;
  /** For records that name no pool. */
  readonly pool: string | undefined;
  readonly fleet: Fleet;
  /** Of a model file that a record names, beside the file of records. */
  readonly readModel: (path: string) => string | undefined;
  /** The lines that are there already; a record that stands there is not written again. */
  readonly present: string;
}

/** `calibrate MEASURED.jsonl`: the lines for the file of measurements; what says nothing about a pool is told as an error. */
export function calibrationLines(question: CalibrateQuestion, estimator: Estimator): Answer {
  const { file, fleet, present } = question;
  const { records, mistakes } = readRecords(question.text);
  if (question.pool !== undefined) poolOf(fleet, question.pool);
  const answers = records.map((record) => ({ record, ...answerOf(record, question, estimator) }));
  const known = new Set(present.split(/\r?\n/));
  const lines = answers.flatMap((each) => ("measurement" in each ? [JSON.stringify(each.measurement)] : []));
  const skipped = answers.flatMap((each) =>
    "skipped" in each ? [`${file}: ${each.record.id} does not count: ${each.skipped}.`] : [],
  );
  return {
    out: [...new Set(lines)]
      .filter((line) => !known.has(line))
      .map((line) => `${line}\n`)
      .join(""),
    errors: [...mistakes.map((mistake) => `${file}: ${mistake}`), ...skipped],
    exit: mistakes.length > 0 ? 2 : lines.length === 0 ? 1 : 0,
  };
}

function answerOf(record: MeasuredRecord, question: CalibrateQuestion, estimator: Estimator): LineOfRecord {
  const { file, fleet, readModel } = question;
  const name = record.pool ?? question.pool;
  if (name === undefined) return { skipped: "it names no pool; --pool NAME says which one" };
  const pool = fleet.pools.find((each) => each.name === name);
  if (pool === undefined) return { skipped: `the fleet file has no pool ${name}` };
  const place = { file, line: 1, column: 1 };
  return lineOfRecord(record, { published, place, readModel, pool, estimator, version: VERSION });
}

/** The pool of this name. A name that there is none of is thrown as a UsageError. */
export function poolOf({ pools }: Fleet, name: string): Pool {
  const found = pools.find((pool) => pool.name === name);
  if (found !== undefined) return found;
  const known = pools.map((pool) => pool.name);
  const near = didYouMean(name, known);
  throw new UsageError(
    `--pool ${name}: the fleet file has no such pool. ${near === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${near}?`}`,
  );
}
