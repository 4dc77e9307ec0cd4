import { type Bytes, bytes, formatGiB, GIB } from "../bytes.ts";
import type { OutOfMemory } from "../training-log/out-of-memory.ts";
import type { TrainingLog } from "../training-log/training-log.ts";

export const CAUSES = [
  "training-step",
  "validation",
  "dense-labels",
  "other-process",
  "fragmentation",
  "halved",
  "small-card",
  "auto-batch",
  "start-up",
  "prediction",
  "host-memory",
  "driver",
  "cuda-error",
  "no-gpu",
  "other-error",
  "cut-off",
  "no-failure",
] as const;
export type CauseName = (typeof CAUSES)[number];

export interface LoggedCause {
  readonly cause: CauseName;
  /** One sentence: what happened, with the log's own figures. */
  readonly text: string;
  /** In the log; absent where nothing is written of it. */
  readonly line?: number;
  /** Memory that others hold on the GPU. */
  readonly heldByOthersBytes?: Bytes;
}

/** Above the largest reading of what one process holds outside the allocator (memory/outside.ts): others hold it. */
const OUTSIDE = 1.2 * GIB;
/** Of the card; less is a desktop. */
const OTHERS_SHARE = 0.1;
/** Kept by the allocator and unused, of the card: what could have been one more batch. */
const FRAGMENTED_SHARE = 0.1;
/** Of one image of a batch, mosaic included: COCO's mosaics have about 15 (7.3 an image, two images' worth kept). */
const DENSE = 100;

/** The likely cause; `fitsOne` tells whether the run is predicted to fit the card at batch 1, undefined where that is not known. */
export function causeOf(log: TrainingLog, fitsOne: boolean | undefined): LoggedCause {
  if (log.outOfMemory !== undefined) return ranOut(log, log.outOfMemory, fitsOne);
  const rescued = rescuedBy(log);
  const { fault } = log;
  if (log.autoBatch === "failed")
    return { cause: "auto-batch", text: "AutoBatch found no batch and took its default, or none." };
  if (fault !== undefined && !(log.completed && fault.kind === "other-error"))
    return { cause: fault.kind, line: fault.line, text: `${FAULT_TEXTS[fault.kind]}: \`${fault.text}\`.` };
  if (rescued !== undefined) return rescued;
  if (log.completed) return { cause: "no-failure", text: "The training came to its end." };
  return { cause: "cut-off", text: "The log ends before the training does, and tells no error." };
}

const FAULT_TEXTS = {
  "host-memory": "The computer's own memory ran out (RAM, shared memory or paging file), not the GPU's",
  driver: "cuDNN, cuBLAS or the driver failed; no shortage of GPU memory is told",
  "cuda-error": "A CUDA error that is no shortage of memory",
  "no-gpu": "No usable GPU was found",
  "other-error": "An error that has nothing to do with memory",
} as const;

function rescuedBy({ halvings, assignerFallbacks }: TrainingLog): LoggedCause | undefined {
  const [first, last] = [halvings[0], halvings.at(-1)];
  if (first !== undefined && last !== undefined)
    return {
      cause: "halved",
      text: `The trainer ran out of memory in the first epoch and halved the batch: it trained at batch ${last.to} instead of ${first.from}.`,
    };
  if (assignerFallbacks > 0)
    return {
      cause: "dense-labels",
      text: "Matching labels to anchors ran out of memory: images have very many labels. The trainer matched them elsewhere, which is slow.",
    };
  return undefined;
}

function ranOut(
  log: TrainingLog,
  failed: NonNullable<TrainingLog["outOfMemory"]>,
  fitsOne: boolean | undefined,
): LoggedCause {
  const { line } = failed;
  const others = heldByOthers(failed);
  if (others !== undefined)
    return {
      cause: "other-process",
      line,
      heldByOthersBytes: others,
      text: `Other processes held ${formatGiB(others)} of the GPU's ${formatGiB(failed.totalBytes ?? bytes(0))}.`,
    };
  if (isRefusedWithRoom(failed))
    return {
      cause: "host-memory",
      line,
      text: `${formatGiB(failed.freeBytes ?? bytes(0))} of the GPU were free and ${formatGiB(failed.triedBytes ?? bytes(0))} were asked for: the system refused it, as Windows does when RAM and paging file are full.`,
    };
  return { line, ...byMoment(log, failed, fitsOne) };
}

