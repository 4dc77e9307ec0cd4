import { inGiB } from "../bytes.ts";
import type { Policy, Pool } from "../fleet/fleet.ts";
import { limitBytes } from "../fleet/limits.ts";
import type { Estimated, Estimator, PhaseName } from "../memory/estimate-types.ts";
import { aligned } from "../report/aligned.ts";
import { breakdownRows } from "../report/breakdown.ts";
import { calibrationText } from "../report/calibration.ts";
import { happening, needText, percentOfLimit } from "../report/words.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { judgePool } from "../verdict/pool-verdict.ts";
import type { PoolVerdict } from "../verdict/verdict.ts";
import type { Answer } from "./answer.ts";

export interface EstimateQuestion {
  readonly run: TrainingRun;
  readonly pools: readonly Pool[];
  readonly policy: Policy;
  readonly format: "text" | "json";
}

const EXITS = { FITS: 0, TIGHT: 0, "DOES NOT FIT": 1, UNKNOWN: 1 } as const;

function phaseRows(estimate: Estimated): readonly (readonly string[])[] {
  const rows = Object.entries(estimate.phases) as [PhaseName, NonNullable<Estimated["phases"][PhaseName]>][];
  return rows.map(([name, peaks]) => [`  ${name}`, inGiB(peaks.livePeakBytes), inGiB(peaks.reservedPeakBytes)]);
}

function text(run: TrainingRun, judged: readonly PoolVerdict[]): string {
  const { model, task, arguments: args, environment } = run;
  const first = judged[0];
  const head = `${model.written}: ${task}, batch ${args.batch}, imgsz ${args.imgsz}, amp ${args.amp}, Ultralytics ${environment.ultralytics}, torch ${environment.torch}`;
  const parts = [head];
  if (first?.estimate.status === "estimated") {
    const { estimate } = first;
    parts.push(`${estimate.parameters.toLocaleString("en")} parameters, optimizer ${estimate.optimizer}`);
    parts.push(
      `On ${first.pool.device.name}, in GiB:\n${aligned([["  PHASE", "LIVE PEAK", "RESERVED"], ...phaseRows(estimate)], [1, 2])}`,
    );
    parts.push(
      `Where it goes at the largest reserved peak (${estimate.peakPhase}):\n${aligned(
        breakdownRows(first, undefined).map((row) => [`  ${row.name}`, inGiB(row.after)]),
        [1],
      )}`,
    );
  } else if (first?.estimate.status === "unknown")
    parts.push(`UNKNOWN: ${first.estimate.reason.message} ${first.estimate.reason.remedy ?? ""}`.trim());
  const rows = judged.map((pool) => [
    `  ${pool.pool.name}`,
    needText(pool),
    inGiB(pool.limitBytes),
    pool.verdict,
    percentOfLimit(pool),
    happening(pool.outcome) ?? "",
  ]);
  parts.push(aligned([["  GPU", "NEEDS GiB", "LIMIT", "VERDICT", "", ""], ...rows], [1, 2, 4]));
  const notes = [
    ...run.assumptions.map((assumption) => assumption.text),
    ...judged.flatMap((pool) => [
      ...[calibrationText(pool)].filter((text) => text !== undefined),
      ...pool.pool.notes,
      ...(pool.estimate.status === "estimated" ? pool.estimate.notes : []),
    ]),
  ];
  if (notes.length > 0) parts.push(`Assumed:\n${[...new Set(notes)].map((note) => `  - ${note}`).join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}

function json(run: TrainingRun, judged: readonly PoolVerdict[]): string {
  const pools = judged.map((pool) => ({
    gpu: pool.pool.device.name,
    verdict: pool.verdict,
    needBytes: pool.needBytes,
    limitBytes: pool.limitBytes,
    outcome: pool.outcome,
    estimate: pool.estimate,
  }));
  return `${JSON.stringify({ model: run.model.written, task: run.task, arguments: run.arguments, dataset: run.dataset, environment: run.environment, assumptions: run.assumptions, pools }, null, 2)}\n`;
}

/** `estimate CONFIG|MODEL [key=value...] [--gpu NAME]...` */
export function estimate(question: EstimateQuestion, estimator: Estimator): Answer {
  const { run, pools, policy } = question;
  const judged = pools.map((pool) =>
    judgePool({ run, pool, required: true, limitBytes: limitBytes(pool, policy) }, estimator),
  );
  const exit = Math.max(...judged.map((pool) => EXITS[pool.verdict])) as 0 | 1;
  return { out: question.format === "json" ? json(run, judged) : text(run, judged), errors: [], exit };
}
