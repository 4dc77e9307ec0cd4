import { type Bytes, bytes, formatGiB, inGiB, missTexts } from "../bytes.ts";
import type { Outcome, PhaseName } from "../memory/estimate-types.ts";
import { decisive } from "../verdict/conclusion.ts";
import type { Cause, Checkpointed, PoolVerdict, RunVerdict, Verdict } from "../verdict/verdict.ts";
import { waiverState } from "../verdict/waiver.ts";

/** A sign for a quick look; the word always stands beside it. */
export const SIGN: Readonly<Record<Verdict, string>> = { FITS: "✅", TIGHT: "⚠️", "DOES NOT FIT": "❌", UNKNOWN: "❔" };

/** The pool that a row shows. */
export const shownPool = (run: RunVerdict): PoolVerdict | undefined => decisive(run.pools, run);

/** `DOES NOT FIT, waived`, on the pool that is spoken about. */
export const verdictText = (run: RunVerdict, pool: PoolVerdict): string =>
  run.waived && pool === shownPool(run) ? `${pool.verdict}, waived` : pool.verdict;

/** `a training step`, `the validation`: where a peak lies. */
export const phaseText = (phase: PhaseName): string => {
  if (phase === "training") return "a training step";
  return phase === "start-up" || phase === "predict" ? phase : `the ${phase}`;
};

/** What the trainer will do, in words; undefined where it simply trains. */
export function happening(outcome: Outcome | undefined): string | undefined {
  switch (outcome?.kind) {
    case "halved":
      return `will silently train at batch ${outcome.batch}`;
    case "fails":
      return `runs out of memory in ${phaseText(outcome.phase)}`;
    default:
      return undefined;
  }
}

/** `needs 31.8 GiB and team-l4 allows 20.2 GiB: short by 11.6 GiB`. The pool's name is in backticks. */
export function missOf(pool: PoolVerdict): string {
  const name = `\`${pool.pool.name}\``;
  const { needBytes, needLowerBytes, needUpperBytes, limitBytes, verdict } = pool;
  if (needBytes === undefined || needUpperBytes === undefined) return `can't be predicted on ${name}`;
  const miss = needBytes - limitBytes;
  if (miss <= 0)
    return `needs ${formatGiB(needBytes)} of ${formatGiB(limitBytes)} on ${name}, but may need up to ${formatGiB(needUpperBytes)}`;
  if (verdict === "TIGHT")
    return `would take ${formatGiB(needBytes)} and ${name} allows ${formatGiB(limitBytes)}; it trains when PyTorch gives cached memory back`;
  const told = missTexts(needBytes, limitBytes);
  const isClose = needLowerBytes !== undefined && needLowerBytes <= limitBytes;
  const close = isClose ? `, which is close: it may need as little as ${formatGiB(needLowerBytes)}` : "";
  return `needs ${told.need} and ${name} allows ${told.limit}: short by ${told.miss}${close}`;
}

/** Why a waiver does not let a run pass that it was made for: its day or its cap is past. The owner is in backticks. */
export function lapsed(pool: PoolVerdict, today: string): string | undefined {
  const { waiver } = pool;
  if (waiver === undefined) return undefined;
  switch (waiverState(pool, waiver, today)) {
    case "holds":
      return undefined;
    case "expired":
      return `The waiver of \`${waiver.owner}\` ended on ${waiver.until}.`;
    case "past-cap":
      return `The waiver of \`${waiver.owner}\` ends at ${formatGiB(waiver.capBytes ?? bytes(0))}, which this is past.`;
  }
}

export const percent = (need: Bytes, limit: Bytes): string => `${Math.round((100 * need) / limit)} %`;

export const percentOfLimit = (pool: PoolVerdict): string =>
  pool.needBytes === undefined ? "" : percent(pool.needBytes, pool.limitBytes);

/** One cell of the matrix: `❌ 161 % in a training step, will silently train at batch 8`. */
export function cellText(pool: PoolVerdict): string {
  if (pool.estimate.status !== "estimated") return `${SIGN[pool.verdict]} ${pool.verdict}`;
  const what = happening(pool.outcome);
  const peak = `${percentOfLimit(pool)} in ${phaseText(pool.estimate.peakPhase)}`;
  return `${SIGN[pool.verdict]} ${peak}${what === undefined ? "" : `, ${what}`}`;
}

/** `12.3 (11.9–13.0)`: need with its interval, in GiB. */
export function needText(pool: PoolVerdict): string {
  const { needBytes, needLowerBytes, needUpperBytes } = pool;
  if (needBytes === undefined || needLowerBytes === undefined || needUpperBytes === undefined) return "–";
  const [low, high] = [inGiB(needLowerBytes), inGiB(needUpperBytes)];
  return low === high ? inGiB(needBytes) : `${inGiB(needBytes)} (${low}–${high})`;
}

/** `+1.2 GiB`, `−0.50 GiB` */
export const signedGiB = (n: number): string => {
  const size = formatGiB(bytes(Math.abs(n)));
  return size === "0.00 GiB" ? size : `${n < 0 ? "−" : "+"}${size}`;
};

/** `imgsz 640 → 1280`, or a model file with other contents. Key and values are in backticks. */
export const changeText = ({ key, from, to }: Cause): string =>
  from === to ? `the model file \`${key}\`` : `\`${key}\` \`${from}\` → \`${to}\``;

/** Where nothing can be advised. */
export const NO_FIX =
  "No single change of batch, imgsz, precision, optimizer, frozen layers, scale or GPUs makes it fit, and no other pool does.";

/** The one fix that no config can ask for. The pool's name is in backticks. */
export function checkpointedText({ pool, needBytes, limitBytes, fits, batch }: Checkpointed): string {
  const share = `${formatGiB(needBytes)}, ${percent(needBytes, limitBytes)} of \`${pool.name}\``;
  const enough = fits ? "" : ", which is not enough";
  const at = batch === undefined ? "" : ` at batch ${batch}, which AutoBatch picks without it`;
  return `Gradient checkpointing of every block${at}: ${share}${enough}. It needs code: Ultralytics has no switch for it.`;
}

/** The model in a few words: `yolov8m.pt, detect, batch 16, imgsz 640, AMP`. */
export function runText(verdict: RunVerdict): string {
  const { id, run } = verdict;
  if (run === undefined) return id;
  const estimate = shownPool(verdict)?.estimate;
  const { model, task, arguments: args } = run;
  // Below 1 the trainer chooses.
  const chosen = args.batch < 1 && estimate?.status === "estimated" ? `batch ${estimate.batch} (AutoBatch)` : undefined;
  const batch = chosen ?? `batch ${args.batch}`;
  const devices = args.devices.length === 1 ? "" : `, ${args.devices.length} GPUs`;
  return `${model.written}, ${task}, ${batch}, imgsz ${args.imgsz}, ${args.amp === "off" ? "fp32" : "AMP"}${devices}`;
}

/** Our own texts have names in backticks, which a terminal or a log shows as they are. */
export const withoutBackticks = (text: string): string => text.replaceAll("`", "");
