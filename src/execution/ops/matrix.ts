import { MIB } from "../../bytes.ts";
import type { LayerOf } from "../../graph/layer.ts";
import type { Tape } from "../tape.ts";
import type { DType, Shape, Tensor } from "../tensor.ts";
import { pixelSum } from "./pixel-sum.ts";

/** Deterministic training sets CUBLAS_WORKSPACE_CONFIG=:4096:8, 32 MiB a handle; without it 32 MiB is Hopper's default too. */
const MATRIX_WORKSPACE = 32 * MIB;

export type Thread = "forward" | "backward";

/** The first matrix product on a thread takes a workspace for good, right after the product's output. */
export const matrixHandle = (tape: Tape, thread: Thread): void => tape.handle(`matrix ${thread}`, MATRIX_WORKSPACE);

const dense = (x: Tensor): boolean => !x.strided && x.order === "nchw";

/** Batched product of permuted operands: those that do not fold into a matrix are copied, and the copies kept. */
export function batchedProduct(tape: Tape, left: Tensor, right: Tensor, shape: Shape): Tensor {
  tape.operation("matrix product");
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

/**
 * fp32 by autocast's rule; keeps its result. Backward takes a temporary of that size, and one more to make a permuted
 * gradient dense.
 */
export function softmax(tape: Tape, x: Tensor, permutedGradient = true): Tensor {
  tape.operation("softmax");
  const { shape, dtype } = x;
  const output = tape.tensor(shape, tape.autocast ? "fp32" : dtype);
  return tape.attachOne(output, [x], [output], ([gradient], [saved]) => {
    if (gradient === undefined || saved === undefined) return [];
    const g = tape.castGradient(gradient, saved.dtype);
    const result = tape.tensor(shape, dtype);
    const product = tape.tensor(shape, saved.dtype);
    const copy = permutedGradient ? tape.tensor(shape, saved.dtype) : undefined;
    tape.drop(product, copy, g);
    return [result];
  });
}

/** cuBLASLt's own workspace, 1 MiB, taken once. */
const LINEAR_WORKSPACE = MIB;

export interface LinearWeights {
  readonly weight: Tensor;
  readonly bias?: Tensor | undefined;
}

/** Sum of a gradient over its rows, staged as any sum over the outer dimension is. */
function biasGradient(tape: Tape, gradient: Tensor, columns: number): Tensor {
  const sum = tape.tensor([columns], gradient.dtype);
  const rows = gradient.elements / columns;
  pixelSum(tape, columns, rows);
  return sum;
}

/** A view of a gradient keeps its base, so a second gradient is never added to it in place. */
function viewOfNew(tape: Tape, shape: Shape, dtype: DType): Tensor {
  const made = tape.tensor(shape, dtype);
  const view = tape.view(made, shape, { strided: true });
  tape.drop(made);
  return view;
}

/** Fully connected layer over the last dimension: input and weight kept. */
export function linear(tape: Tape, input: Tensor, layer: LayerOf<"Linear">, weights: LinearWeights): Tensor {
  tape.operation("linear");
  const bias = weights.bias && tape.low(weights.bias);
  const weight = tape.low(weights.weight);
  const x = tape.low(input);
  const output = tape.tensor([...x.shape.slice(0, -1), layer.out], x.dtype);
  matrixHandle(tape, "forward");
  tape.handle("linear", LINEAR_WORKSPACE);
  const { shape, dtype } = x;
  const needed = { input: x.requiresGrad, bias: bias !== undefined };
  const ofRows = (): Tensor => (shape.length > 2 ? viewOfNew(tape, shape, dtype) : tape.tensor(shape, dtype));
  tape.attachOne(output, [x, weight, bias], [x, weight], ([gradient], [, savedWeight]) => {
    if (gradient === undefined || savedWeight === undefined) return [];
    const ofInput = needed.input ? ofRows() : undefined;
    matrixHandle(tape, "backward");
    const ofWeight = viewOfNew(tape, savedWeight.shape, dtype);
    return [ofInput, ofWeight, needed.bias ? biasGradient(tape, gradient, layer.out) : undefined];
  });
  tape.drop(x, bias, weight);
  return output;
}

/**
 * The same of a permuted input, or without bias, which have no fused form: a dense copy of a permuted input is kept and
 * multiplied, the bias is added in place. Without gradients the copy is not made.
 */
export function permutedLinear(tape: Tape, input: Tensor, columns: number, weights: LinearWeights): Tensor {
  tape.operation("linear");
  const bias = weights.bias && tape.low(weights.bias);
  const weight = tape.low(weights.weight);
  const x = tape.low(input);
  const copied = input.strided;
  const rows = tape.gradients && copied ? tape.tensor(x.shape, x.dtype) : tape.keep(x);
  const output = tape.tensor([...x.shape.slice(0, -1), columns], x.dtype);
  matrixHandle(tape, "forward");
  const { shape, dtype } = x;
  const needsBias = bias !== undefined;
  tape.attachOne(output, [x, weight, bias], [weight, rows], (gradients, [savedWeight]) => {
    const [gradient] = gradients;
    if (gradient === undefined || savedWeight === undefined) return [];
    const ofBias = needsBias ? permutedBiasGradient(tape, gradient, columns) : undefined;
    if (gradient.strided) {
      gradients[0] = tape.tensor(gradient.shape, gradient.dtype);
      tape.drop(gradient);
    }
    matrixHandle(tape, "backward");
    const ofWeight = viewOfNew(tape, savedWeight.shape, dtype);
    return [copied ? viewOfNew(tape, shape, dtype) : tape.tensor(shape, dtype), ofWeight, ofBias];
  });
  tape.drop(x, rows, bias, weight);
  return output;
}

/** The sum over a permuted gradient is not staged. */
const permutedBiasGradient = (tape: Tape, gradient: Tensor, columns: number): Tensor =>
  gradient.strided ? tape.tensor([columns], gradient.dtype) : biasGradient(tape, gradient, columns);

/** Batched product whose operands need no copy, with or without something added to it; backward makes the right one's gradient first where nothing is added. */
export function batchedMatrixProduct(
  tape: Tape,
  operands: readonly [Tensor, Tensor],
  options: { readonly shape: Shape; readonly added?: Tensor | undefined },
): Tensor {
  tape.operation("matrix product");
  const [a, b] = [tape.low(operands[0]), tape.low(operands[1])];
  const added = options.added && tape.low(options.added);
  const output = tape.tensor(options.shape, a.dtype);
  matrixHandle(tape, "forward");
  tape.drop(added);
  const gradientOf = ({ shape, dtype }: Tensor) => {
    return () => viewOfNew(tape, shape, dtype);
  };
  const [ofA, ofB] = [gradientOf(a), gradientOf(b)];
  const leftFirst = added !== undefined;
  tape.attachOne(output, [a, b], leftFirst ? [a, b] : [b, a], () => {
    matrixHandle(tape, "backward");
    if (leftFirst) return [ofA(), ofB()];
    const right = ofB();
    return [ofA(), right];
  });
  tape.drop(a, b);
  return output;
}
