import { matrixHandle } from "../ops/matrix.ts";
import type { Tape } from "../tape.ts";
import type { DType, Shape, Tensor } from "../tensor.ts";

/** Binary cross-entropy of logits against targets, in fp32: half logits and targets are cast up and kept. */
export function binaryCrossEntropy(tape: Tape, logits: Tensor, targets: Tensor): Tensor {
  tape.operation("binary cross-entropy");
  const { dtype } = logits;
  const inType = targets.dtype === dtype ? tape.keep(targets) : tape.like(targets, dtype);
  const upcast = tape.autocast && dtype === "fp16";
  const wideTargets = upcast ? tape.tensor(inType.shape, "fp32") : tape.keep(inType);
  const wide = upcast ? tape.cast(logits, "fp32") : tape.keep(logits);
  const temporary = tape.tensor(inType.shape, "fp32");
  const loss = tape.tensor(inType.shape, "fp32");
  tape.drop(temporary);
  tape.attachOne(loss, [wide], [wide, wideTargets], (_, [saved]) => [saved && tape.tensor(saved.shape, "fp32")]);
  tape.drop(wideTargets, wide, inType);
  return loss;
}

/** Rows of x at the positive anchors; backward builds a zero tensor of the size of x. */
export function rowsAt(tape: Tape, x: Tensor, count: number, columns: number): Tensor {
  const { shape, dtype } = x;
  return tape.attachOne(tape.tensor([count, columns], dtype), [x], [], () => [tape.tensor(shape, dtype)]);
}

/** Softmax over the bins; keeps its result. */
export function binSoftmax(tape: Tape, x: Tensor, shape: Shape): Tensor {
  tape.operation("bin softmax");
  const { dtype } = x;
  const output = tape.tensor(shape, tape.autocast ? "fp32" : dtype);
  return tape.attachOne(output, [x], [output], (_, [saved]) => {
    const result = tape.tensor(shape, dtype);
    tape.drop(saved && tape.tensor(shape, saved.dtype));
    return [result];
  });
}

/** Expected value of the bins: a matrix product with the bin numbers. */
export function binExpectation(tape: Tape, bins: Tensor, shape: Shape): Tensor {
  tape.operation("bin expectation");
  const low = tape.autocast && bins.dtype === "fp32" ? tape.cast(bins, "fp16") : tape.keep(bins);
  const output = tape.tensor(shape, low.dtype);
  matrixHandle(tape, "forward");
  const { shape: binShape } = low;
  const { dtype } = output;
  tape.attachOne(output, [low], [], () => [tape.tensor(binShape, dtype)]);
  tape.drop(low);
  return output;
}

/** Distances to box corners: two sums, joined. */
export function distancesToBoxes(tape: Tape, distances: Tensor, anchors: number): Tensor {
  tape.operation("distances to boxes");
  const batch = distances.dim(0);
  const { dtype } = distances;
  const half = [batch, anchors, 2];
  const whole = [batch, anchors, 4];
  const [low, high] = [tape.tensor(half, dtype), tape.tensor(half, dtype)];
  const boxes = tape.tensor(whole, dtype);
  tape.drop(low, high);
  return tape.attachOne(boxes, [distances], [], () => {
    const part = tape.tensor(half, dtype);
    const result = tape.tensor(whole, dtype);
    tape.drop(part);
    return [result];
  });
}

/** Distances in pixels, then two in-place divisions of columns: backward makes two copies, one after the other. */
export function scaledDistances(tape: Tape, x: Tensor): Tensor {
  const { shape, dtype } = x;
  return tape.attachOne(tape.tensor(shape, dtype), [x], [], () => {
    tape.drop(tape.tensor(shape, dtype));
    return [tape.tensor(shape, dtype)];
  });
}

/** The sum of several scalar losses. */
export function joinedLoss(tape: Tape, parts: readonly Tensor[]): Tensor {
  const total = tape.tensor([], "fp32");
  return tape.attachOne(total, parts, [], () => parts.map(() => tape.tensor([1], "fp32")));
}

export const halfIfAutocast = (tape: Tape): DType => (tape.autocast ? "fp16" : "fp32");
