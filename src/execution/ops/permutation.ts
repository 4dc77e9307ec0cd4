import type { Tape } from "../tape.ts";
import type { Shape, Tensor } from "../tensor.ts";

/** Dimensions swapped: a permuted view, and so is its gradient. */
export function transpose(tape: Tape, x: Tensor, shape: Shape): Tensor {
  tape.operation("transpose");
  const { shape: before } = x;
  return tape.attachOne(tape.view(x, shape, { order: "nchw", strided: true }), [x], [], ([gradient]) => [
    gradient && tape.view(gradient, before, { order: "nchw", strided: true }),
  ]);
}

/** Another shape of the same memory. A permuted gradient has no such view: it is copied. */
export function folded(tape: Tape, x: Tensor, shape: Shape): Tensor {
  tape.operation("fold");
  const { shape: before } = x;
  return tape.attachOne(tape.view(x, shape), [x], [], ([gradient]) => {
    if (gradient === undefined) return [];
    return [gradient.strided ? tape.tensor(before, gradient.dtype) : tape.view(gradient, before)];
  });
}

/** A part along the first dimension; its gradient is a tensor of the whole, zero elsewhere. */
export function part(tape: Tape, x: Tensor, shape: Shape): Tensor {
  tape.operation("part");
  const { shape: whole, dtype } = x;
  return tape.attachOne(tape.view(x, shape), [x], [], () => [tape.tensor(whole, dtype)]);
}

/** Rows picked by number: its gradient is a tensor of the whole. The numbers are kept. */
export function rowsOf(tape: Tape, x: Tensor, options: { readonly shape: Shape; readonly numbers: Tensor }): Tensor {
  tape.operation("index rows");
  const { shape: whole, dtype } = x;
  return tape.attachOne(tape.tensor(options.shape, dtype), [x], [options.numbers], () => [tape.tensor(whole, dtype)]);
}

/** A map as a sequence of positions: only another view of channels last, and so is its gradient. */
export function sequenceOf(tape: Tape, x: Tensor): Tensor {
  tape.operation("copy");
  const { shape, order } = x;
  const [batch, channels, height, width] = x.nchw;
  const permuted = x.strided || order !== "nhwc";
  const output = tape.view(x, [batch, height * width, channels], { order: "nchw", strided: permuted });
  return tape.attachOne(output, [x], [], ([gradient]) => [
    gradient && tape.view(gradient, shape, { order, strided: gradient.strided || permuted }),
  ]);
}
