import { ledgerOf } from "../measurements/ledger.ts";
import type { PoolVerdict, RunVerdict } from "../verdict/verdict.ts";
import { headline } from "./headline.ts";
import { allProblems, inOrder, type Report } from "./report.ts";

const poolJson = (pool: PoolVerdict) => ({
  pool: pool.pool.name,
  gpu: pool.pool.device.name,
  required: pool.required,
  verdict: pool.verdict,
  needBytes: pool.needBytes,
  needLowerBytes: pool.needLowerBytes,
  needUpperBytes: pool.needUpperBytes,
  limitBytes: pool.limitBytes,
  undecided: pool.undecided,
  ...(pool.outcome === undefined ? {} : { outcome: pool.outcome }),
  ...(pool.waiver === undefined ? {} : { waiver: pool.waiver }),
  ...(pool.calibration === undefined ? {} : { calibration: pool.calibration }),
  ...(pool.estimate.status === "estimated"
    ? {
        peakPhase: pool.estimate.peakPhase,
        breakdown: pool.estimate.breakdown,
        outsideAllocatorBytes: pool.estimate.outsideAllocatorBytes,
        phases: pool.estimate.phases,
        notes: pool.estimate.notes,
      }
    : { reason: pool.estimate.reason }),
});

const runJson = (run: RunVerdict) => ({
  id: run.id,
  ...(run.run === undefined
    ? {}
    : {
        file: run.run.place.file,
        line: run.run.place.line,
        model: run.run.model.written,
        task: run.run.task,
        arguments: run.run.arguments,
        assumptions: run.run.assumptions,
      }),
  ...(run.unknown === undefined ? {} : { unknown: run.unknown }),
  verdict: run.verdict,
  conclusion: run.conclusion,
  require: run.require,
  waived: run.waived,
  pools: run.pools.map(poolJson),
  ...(run.before === undefined ? {} : { before: run.before.pools.map(poolJson) }),
  causes: run.causes,
  ...(run.smaller === undefined ? {} : { smaller: run.smaller.map((each) => ({ ...each, pool: each.pool.name })) }),
  advice: run.advice.map((advice) => ({ ...advice, pool: advice.pool.name })),
  ...(run.checkpointed === undefined
    ? {}
    : { checkpointed: { ...run.checkpointed, pool: run.checkpointed.pool.name } }),
});

/** The report for machines: stable names, bytes as numbers. */
export function reportJson(report: Report): string {
  const data = {
    schema: 1,
    headline: headline(report),
    conclusion: report.conclusion,
    fleetFile: report.fleet.file ?? null,
    ...(report.fleetChange === undefined ? {} : { fleetChange: report.fleetChange }),
    runs: inOrder(report.runs).map(runJson),
    notShown: report.notShown,
    ...(report.since === undefined ? {} : { since: report.since }),
    waivers: report.waivers,
    ledger: ledgerOf(report.fleet),
    problems: allProblems(report),
    provenance: report.provenance,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
