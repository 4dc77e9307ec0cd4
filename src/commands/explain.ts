import { formatGiB } from "../bytes.ts";
import type { CauseName } from "../explanation/cause.ts";
import { batchOf } from "../explanation/cause.ts";
import { type ExplainContext, explain } from "../explanation/explain.ts";
import type { Explanation } from "../explanation/explanation.ts";
import { happening, needText, withoutBackticks } from "../report/words.ts";
import { type LogBytes, logLines } from "../training-log/lines.ts";
import { readTrainingLog } from "../training-log/read-training-log.ts";
import { type Answer, UsageError } from "./answer.ts";

/** Nothing failed that is known of. */
const WELL: ReadonlySet<CauseName> = new Set(["no-failure", "cut-off"]);

/** `explain LOG`: exit 1 where the log tells of a failure, 2 where it is no log of a training. */
export async function explainLog(
  question: { readonly name: string; readonly bytes: LogBytes; readonly format: "text" | "json" },
  context: ExplainContext,
): Promise<Answer> {
  const { name, bytes, format } = question;
  const lines = logLines(bytes);
  if (lines === undefined) throw new UsageError(`${name} is no text.`);
  const log = readTrainingLog(lines);
  if (!log.recognised)
    throw new UsageError(
      `${name} shows no training run and no out-of-memory message. Give the output of \`yolo train\` or \`model.train()\`, or the error's text.`,
    );
  const explanation = await explain(log, context);
  const out = format === "json" ? json(explanation) : text(explanation, bytes.skipped);
  return { out, errors: [], exit: WELL.has(explanation.cause.cause) ? 0 : 1 };
}

function text(explanation: Explanation, skipped: number): string {
  const { cause, remedy, prediction, notes } = explanation;
  const at = cause.line === undefined ? "" : ` (line ${cause.line} of the log)`;
  const fixes = prediction?.fixes ?? [];
  const parts = [
    `Cause: ${cause.cause}${skipped > 0 ? "" : at}\n  ${withoutBackticks(cause.text)}`,
    `Configured:\n${indented(configured(explanation))}`,
    `Reported:\n${indented(reported(explanation))}`,
    `Predicted:\n${indented(predicted(explanation))}`,
    `Fix:\n${indented([
      withoutBackticks(remedy),
      ...fixes.map(
        (fix) =>
          `${fix.change}: ${formatGiB(fix.needBytes)} of ${formatGiB(fix.limitBytes)}, ${fix.verdict}; ${fix.effect}`,
      ),
    ])}`,
  ];
  const assumed = [...notes, ...(skipped > 0 ? ["The log is long: its middle was not read."] : [])];
  if (assumed.length > 0) parts.push(`Assumed:\n${assumed.map((note) => `  - ${withoutBackticks(note)}`).join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}

const indented = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join("\n");

function configured({ log }: Explanation): readonly string[] {
  const { arguments: written, program, version, torch, gpus, summary } = log;
  const model = written["model"] ?? written["weights"];
  const batch = written["batch"] ?? written["batch_size"];
  const pairs = Object.entries({
    task: written["task"],
    batch,
    imgsz: written["imgsz"],
    epochs: written["epochs"],
    data: written["data"],
  });
  const run = [model, ...pairs.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))];
  const where = [
    ...(version === undefined ? [] : [`${program === "yolov5" ? "YOLOv5" : "Ultralytics"} ${version}`]),
    ...(torch === undefined ? [] : [`torch ${torch}`]),
    ...gpus.map(({ name, totalMiB }) => `${name}, ${totalMiB} MiB`),
  ];
  const counted =
    summary === undefined ? [] : [`${summary.name}, ${summary.parameters.toLocaleString("en")} parameters`];
  const lines = [run.filter((each) => each !== undefined).join(" "), where.join("; "), ...counted];
  return lines.some((line) => line !== "") ? lines.filter((line) => line !== "") : ["not shown"];
}

function reported({ log, unit, reportedBytes }: Explanation): readonly string[] {
  const { fullest, last, outOfMemory, halvings, autoBatch, mostInstances } = log;
  const lines: string[] = [];
  if (fullest !== undefined && reportedBytes !== undefined)
    lines.push(
      `GPU_mem up to ${fullest.memory}G (this version's G is 1 ${unit.name}: ${formatGiB(reportedBytes)}), epoch ${last?.epoch} of ${last?.epochs}${mostInstances === undefined ? "" : `, up to ${mostInstances.toLocaleString("en")} labels a batch`}`,
    );
  if (autoBatch !== undefined) lines.push(`AutoBatch: ${autoBatch}`);
  lines.push(...halvings.map(({ from, to }) => `batch ${from} did not fit and was halved to ${to}`));
  if (outOfMemory !== undefined) {
    const { triedBytes, totalBytes, freeBytes, reservedBytes, allocatedBytes, moment } = outOfMemory;
    const sizes = Object.entries({
      "asked for": triedBytes,
      free: freeBytes,
      allocated: allocatedBytes,
      reserved: reservedBytes,
      total: totalBytes,
    });
    const told = sizes.flatMap(([name, size]) => (size === undefined ? [] : [`${name} ${formatGiB(size)}`]));
    lines.push(
      `out of memory${moment === "unknown" ? "" : ` in ${moment}`}${told.length === 0 ? "" : `: ${told.join(", ")}`}`,
    );
  }
  return lines.length > 0 ? lines : ["no figures"];
}

function predicted({ prediction, unpredicted, unit }: Explanation): readonly string[] {
  if (prediction === undefined) return [withoutBackticks(unpredicted ?? "nothing")];
  const { verdict, run } = prediction;
  if (verdict.estimate.status === "unknown") return [`UNKNOWN: ${withoutBackticks(verdict.estimate.reason.message)}`];
  const outcome = happening(verdict.outcome);
  const peak = verdict.estimate.phases.training?.reservedPeakBytes;
  return [
    `${run.model.written} at batch ${verdict.estimate.batch}, imgsz ${run.arguments.imgsz} on ${verdict.pool.name}: needs ${needText(verdict)} GiB of ${formatGiB(verdict.limitBytes)}: ${verdict.verdict}${outcome === undefined ? "" : `, ${outcome}`}`,
    ...(peak === undefined ? [] : [`GPU_mem would reach ${(peak / unit.bytes).toPrecision(3)}G on a card with room`]),
  ];
}

function json({ log, cause, unit, reportedBytes, prediction, unpredicted, remedy, notes }: Explanation): string {
  const {
    arguments: written,
    program,
    version,
    torch,
    gpus,
    summary,
    classes,
    trainImages,
    valImages,
    optimizer,
    ...rest
  } = log;
  const answer = {
    cause,
    configured: {
      program,
      version,
      torch,
      gpus,
      summary,
      classes,
      trainImages,
      valImages,
      optimizer,
      batch: batchOf(log),
      arguments: written,
    },
    reported: { ...rest, gpuMemoryUnit: unit.name, gpuMemoryBytes: reportedBytes },
    predicted:
      prediction === undefined
        ? { reason: unpredicted }
        : {
            verdict: prediction.verdict.verdict,
            needBytes: prediction.verdict.needBytes,
            limitBytes: prediction.verdict.limitBytes,
            outcome: prediction.verdict.outcome,
            estimate: prediction.verdict.estimate,
          },
    fix: {
      remedy,
      changes: (prediction?.fixes ?? []).map(({ kind, change, needBytes, limitBytes, verdict, effect }) => ({
        kind,
        change,
        needBytes,
        limitBytes,
        verdict,
        effect,
      })),
    },
    notes,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
