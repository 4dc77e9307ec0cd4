import { type Bytes, bytes, formatGiB } from "../bytes.ts";
import type { Device } from "../fleet/device.ts";
import type { Estimator, Outcome, PhaseName } from "../memory/estimate-types.ts";
import type { TrainingRun } from "../training/training-run.ts";
import { judgePool } from "../verdict/pool-verdict.ts";
import type { PoolVerdict } from "../verdict/verdict.ts";
import type { Finding, NotMeasured, NotMeasuredReason, Predicted } from "./finding.ts";
import type { ErrorReason, Measured, MeasuredRecord } from "./measured-record.ts";
import type { SmokeTest } from "./smoke-tests.ts";

/** Cards of one name report totals this far apart (drivers, ECC); others differ by more. */
const SAME_CARD = 0.03;

/** Whether smoke/measure.py could find anything out is told by one of these; the runner's own words stand behind it. */
const WHY: Readonly<Record<ErrorReason, string>> = {
  "no-cuda-device": "the runner has no CUDA device",
  "no-torch": "the runner's Python has no torch",
  "cpu-only-torch": "the runner's torch is built without CUDA",
  "no-ultralytics": "the runner's Python has no ultralytics",
  "other-gpu": "the runner has another GPU than the pool declares",
  "other-process": "another process was on the GPU",
  "missing-model": "the runner's Ultralytics does not have this model",
  "missing-data-set": "the data set is not on the runner",
  "out-of-memory": "it ran out of GPU memory before it was measured",
  "out-of-host-memory": "the runner's own memory was full",
  "disk-full": "the runner's disk was full",
  "time-limit": "it did not end within the time limit",
  killed: "its process was killed",
  "not-run": "the time for all runs was over before it began",
  failed: "the training failed",
};

/** What a record says about a test, against what the engine says about the versions that it was measured with. */
export function compare(test: SmokeTest, record: MeasuredRecord, estimator: Estimator): Finding {
  const { measured, error } = record;
  const outcome = outcomeOf(record, test.run.arguments.batch);
  if (outcome === undefined || measured === undefined)
    return error === undefined
      ? notMeasured(test, "failed", "its record says nothing of a first epoch")
      : notMeasured(test, error.reason, `${WHY[error.reason]}${said(error.message)}`);
  const other = otherCard(test.predicted.pool.device, record);
  if (other !== undefined) return notMeasured(test, "other-gpu", other);
  const asMeasured = judgeAsMeasured(test, record, estimator);
  const { estimate } = asMeasured;
  const predicted = predictionOf(asMeasured);
  const reservedPeakBytes = largest(measured, "ReservedPeakBytes");
  const squeezed = outcome.kind !== "trains" || (measured.allocRetries ?? 0) > 0;
  const outside = measured.outsideAllocatorAtEndBytes ?? measured.outsideAllocatorBytes;
  const assumed = estimate.status === "estimated" ? estimate.outsideAllocatorBytes : bytes(0);
  return {
    kind: "measured",
    id: test.run.id,
    pool: test.predicted.pool.name,
    outcome,
    reservedPeakBytes,
    outsideBytes: outside ?? assumed,
    squeezed,
    ...(predicted === undefined ? {} : { predicted }),
    wrong: predicted === undefined ? [] : wrongIn(predicted, { outcome, reservedPeakBytes, squeezed }),
    remarks: remarksOn(test.run, record),
    ...(measured.seconds === undefined ? {} : { seconds: measured.seconds }),
  };
}

/** A test without a measurement, and why. */
export const notMeasured = (
  { run, predicted }: Pick<SmokeTest, "run" | "predicted">,
  reason: NotMeasuredReason,
  why: string,
): NotMeasured => ({ kind: "not-measured", id: run.id, pool: predicted.pool.name, reason, why });

