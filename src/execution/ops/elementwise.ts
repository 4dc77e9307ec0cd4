import type { Tape } from "../tape.ts";
import { type Tensor, WIDTH } from "../tensor.ts";

/** Sum of two tensors in the wider type. Backward hands the same gradient to both. */
export function add(tape: Tape, a: Tensor, b: Tensor): Tensor {
  tape.operation("add");
  const [ofA, ofB] = [a.dtype, b.dtype];
  const output = tape.tensor(a.shape, WIDTH[ofA] >= WIDTH[ofB] ? ofA : ofB, a.order);
  return tape.attachOne(output, [a, b], [], ([gradient]) =>
    gradient === undefined ? [] : [tape.castGradient(gradient, ofA), tape.castGradient(gradient, ofB)],
  );
}

/** Product of a permuted tensor with a number: keeps its strides, so a matrix product copies it; nothing kept. */
export function scale(tape: Tape, x: Tensor): Tensor {
  tape.operation("multiply");
  return tape.attachOne(tape.permuted(x), [x], [], ([gradient]) => [gradient && tape.like(gradient)]);
}

/** Image-like tensor without the copy of its gradient: padding and other ops that only place values. */
export function pad(
  tape: Tape,
  x: Tensor,
  sides: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): Tensor {
  tape.operation("pad");
  const [n, c, h, w] = x.nchw;
  const { shape, dtype, order } = x;
  const output = tape.tensor([n, c, h + sides.top + sides.bottom, w + sides.left + sides.right], dtype, order);
  return tape.attachOne(output, [x], [], () => [tape.tensor(shape, dtype, order)]);
}
