import { type Bytes, bytes, formatGiB, MIB } from "../bytes.ts";
import { deviceNamed, deviceWithMemory } from "../fleet/device-named.ts";
import type { Fleet, Pool } from "../fleet/fleet.ts";
import { limitBytes } from "../fleet/limits.ts";
import type { PublishedModels } from "../training/published.ts";
import { type Command, runOfCommand } from "../training/run-of-command.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { loggedCommand } from "../training-log/logged-run.ts";
import { inBytes, memoryUnit } from "../training-log/memory-unit.ts";
import type { TrainingLog } from "../training-log/training-log.ts";
import { advise } from "../verdict/advice/advise.ts";
import { withArguments } from "../verdict/advice/change.ts";
import type { JudgeContext } from "../verdict/judge.ts";
import { judgePool } from "../verdict/pool-verdict.ts";
import { type CauseName, causeOf, type LoggedCause } from "./cause.ts";
import type { Explanation, Prediction } from "./explanation.ts";
import { REMEDIES } from "./remedy.ts";

export interface ExplainContext {
  readonly published: PublishedModels;
  readonly repository: Command["repository"];
  readonly fleet: Fleet;
  readonly judge: JudgeContext;
  /** A GPU that the user names; else the log's. */
  readonly pool?: Pool;
}

/** Causes that a smaller need mends. */
const MENDED_BY_LESS: ReadonlySet<CauseName> = new Set([
  "training-step",
  "validation",
  "dense-labels",
  "other-process",
  "fragmentation",
  "halved",
  "small-card",
  "auto-batch",
  "start-up",
]);

/** What was configured, what is predicted for it on that GPU, what was reported, the likely cause, and the fix. */
export async function explain(log: TrainingLog, context: ExplainContext): Promise<Explanation> {
  const unit = memoryUnit(log.program === "yolov5" ? undefined : log.version);
  const found = await runOf(log, context);
  const pool = context.pool ?? poolOf(log);
  const one = found.run && pool && fitsAt(found.run, 1, { pool, context });
  const cause = causeOf(log, one);
  const prediction = found.run && pool && predict({ run: found.run, pool, cause }, context);
  const why =
    found.failed ?? (pool === undefined ? "The log names no GPU that is known; name it with --gpu." : undefined);
  const { fullest } = log;
  return {
    log,
    cause,
    unit,
    remedy: REMEDIES[cause.cause],
    ...(fullest === undefined ? {} : { reportedBytes: inBytes(fullest.memory, unit) }),
    ...(prediction === undefined ? {} : { prediction }),
    ...(prediction !== undefined || why === undefined ? {} : { unpredicted: why }),
    notes: prediction === undefined ? [] : notesOf(prediction, cause),
  };
}

/** The run that the log's arguments describe, with the versions, classes, images and optimizer that the log tells. */
async function runOf(log: TrainingLog, context: ExplainContext): Promise<{ run?: TrainingRun; failed?: string }> {
  if (log.program === "yolov5")
    return { failed: "The YOLOv5 repository's own trainer is not modelled; Ultralytics' is." };
  const command = loggedCommand(log, context.published);
  if (command === undefined)
    return { failed: "The log shows no argument line (`engine/trainer: task=..., model=...`)." };
  const { fleet, published, repository } = context;
  const images = log.trainImages === undefined ? {} : { images: log.trainImages };
  const declared = command.data === undefined ? {} : { [command.data]: { ...images, ...fleet.datasets[command.data] } };
  const versions = {
    ...(log.version === undefined ? {} : { ultralytics: log.version }),
    ...(log.torch === undefined ? {} : { torch: log.torch }),
  };
  const answer = await runOfCommand({
    target: command.model,
    pairs: command.pairs,
    repository,
    published,
    declared: { datasets: { ...fleet.datasets, ...declared }, environment: { ...fleet.environment, ...versions } },
    versions: { problems: [] },
  });
  if (!("run" in answer))
    return {
      failed: answer.unknown.reasons.map(({ message, remedy = "" }) => `${message} ${remedy}`.trim()).join(" "),
    };
  return { run: withClasses(answer.run, log) };
}

function withClasses(run: TrainingRun, { classes, valImages }: TrainingLog): TrainingRun {
  const dataset = {
    ...run.dataset,
    ...(classes === undefined ? {} : { classes }),
    ...(valImages === undefined ? {} : { valImages }),
  };
  return { ...run, dataset };
}

/** The GPU that the trainer names, with the total that it prints; of a message alone, a card of that total can't be known. */
function poolOf({ gpus }: TrainingLog): Pool | undefined {
  const [first] = gpus;
  if (first === undefined) return undefined;
  const total = bytes(first.totalMiB * MIB);
  const named = deviceNamed(first.name);
  const answer = "device" in named ? named : deviceWithMemory(first.name, total);
  if (!("device" in answer)) return undefined;
  const device = { ...answer.device, totalBytes: total };
  return { name: first.name, device, gpusPerRun: 1, reserveBytes: bytes(0), smoke: "never", notes: [] };
}

interface At {
  readonly pool: Pool;
  readonly context: ExplainContext;
}

const judged = (run: TrainingRun, { pool, context }: At) =>
  judgePool({ run, pool, required: true, limitBytes: limitBytes(pool, context.fleet.policy) }, context.judge.estimator);

function fitsAt(run: TrainingRun, batch: number, at: At): boolean | undefined {
  const { verdict } = judged(withArguments(run, { batch: batch * run.arguments.devices.length }), at);
  return verdict === "UNKNOWN" ? undefined : verdict !== "DOES NOT FIT";
}

interface Question {
  readonly run: TrainingRun;
  readonly pool: Pool;
  readonly cause: LoggedCause;
}

function predict({ run, pool, cause }: Question, context: ExplainContext): Prediction {
  const held: Bytes = cause.heldByOthersBytes ?? bytes(0);
  const free: Pool = { ...pool, reserveBytes: bytes(pool.reserveBytes + held) };
  const verdict = judged(run, { pool: free, context });
  const wanted = MENDED_BY_LESS.has(cause.cause) && (verdict.verdict === "DOES NOT FIT" || verdict.verdict === "TIGHT");
  const fixes = wanted ? advise({ run, pools: [verdict], require: "any" }, context.judge) : [];
  return { run, verdict, fixes };
}

function notesOf({ run, verdict }: Prediction, { cause, heldByOthersBytes }: LoggedCause): readonly string[] {
  const failed = MENDED_BY_LESS.has(cause) && heldByOthersBytes === undefined;
  const contrary =
    failed && verdict.verdict === "FITS"
      ? [
          "The prediction says that this run fits, and the log shows that it did not: what is assumed below may not hold, or the prediction is wrong.",
        ]
      : cause === "no-failure" && verdict.verdict === "DOES NOT FIT"
        ? [
            "The prediction says that this run does not fit, and the log shows that it trained: the prediction is wrong here.",
          ]
        : [];
  const held =
    heldByOthersBytes === undefined ? [] : [`${formatGiB(heldByOthersBytes)} held by others are taken off the GPU.`];
  const notes = verdict.estimate.status === "estimated" ? verdict.estimate.notes : [];
  return [
    ...new Set([...contrary, ...held, ...run.assumptions.map(({ text }) => text), ...verdict.pool.notes, ...notes]),
  ];
}