const LONGEST_SAID = 300;
const said = (message: string): string => {
  const text = message
    .trim()
    .replace(/^No CUDA device: /, "")
    .replace(/\.$/, "");
  return text === "" ? "" : `: ${text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)}…` : text}`;
};

/** As smoke/measure.py names phases. */
const PHASE: Readonly<Record<string, PhaseName>> = {
  train: "training",
  validation: "validation",
  checkpoint: "checkpoint",
  finalEvaluation: "final evaluation",
};

/** What became of a run of this batch (below 1: of the one that AutoBatch chose); undefined where that is not known. */
function outcomeOf({ measured, error }: MeasuredRecord, written: number): Outcome | undefined {
  const phase = measured?.outOfMemory ?? (error?.reason === "out-of-memory" ? error.phase : undefined);
  if (phase !== undefined) return { kind: "fails", phase: PHASE[phase] ?? "start-up" };
  const after = measured?.batchAfterFirstEpoch;
  if (error !== undefined || after === undefined) return undefined;
  if (after === 0) return { kind: "fails", phase: "training" };
  const batch = written >= 1 ? written : (measured?.batch ?? after);
  return after < batch ? { kind: "halved", batch: after } : { kind: "trains" };
}

function otherCard({ name, totalBytes }: Device, { measured, environment }: MeasuredRecord): string | undefined {
  const total = measured?.cudaTotalBytes;
  if (total === undefined || Math.abs(total / totalBytes - 1) <= SAME_CARD) return undefined;
  return `${WHY["other-gpu"]}: ${environment?.gpu ?? "its GPU"} has ${formatGiB(total)}, and ${name} has ${formatGiB(totalBytes)}`;
}

function largest(measured: Measured, suffix: string): Bytes {
  const peaks = Object.entries(measured).flatMap(([key, value]) =>
    key.endsWith(suffix) && typeof value === "number" ? [value] : [],
  );
  return bytes(Math.max(0, ...peaks));
}

function judgeAsMeasured({ run, predicted }: SmokeTest, { environment }: MeasuredRecord, estimator: Estimator) {
  const { ultralytics, torch, cuda, cudnn } = environment ?? {};
  const found = { ultralytics, torch, cuda: cuda ?? undefined, cudnn: cudnn ?? undefined };
  const known = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  const { pool, required, limitBytes } = predicted;
  const asMeasured: TrainingRun = { ...run, environment: { ...run.environment, ...known } };
  return judgePool({ run: asMeasured, pool, required, limitBytes }, estimator);
}

function predictionOf({ verdict, estimate, outcome }: PoolVerdict): Predicted | undefined {
  if (estimate.status === "unknown") return undefined;
  const { reservedPeakBytes, interval } = estimate;
  return { verdict, outcome: outcome ?? { kind: "trains" }, reservedPeakBytes, ...interval };
}

interface Seen {
  readonly outcome: Outcome;
  readonly reservedPeakBytes: Bytes;
  readonly squeezed: boolean;
}

function wrongIn(predicted: Predicted, { outcome, reservedPeakBytes: peak, squeezed }: Seen): readonly string[] {
  if (!isSame(predicted.outcome, outcome))
    return [`the prediction was that it ${inFuture(predicted.outcome)}; it ${inPast(outcome)}`];
  if (squeezed || (peak >= predicted.lowerBytes && peak <= predicted.upperBytes)) return [];
  const interval = `${formatGiB(predicted.lowerBytes)} to ${formatGiB(predicted.upperBytes)}`;
  const side = peak > predicted.upperBytes ? "more" : "less";
  return [`PyTorch reserved ${formatGiB(peak)}, which is ${side} than the predicted ${interval}`];
}

/** The phase of a failure is not compared: what runs out first at a limit turns on a few MiB. */
const isSame = (a: Outcome, b: Outcome): boolean =>
  a.kind === b.kind && !(a.kind === "halved" && b.kind === "halved" && a.batch !== b.batch);

const inFuture = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case "trains":
      return "would train";
    case "halved":
      return `would be halved to batch ${outcome.batch}`;
    case "fails":
      return "would run out of memory";
  }
};

/** `ran out of memory in the validation` */
export const inPast = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case "trains":
      return "trained as written";
    case "halved":
      return `was silently trained at batch ${outcome.batch}`;
    case "fails":
      return `ran out of memory in the ${outcome.phase}`;
  }
};

function remarksOn({ environment }: TrainingRun, { environment: there }: MeasuredRecord): readonly string[] {
  const pairs = [
    ["Ultralytics", environment.ultralytics, there?.ultralytics],
    ["torch", environment.torch, there?.torch],
  ] as const;
  return pairs.flatMap(([name, pinned, found]) =>
    found === undefined || found === pinned ? [] : [`The runner has ${name} ${found}, and ${pinned} was to be judged`],
  );
}
