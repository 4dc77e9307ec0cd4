import type { Tape } from "../tape.ts";
import { type Order, type Shape, type Tensor, WIDTH } from "../tensor.ts";

/** Another shape of the same memory; the gradient comes back as a slice in the input's shape. */
export function reshape(
  tape: Tape,
  x: Tensor,
  shape: Shape,
  layout: { readonly order?: Order; readonly strided?: boolean } = { order: "nchw", strided: false },
): Tensor {
  tape.operation("reshape");
  const before = x.shape;
  return tape.attachOne(tape.view(x, shape, layout), [x], [], ([gradient]) => [
    gradient && tape.view(gradient, before, { order: "nchw", strided: true }),
  ]);
}

/** contiguous() of a permuted tensor: a copy; the gradient passes through as a view. */
export function copy(tape: Tape, x: Tensor, shape: Shape = x.shape): Tensor {
  tape.operation("copy");
  const { shape: before, order } = x;
  return tape.attachOne(tape.tensor(shape, x.dtype), [x], [], ([gradient]) => [
    gradient && tape.view(gradient, before, { order, strided: true }),
  ]);
}

/** A slice of a dense tensor is dense itself where nothing lies before the sliced dimension, as in one image's channels. */
const slicesDense = (x: Tensor, dimension: number): boolean =>
  !x.strided && x.order === "nchw" && x.shape.slice(0, dimension).every((side) => side === 1);

/** Slices along a dimension: views. Backward fills in missing gradients with zeros and writes one full-size tensor. */
export function split(tape: Tape, x: Tensor, sizes: readonly number[], dimension = 1): Tensor[] {
  tape.operation("split");
  const { shape, dtype, order } = x;
  const strided = !slicesDense(x, dimension);
  const outputs = sizes.map((size) => tape.view(x, shape.with(dimension, size), { strided }));
  const shapes = outputs.map((output) => output.shape);
  return tape.attach(outputs, [x], [], (gradients) => {
    const zeros = shapes.map((each, index) => (gradients[index] === undefined ? tape.tensor(each, dtype) : undefined));
    const whole = tape.tensor(shape, dtype, order);
    tape.drop(...zeros);
    return [whole];
  });
}

export const chunk = (tape: Tape, x: Tensor, parts: number): Tensor[] =>
  split(tape, x, Array<number>(parts).fill(Math.floor(x.dim(1) / parts)));

/** Joined along a dimension in the widest type. Gradients are slices of one tensor, cast where the type differs. */
export function concat(tape: Tape, inputs: readonly Tensor[], dimension = 1): Tensor {
  tape.operation("concat");
  const [first] = inputs;
  if (first === undefined) throw new RangeError("nothing to join");
  const dtype = inputs.reduce((widest, x) => (WIDTH[x.dtype] > WIDTH[widest] ? x.dtype : widest), first.dtype);
  const size = inputs.reduce((sum, x) => sum + x.dim(dimension), 0);
  const order: Order = first.shape.length === 4 && inputs.every((x) => x.order === "nhwc") ? "nhwc" : "nchw";
  const parts = inputs.map((x) => ({ shape: x.shape, dtype: x.dtype, needed: x.requiresGrad }));
  const output = tape.tensor(first.shape.with(dimension, size), dtype, order);
  return tape.attachOne(output, inputs, [], ([gradient]) => {
    if (gradient === undefined) return [];
    return parts.map((part) => {
      if (!part.needed) return undefined;
      const slice = tape.view(gradient, part.shape, { strided: true });
      if (part.dtype === gradient.dtype) return slice;
      const cast = tape.like(slice, part.dtype);
      tape.drop(slice);
      return cast;
    });
  });
}

/** Without its past: backward ends here. */
export const detach = (tape: Tape, x: Tensor): Tensor => tape.view(x);

/** Views of the images of a batch; backward joins their gradients in one copy. */
export function unbind(tape: Tape, x: Tensor): Tensor[] {
  tape.operation("unbind");
  const { shape, dtype } = x;
  const outputs = Array.from({ length: x.dim(0) }, () =>
    tape.view(x, shape.slice(1), { order: "nchw", strided: false }),
  );
  return tape.attach(outputs, [x], [], () => [tape.tensor(shape, dtype)]);
}

/** Tensors of one shape in a new first dimension; their gradients are views of one. */
export function stack(tape: Tape, inputs: readonly Tensor[]): Tensor {
  tape.operation("stack");
  const [first] = inputs;
  if (first === undefined) throw new RangeError("nothing to stack");
  const { shape } = first;
  return tape.attachOne(tape.tensor([inputs.length, ...shape], first.dtype), inputs, [], ([gradient]) =>
    gradient === undefined ? [] : inputs.map(() => tape.view(gradient, shape, { strided: true })),
  );
}
