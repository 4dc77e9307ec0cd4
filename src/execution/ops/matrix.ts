import { MIB } from "../../bytes.ts";
import type { LayerOf } from "../../graph/layer.ts";
import type { Tape } from "../tape.ts";
import type { Shape, Tensor } from "../tensor.ts";

/** Deterministic training sets CUBLAS_WORKSPACE_CONFIG=:4096:8, 32 MiB a handle; without it 32 MiB is Hopper's default too. */
const MATRIX_WORKSPACE = 32 * MIB;

export type Thread = "forward" | "backward";

/** The first matrix product on a thread takes a workspace for good, right after the product's output. */
export const matrixHandle = (tape: Tape, thread: Thread): void => tape.handle(`matrix ${thread}`, MATRIX_WORKSPACE);

const dense = (x: Tensor): boolean => !x.strided && x.order === "nchw";

/** Batched product of permuted operands: those that do not fold into a matrix are copied, and the copies kept. */
export function batchedProduct(tape: Tape, left: Tensor, right: Tensor, shape: Shape): Tensor {
  const a = tape.low(left);
  const b = tape.low(right);
  const copyA = dense(a) ? tape.keep(a) : tape.tensor(a.shape, a.dtype);
  const copyB = dense(b) ? tape.keep(b) : tape.tensor(b.shape, b.dtype);
  const output = tape.tensor(shape, a.dtype);
  matrixHandle(tape, "forward");
  const [shapeA, shapeB] = [a.shape, b.shape];
  tape.attachOne(output, [a, b], [copyA, copyB], ([gradient]) => {
    if (gradient === undefined) return [];
    const g = dense(gradient) ? tape.keep(gradient) : tape.tensor(gradient.shape, gradient.dtype);
    const ofB = tape.tensor(shapeB, g.dtype);
    matrixHandle(tape, "backward");
    const ofA = tape.tensor(shapeA, g.dtype);
    tape.drop(g);
    return [ofA, ofB];
  });
  tape.drop(a, b, copyA, copyB);
  return output;
}

/** fp32 by autocast's rule; keeps its result. Backward takes two temporaries of that size. */
export function softmax(tape: Tape, x: Tensor): Tensor {
  const { shape, dtype } = x;
  const output = tape.tensor(shape, tape.autocast ? "fp32" : dtype);
  return tape.attachOne(output, [x], [output], ([gradient], [saved]) => {
    if (gradient === undefined || saved === undefined) return [];
    const g = tape.castGradient(gradient, saved.dtype);
    const result = tape.tensor(shape, dtype);
    tape.drop(tape.tensor(shape, saved.dtype), tape.tensor(shape, saved.dtype), g);
    return [result];
  });
}

/** cuBLASLt's own workspace, 1 MiB, taken once. */
const LINEAR_WORKSPACE = MIB;

/** Fully connected layer: input and weight kept. */
export function linear(
  tape: Tape,
  input: Tensor,
  layer: LayerOf<"Linear">,
  weights: { readonly weight: Tensor; readonly bias: Tensor },
): Tensor {
  const bias = tape.low(weights.bias);
  const weight = tape.low(weights.weight);
  const x = tape.low(input);
  const output = tape.tensor([...x.shape.slice(0, -1), layer.out], x.dtype);
  matrixHandle(tape, "forward");
  tape.handle("linear", LINEAR_WORKSPACE);
  const { shape, dtype } = x;
  tape.attachOne(output, [x, weight, bias], [x, weight], (_, [, savedWeight]) => {
    const ofInput = tape.tensor(shape, dtype);
    matrixHandle(tape, "backward");
    const ofWeight = savedWeight && tape.tensor(savedWeight.shape, dtype);
    return [ofInput, ofWeight, tape.tensor([layer.out], dtype)];
  });
  tape.drop(x, bias, weight);
  return output;
}
