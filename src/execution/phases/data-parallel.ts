import { MIB } from "../../bytes.ts";
import { categoryIndex } from "../stream.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** A bucket is closed by the gradient that fills it; the first one is small, so that reducing begins early. */
const FIRST_BUCKET = MIB;
const BUCKET = 25 * MIB;
/** Weights are sent to the other GPUs in parts of this size. */
const BROADCAST = 250 * MIB;

/** Tensors in order, cut wherever the size so far has reached the limit; the last limit holds for all further parts. */
function parts(tensors: readonly Tensor[], limits: readonly number[]): readonly (readonly Tensor[])[] {
  const made: Tensor[][] = [];
  let open: Tensor[] = [];
  let size = 0;
  for (const tensor of tensors) {
    open.push(tensor);
    size += tensor.bytes;
    if (size < (limits[Math.min(made.length, limits.length - 1)] ?? 0)) continue;
    made.push(open);
    open = [];
    size = 0;
  }
  return open.length === 0 ? made : [...made, open];
}

const bytesOf = (tensors: readonly Tensor[]): number => tensors.reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Bytes of the gradient buckets of a model, in the order in which they are made: from the last parameters to the first
 * (torch/nn/parallel/distributed.py and reducer.cpp; the trainer asks to find unused parameters, and so the order in which
 * gradients arrive changes nothing later).
 */
export const bucketBytes = (trained: readonly Tensor[]): readonly number[] =>
  parts(trained, [FIRST_BUCKET, BUCKET]).map(bytesOf).reverse();

/**
 * The model under DistributedDataParallel: its parameters go to the other GPUs, each part as one flat copy that is dropped
 * again (buffers too before 8.4: some kilobytes); then one flat buffer for each bucket of gradients, beside the gradients
 * themselves, for the whole run.
 */
export function shareGradients(tape: Tape, parameters: readonly Tensor[]): void {
  tape.operation("weights to the other GPUs");
  for (const part of parts(parameters, [BROADCAST])) broadcast(tape, part);
  tape.recorder.category = categoryIndex("gradients");
  tape.operation("gradient buckets");
  for (const bytes of bucketBytes(parameters.filter(({ requiresGrad }) => requiresGrad))) tape.tensor([bytes], "int8");
}

/** One after the other in memory: tensors of another order are copied first. */
function broadcast(tape: Tape, part: readonly Tensor[]): void {
  const copies = part
    .filter((state) => state.order === "nhwc" && !isFlat(state))
    .map((state) => tape.tensor(state.shape, state.dtype));
  const flat = tape.tensor([bytesOf(part)], "int8");
  tape.drop(...copies, flat);
}

/** Is it the same in either order: one channel, or one pixel? */
function isFlat(x: Tensor): boolean {
  const [, channels, height, width] = x.nchw;
  return channels === 1 || height * width === 1;
}
