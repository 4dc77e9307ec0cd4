import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

const pooled = (side: number, kernel: number, stride: number, padding: number): number =>
  Math.floor((side + 2 * padding - kernel) / stride) + 1;

export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Output and int64 indices; keeps the input and the indices. A sliced input is copied first. */
export function maxPool(tape: Tape, x: Tensor, window: Window): Tensor {
  tape.operation("max pool");
  const [n, c, h, w] = x.nchw;
  const { kernel, stride, padding } = window;
  const shape = [n, c, pooled(h, kernel, stride, padding), pooled(w, kernel, stride, padding)];
  const copy = x.strided ? tape.like(x) : undefined;
  const output = tape.tensor(shape, x.dtype, x.order);
  const indices = tape.tensor(shape, "int64", x.order);
  tape.drop(copy);
  tape.attachOne(output, [x], [x, indices], ([gradient], [input]) => {
    const gradientCopy = gradient?.strided ? tape.like(gradient) : undefined;
    const result = input && tape.like(input);
    tape.drop(gradientCopy);
    return [result];
  });
  tape.drop(indices);
  return output;
}

/** Keeps the input. */
export function averagePool(tape: Tape, x: Tensor, window: Window): Tensor {
  tape.operation("average pool");
  const [n, c, h, w] = x.nchw;
  const { kernel, stride, padding } = window;
  const output = tape.tensor(
    [n, c, pooled(h, kernel, stride, padding), pooled(w, kernel, stride, padding)],
    x.dtype,
    x.order,
  );
  return tape.attachOne(output, [x], [x], (_, [input]) => [input && tape.like(input)]);
}

/** Nearest neighbour: fp32 by autocast's rule. Backward: the result, then a dense copy of a sliced gradient. */
export function upsample(tape: Tape, input: Tensor, factor: number): Tensor {
  tape.operation("upsample");
  const x = tape.autocast ? tape.cast(input, "fp32") : tape.keep(input);
  const [n, c, h, w] = x.nchw;
  const { shape, dtype, order } = x;
  const output = tape.tensor([n, c, h * factor, w * factor], dtype, order);
  tape.attachOne(output, [x], [], ([gradient]) => {
    const result = tape.tensor(shape, dtype, order);
    tape.drop(gradient?.strided ? tape.like(gradient) : undefined);
    return [result];
  });
  tape.drop(x);
  return output;
}
