import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as v from "valibot";
import type { SmokeInputs } from "../../inputs.ts";
import type { MeasuredRecord } from "../../smoke/measured-record.ts";
import { type PoolJob, PoolJobSchema } from "../../smoke/pool-job.ts";
import { MOST_CHARACTERS, readRecords } from "../../smoke/read-records.ts";
import type { Client } from "../client.ts";
import { Unreadable } from "../fault.ts";
import { putOut, say } from "../runner.ts";

/** A run that takes longer hangs: YOLOv8n takes half a minute. */
const LONGEST_RUN_S = 300;
/** For smoke/measure.py to end its processes after its deadline, before it is ended itself. */
const GRACE_S = 30;

/**
 * Trains each run of a pool's job for a few steps with smoke/measure.py, and puts out the path of its records. Of the pull
 * request nothing is here but arguments and the text of model files; nothing is asked of GitHub. Whatever goes wrong is a
 * record with its reason.
 */
export async function measureSmoke({ place, smoke }: SmokeInputs, _client: Client): Promise<void> {
  const job = jobIn(smoke.job);
  await mkdir(place.temporary, { recursive: true });
  const folder = await mkdtemp(join(place.temporary, "gpu-memory-models-"));
  try {
    const lines = await Promise.all(job.runs.map((run, index) => lineOf(run, index, folder)));
    const printed = await measurePy(job, `${lines.join("\n")}\n`, {
      folder,
      python: smoke.python,
      minutes: smoke.minutes,
    });
    const records = join(place.temporary, "gpu-memory-records.jsonl");
    await writeFile(records, [...recordsOf(job, printed.out, printed.why)].map((line) => `${line}\n`).join(""));
    putOut({ records });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function jobIn(text: string): PoolJob {
  try {
    return v.parse(PoolJobSchema, JSON.parse(text));
  } catch (error) {
    throw new Unreadable(
      `job: this is no entry of the matrix that the stage \`plan\` puts out: ${(error as Error).message.slice(0, 200)}`,
    );
  }
}

/** The line for smoke/measure.py; a model file lies in a folder of its own, under the name that the run gives it. */
async function lineOf({ modelText, ...run }: PoolJob["runs"][number], index: number, folder: string): Promise<string> {
  if (modelText === undefined) return JSON.stringify(run);
  const name = String(run.train["model"]);
  if (!/^[\w][\w.-]{0,99}\.ya?ml$/.test(name))
    throw new Unreadable(`job: ${JSON.stringify(name)} is no name of a model file.`);
  await mkdir(join(folder, `${index}`));
  await writeFile(join(folder, `${index}`, name), modelText);
  return JSON.stringify({ ...run, train: { ...run.train, model: `${index}/${name}` } });
}

interface Asked {
  readonly folder: string;
  readonly python: string;
  readonly minutes: number;
}

interface Printed {
  readonly out: string;
  /** Why a run may lack a record. */
  readonly why: string;
}

/** Runs smoke/measure.py, which comes with this action, in a folder that holds nothing but model files. */
function measurePy(job: PoolJob, input: string, { folder, python, minutes }: Asked): Promise<Printed> {
  const program = join(dirname(process.argv[1] ?? ""), "..", "smoke", "measure.py");
  const seconds = minutes * 60;
  const args = [program, "-", "--time-limit", `${Math.min(LONGEST_RUN_S, seconds)}`, "--deadline", `${seconds}`];
  if (job.gpu !== "") args.push("--gpu", job.gpu);
  if (job.shared) args.push("--share");
  return new Promise((resolve) => {
    const child = spawn(python, args, { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
    const [out, err] = [collect(child.stdout, MOST_CHARACTERS), collect(child.stderr, 4000)];
    const end = () => child.kill("SIGTERM");
    // A job that is cancelled gets these, more than once; smoke/measure.py ends what it has started when it is told to end. They
    // are taken until this process ends by itself: the records are still to be written.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
    const late = setTimeout(end, (seconds + GRACE_S) * 1000);
    const tooLate = setTimeout(() => child.kill("SIGKILL"), (seconds + 2 * GRACE_S) * 1000);
    const done = (why: string): void => {
      clearTimeout(late);
      clearTimeout(tooLate);
      resolve({ out: out(), why });
    };
    child.on("error", (error) => done(`${python} could not be started: ${error.message}`));
    child.on("close", (status, signal) => {
      const last = err().trim().split("\n").at(-1) ?? "";
      done(
        `smoke/measure.py ended ${signal === null ? `with code ${status}` : `by ${signal}`}${last === "" ? "" : `: ${last}`}`,
      );
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

function collect(stream: NodeJS.ReadableStream, most: number): () => string {
  const parts: Buffer[] = [];
  let length = 0;
  stream.on("data", (part: Buffer) => {
    if (length < most) parts.push(part);
    length += part.length;
  });
  return () => Buffer.concat(parts).toString();
}

/** The lines that were printed, and one with an error for each run that has none. */
function* recordsOf(job: PoolJob, out: string, why: string): Generator<string> {
  const { records, mistakes } = readRecords(out);
  for (const mistake of mistakes) say(`smoke/measure.py printed what is no record. ${mistake}`);
  for (const run of job.runs) {
    const { id, pool, commit } = run;
    const found = records.find((each) => each.id === id);
    const record: MeasuredRecord = found ?? { id, error: { reason: "failed", message: why.slice(0, 1000) } };
    const { error, measured } = record;
    say(
      `${id}: ${error === undefined ? `measured in ${measured?.seconds ?? "?"} s` : `${error.reason}: ${error.message}`}`,
    );
    yield JSON.stringify({ ...record, id, pool, commit });
  }
}