function byMoment(
  log: TrainingLog,
  failed: NonNullable<TrainingLog["outOfMemory"]>,
  fitsOne: boolean | undefined,
): LoggedCause {
  if (failed.moment === "prediction")
    return { cause: "prediction", text: "A prediction, not a training, ran out of memory." };
  if (failed.moment === "assigner" || isDense(log))
    return {
      cause: "dense-labels",
      text: `Memory ran out where it grows with the number of labels${log.mostInstances === undefined ? "" : `: a batch had ${log.mostInstances.toLocaleString("en")}`}.`,
    };
  if (failed.moment === "validation")
    return { cause: "validation", text: "The training step fits; the validation after it ran out of memory." };
  const unused = unallocated(failed);
  if (isFragmented(failed, unused))
    return {
      cause: "fragmentation",
      text: `The allocator kept ${formatGiB(unused)} in pieces too small for ${sizeText(failed.triedBytes)}: fragmented memory.`,
    };
  if (typeof log.autoBatch === "number")
    return {
      cause: "auto-batch",
      text: `AutoBatch picked ${log.autoBatch} from a few probes; the training needs more than they showed.`,
    };
  if (failed.moment === "auto-batch") return { cause: "auto-batch", text: "AutoBatch's own probes ran out of memory." };
  if (batchOf(log) === 1 || fitsOne === false)
    return {
      cause: "small-card",
      text: "The card is too small for this model and image size, even with one image a batch.",
    };
  if (failed.moment === "start-up" && log.last === undefined && !hasFigures(failed))
    return {
      cause: "start-up",
      text: "Memory ran out before the first step: the GPU was nearly full when the training began.",
    };
  return { cause: "training-step", text: `A training step does not fit${stepText(failed)}.` };
}

const sizeText = (size: Bytes | undefined): string => (size === undefined ? "what was asked for" : formatGiB(size));

const hasFigures = ({ totalBytes }: OutOfMemory): boolean => totalBytes !== undefined;

function stepText({ triedBytes, reservedBytes, totalBytes }: OutOfMemory): string {
  if (triedBytes === undefined || reservedBytes === undefined || totalBytes === undefined) return "";
  return `: ${formatGiB(triedBytes)} more were asked for, with ${formatGiB(reservedBytes)} of ${formatGiB(totalBytes)} in use by it`;
}

/** The batch at the end: as halved, as AutoBatch picked it, or as written. */
export function batchOf({ halvings, autoBatch, arguments: written }: TrainingLog): number | undefined {
  const value =
    halvings.at(-1)?.to ??
    (typeof autoBatch === "number" ? autoBatch : Number(written["batch"] ?? written["batch_size"]));
  return Number.isFinite(value) && value >= 1 ? value : undefined;
}

function isDense(log: TrainingLog): boolean {
  const batch = batchOf(log);
  return log.assignerFallbacks > 0 || (batch !== undefined && (log.mostInstances ?? 0) / batch >= DENSE);
}

/** Named by the message (torch 2.1 and later, where the driver shows them), else what total, free and own use leave. */
function heldByOthers(failed: OutOfMemory): Bytes | undefined {
  const { totalBytes, freeBytes, processBytes, reservedBytes, otherProcesses } = failed;
  const named = otherProcesses.reduce((sum, size) => sum + size, 0);
  if (totalBytes === undefined) return undefined;
  if (named > 0) return named >= totalBytes * OTHERS_SHARE ? bytes(named) : undefined;
  if (freeBytes === undefined) return undefined;
  const own = processBytes ?? (reservedBytes === undefined ? undefined : reservedBytes + OUTSIDE);
  if (own === undefined) return undefined;
  const rest = totalBytes - freeBytes - own;
  return rest >= totalBytes * OTHERS_SHARE ? bytes(rest) : undefined;
}

/** Twice over: the driver keeps a little of what it calls free. A cap of the process's own is no such refusal. */
const isRefusedWithRoom = ({ freeBytes, triedBytes, allowedBytes }: OutOfMemory): boolean =>
  allowedBytes === undefined &&
  freeBytes !== undefined &&
  triedBytes !== undefined &&
  freeBytes > 2 * triedBytes &&
  freeBytes - triedBytes > GIB;

const unallocated = ({ reservedBytes, allocatedBytes }: OutOfMemory): Bytes =>
  bytes(reservedBytes === undefined || allocatedBytes === undefined ? 0 : reservedBytes - allocatedBytes);

const isFragmented = ({ triedBytes = bytes(0), totalBytes = bytes(0) }: OutOfMemory, unused: Bytes): boolean =>
  unused > triedBytes && unused >= totalBytes * FRAGMENTED_SHARE && totalBytes > 0;
