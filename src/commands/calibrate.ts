import type { Snapshot } from "../changes/repository.ts";
import type { Fleet, Pool } from "../fleet/fleet.ts";
import { didYouMean } from "../fleet/nearest.ts";
import { published } from "../graph/models/index.ts";
import { type LineOfRecord, lineOfRecord, type RecordContext } from "../measurements/measured-line.ts";
import type { Measurement } from "../measurements/measurement.ts";
import { readMeasurements } from "../measurements/read-measurements.ts";
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
  /** Of a file beside the file of records; undefined: there is none. */
  readonly readBeside: (path: string) => string | undefined;
  /** The repository of the fleet file. */
  readonly snapshot: Snapshot;
  /** The lines that are there already; a record that stands there is not written again. */
  readonly present: string;
}

/** `calibrate MEASURED.jsonl`: the lines for the file of measurements; what says nothing about a pool is told as an error. */
export async function calibrationLines(question: CalibrateQuestion, estimator: Estimator): Promise<Answer> {
  const { file, fleet, present } = question;
  const { records, mistakes } = readRecords(question.text);
  if (question.pool !== undefined) poolOf(fleet, question.pool);
  const readModel = await modelReader(records, question);
  const answers = records.map((record) => ({ record, ...answerOf(record, question, { readModel, estimator }) }));
  const known = new Set(readMeasurements("", present).measurements.map(({ measurement }) => identity(measurement)));
  const found = answers.flatMap((each) => ("measurement" in each ? [each.measurement] : []));
  const added = new Map(found.filter((each) => !known.has(identity(each))).map((each) => [identity(each), each]));
  const skipped = answers.flatMap((each) =>
    "skipped" in each ? [`${file}: ${each.record.id} does not count: ${each.skipped}.`] : [],
  );
  return {
    out: [...added.values()].map((each) => `${JSON.stringify(each)}\n`).join(""),
    errors: [...mistakes.map((mistake) => `${file}: ${mistake}`), ...skipped],
    exit: mistakes.length > 0 ? 2 : found.length === 0 ? 1 : 0,
  };
}

/** Equal for lines of one measurement, by whichever version it was predicted. */
const identity = ({ pool, date, run, measured }: Measurement): string => JSON.stringify([pool, date, run.id, measured]);

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * The texts of model files that records name: beside them, else the one file of this name in the repository. The action's own
 * runs are measured in a folder of their own, so that a record has nothing but the name.
 */
async function modelReader(
  records: readonly MeasuredRecord[],
  { readBeside, snapshot }: CalibrateQuestion,
): Promise<CalibrateQuestion["readBeside"]> {
  const models = records.map(({ train, predict }) => train?.["model"] ?? predict?.["model"]);
  const wanted = new Set(
    models.filter((model) => typeof model === "string" && model.includes("/")).map((model) => nameOf(`${model}`)),
  );
  if (wanted.size === 0) return readBeside;
  const paths = (await snapshot.list()).filter((path) => wanted.has(nameOf(path)));
  const only = paths.filter((path) => paths.every((other) => other === path || nameOf(other) !== nameOf(path)));
  const texts = new Map(
    await Promise.all(only.map(async (path) => [nameOf(path), await snapshot.read(path)] as const)),
  );
  return (path) => readBeside(path) ?? texts.get(nameOf(path));
}

function answerOf(
  record: MeasuredRecord,
  { file, fleet, ...question }: CalibrateQuestion,
  engine: Pick<RecordContext, "readModel" | "estimator">,
): LineOfRecord {
  const name = record.pool ?? question.pool;
  if (name === undefined) return { skipped: "it names no pool; --pool NAME says which one" };
  const pool = fleet.pools.find((each) => each.name === name);
  if (pool === undefined) return { skipped: `the fleet file has no pool ${name}` };
  const place = { file, line: 1, column: 1 };
  return lineOfRecord(record, { published, place, pool, version: VERSION, ...engine });
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
