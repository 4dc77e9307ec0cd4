import { DEFAULT_POLICY } from "../../src/fleet/default-fleet.ts";
import type { Pool } from "../../src/fleet/fleet.ts";
import { limitBytes } from "../../src/fleet/limits.ts";
import type { Estimator, Timelines } from "../../src/memory/estimate-types.ts";
import { errorGroup } from "../../src/memory/interval-group.ts";
import margins from "../../src/memory/interval-margins.json" with { type: "json" };
import type { TrainingRun } from "../../src/training/training-run.ts";
import { judgePool } from "../../src/verdict/pool-verdict.ts";
import type { Accuracy, Judged, PageAnswer, PageQuestion } from "./question.ts";
import { readRun } from "./read.ts";

/** One run on one GPU, as `gpu-memory estimate` judges it. */
export function judged(run: TrainingRun, pool: Pool, estimator: Estimator): Judged {
  const limit = limitBytes(pool, DEFAULT_POLICY);
  const verdict = judgePool({ run, pool, required: true, limitBytes: limit }, estimator);
  return {
    gpu: pool.device.name,
    verdict: verdict.verdict,
    needBytes: verdict.needBytes,
    needLowerBytes: verdict.needLowerBytes,
    needUpperBytes: verdict.needUpperBytes,
    limitBytes: limit,
    outcome: verdict.outcome,
    estimate: verdict.estimate,
  };
}

/** What is known of the errors of runs like this one. */
function accuracyOf(run: TrainingRun): Accuracy {
  const group = errorGroup(run);
  const found = margins.groups.find((each) => each.group === group);
  const { below, above } = found ?? margins.widest;
  return { group, runs: found?.runs ?? 0, below, above };
}

function inWords({ mode, model, task, arguments: args }: TrainingRun): string {
  const devices = args.devices.length === 1 ? "" : `, ${args.devices.length} GPUs`;
  const how = mode === "predict" ? "prediction" : args.amp === "off" ? "fp32" : "AMP";
  return `${model.written}, ${task}, batch ${args.batch}, imgsz ${args.imgsz}, ${how}${devices}`;
}

/** Verdict, bars and timeline for what the page asks. */
export async function answer(question: PageQuestion, engine: Estimator & Timelines): Promise<PageAnswer> {
  const read = await readRun(question);
  if (!("run" in read)) return { kind: "unread", problems: read.problems, reasons: read.reasons };
  const { run, pool, problems, more } = read;
  const found = judged(run, pool, engine);
  if (found.estimate.status === "unknown") return { kind: "unread", problems, reasons: [found.estimate.reason] };
  const { batch, imgsz } = run.arguments;
  return {
    kind: "answered",
    problems,
    run: {
      text: inWords(run),
      batch,
      imgsz,
      assumptions: run.assumptions,
      notes: [...pool.notes, ...found.estimate.notes],
      more,
    },
    judged: found,
    accuracy: accuracyOf(run),
    timeline: engine.timeline(run, pool.device),
  };
}
