import { formatGiB, inGiB } from "../bytes.ts";
import type { Outcome } from "../memory/estimate-types.ts";
import { decisive } from "../verdict/conclusion.ts";
import type { PoolVerdict, RunVerdict, Verdict } from "../verdict/verdict.ts";
import { type Report, withVerdict } from "./report.ts";

/** A sign for a quick look; the word always stands beside it. */
export const SIGN: Readonly<Record<Verdict, string>> = { FITS: "✅", TIGHT: "⚠️", "DOES NOT FIT": "❌", UNKNOWN: "❔" };

const configs = (n: number): string => (n === 1 ? "1 config" : `${n} configs`);

/** The verdict in one sentence, without sign: `1 of 2 configs does not fit its pool`. */
export function headline(report: Report): string {
  const { runs, fleet } = report;
  const missed = withVerdict(report, "DOES NOT FIT").length;
  const unknown = withVerdict(report, "UNKNOWN").length;
  const tight = withVerdict(report, "TIGHT").length;
  const of =
    report.occasion === "pull-request"
      ? `changed config${runs.length === 1 ? "" : "s"}`
      : `config${runs.length === 1 ? "" : "s"}`;
  const where = fleet.file === undefined ? "any common GPU" : "its pool";
  if (runs.length === 0) return "no training config or fleet change";
  if (missed > 0)
    return `${missed} of ${runs.length} ${of} ${missed === 1 ? "does" : "do"} not fit ${missed === 1 ? where : where.replace("its pool", "their pools")}`;
  if (unknown > 0)
    return `${configs(unknown)} could not be predicted${runs.length > unknown ? `, ${configs(runs.length - unknown)} fit` : ""}`;
  if (tight > 0)
    return `${runs.length === 1 ? "the config fits, but tightly" : `all ${runs.length} ${of} fit, ${tight} tightly`}`;
  return runs.length === 1 ? `the ${of} fits` : `all ${runs.length} ${of} fit`;
}

export const signOf = (report: Report): string =>
  withVerdict(report, "DOES NOT FIT").length > 0
    ? SIGN["DOES NOT FIT"]
    : withVerdict(report, "UNKNOWN").length > 0
      ? SIGN.UNKNOWN
      : withVerdict(report, "TIGHT").length > 0
        ? SIGN.TIGHT
        : SIGN.FITS;

/** The pool that a row shows. */
export const shownPool = (run: RunVerdict): PoolVerdict | undefined => decisive(run.pools, run.verdict);

/** What the trainer will do, in words; undefined where it simply trains. */
export function happening(outcome: Outcome | undefined): string | undefined {
  switch (outcome?.kind) {
    case "halved":
      return `will silently train at batch ${outcome.batch}`;
    case "fails":
      return `runs out of memory in ${outcome.phase === "training" ? "a training step" : outcome.phase === "start-up" ? "start-up" : `the ${outcome.phase}`}`;
    default:
      return undefined;
  }
}

/** `needs 31.8 GiB and team-l4 allows 20.2 GiB: short by 11.6 GiB` */
export function missOf(pool: PoolVerdict): string {
  if (pool.needBytes === undefined) return `nothing is known for ${pool.pool.name}`;
  const miss = pool.needBytes - pool.limitBytes;
  const need = `needs ${formatGiB(pool.needBytes)} and ${pool.pool.name} allows ${formatGiB(pool.limitBytes)}`;
  if (miss > 0) return `${need}: short by ${formatGiB(miss as typeof pool.limitBytes)}`;
  return `${need}, but its upper bound of ${formatGiB(pool.needUpperBytes ?? pool.needBytes)} is above`;
}

export const percentOfLimit = (pool: PoolVerdict): string =>
  pool.needBytes === undefined ? "" : `${Math.round((100 * pool.needBytes) / pool.limitBytes)} %`;

/** `12.3 (11.9–13.0)`: need with its interval, in GiB. */
export function needText(pool: PoolVerdict): string {
  const { needBytes, needLowerBytes, needUpperBytes } = pool;
  if (needBytes === undefined || needLowerBytes === undefined || needUpperBytes === undefined) return "–";
  const [low, high] = [inGiB(needLowerBytes), inGiB(needUpperBytes)];
  return low === high ? inGiB(needBytes) : `${inGiB(needBytes)} (${low}–${high})`;
}

/** The model in a few words: `yolov8m, detect, batch 16, 640, AMP`. */
export function runText(run: RunVerdict): string {
  if (run.run === undefined) return run.id;
  const { model, task, arguments: args } = run.run;
  return `${model.written}, ${task}, batch ${args.batch}, imgsz ${args.imgsz}, ${args.amp === "off" ? "fp32" : "AMP"}`;
}
