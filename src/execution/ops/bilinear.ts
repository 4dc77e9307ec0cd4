import { scratch } from "../scratch.ts";
import type { Tape } from "../tape.ts";
import type { Order, Tensor } from "../tensor.ts";

/** Gathers by index: two index vectors live while the gathered map is made. */
function gathered(tape: Tape, pixels: number, shape: readonly number[]): Tensor {
  const rows = tape.tensor([pixels], "int64");
  const columns = tape.tensor([pixels], "int64");
  const map = tape.tensor(shape, "fp32");
  tape.drop(rows, columns);
  return map;
}

/** Backward of one gather: indices are sorted (double-width buffer) before the gradients are added up. */
function scattered(tape: Tape, pixels: number, shape: readonly number[]): void {
  const index = tape.tensor([pixels], "int64");
  const values = tape.tensor(shape, "fp32");
  const order = tape.tensor([pixels], "int64");
  const sorted = tape.tensor([pixels], "int64");
  const buffer = tape.tensor([2 * pixels], "int64");
  tape.drop(index, values, order, sorted, buffer);
}

interface Target {
  readonly height: number;
  readonly width: number;
  readonly order?: Order;
}

/** One kernel forward, one backward. */
function inOneKernel(tape: Tape, x: Tensor, to: Target): Tensor {
  const { shape, dtype, order } = x;
  const output = tape.tensor([x.dim(0), x.dim(1), to.height, to.width], dtype, to.order);
  return tape.attachOne(output, [x], [], () => [tape.tensor(shape, dtype, order)]);
}

/** Resizing; where kernels have to be deterministic, by four gathers and six blends in fp32 of the full output. */
export function bilinear(tape: Tape, x: Tensor, to: Target): Tensor {
  tape.operation("bilinear resize");
  if (!tape.settings.deterministic) return inOneKernel(tape, x, to);
  const { dtype } = x;
  const shape = [x.dim(0), x.dim(1), to.height, to.width];
  const pixels = to.height * to.width;
  const wide = dtype === "fp32" ? undefined : tape.like(x, "fp32");
  const corners = [
    gathered(tape, pixels, shape),
    gathered(tape, pixels, shape),
    gathered(tape, pixels, shape),
    gathered(tape, pixels, shape),
  ];
  const last = corners.pop();
  const fp32 = { shape, dtype: "fp32" } as const;
  // Each blend: one weighted corner, the other, their sum.
  const upper = scratch(tape, "a m -a r", fp32);
  const lower = scratch(tape, "a m -a r", fp32);
  tape.drop(...corners);
  const blended = scratch(tape, "a m -a r", fp32);
  tape.drop(upper, lower);
  const result = tape.tensor(shape, "fp32", to.order);
  tape.drop(wide, blended, last);
  const output = dtype === "fp32" ? result : tape.tensor(shape, dtype, to.order);
  if (output !== result) tape.drop(result);
  const back = { shape: x.shape, order: to.order ?? "nchw" };
  return tape.attachOne(output, [x], [], ([gradient]) => {
    if (gradient === undefined) return [];
    const g = tape.castGradient(gradient, "fp32");
    const pair = (): Tensor => {
      const weighted = tape.tensor(shape, "fp32");
      tape.drop(tape.tensor(shape, "fp32"));
      return weighted;
    };
    const [m1, m2, m3] = [pair(), pair(), pair()];
    scattered(tape, pixels, shape);
    tape.drop(m2);
    scattered(tape, pixels, shape);
    tape.drop(m1);
    scattered(tape, pixels, shape);
    tape.drop(m3);
    scattered(tape, pixels, shape);
    tape.drop(g);
    return [tape.tensor(back.shape, dtype, back.order)];
  });
}
