import { expect, test } from "vitest";
import { layerNorm } from "../../../src/execution/ops/layer-norm.ts";
import { linear, permutedLinear, softmax } from "../../../src/execution/ops/matrix.ts";
import { folded, transpose } from "../../../src/execution/ops/permutation.ts";
import { copy } from "../../../src/execution/ops/views.ts";
import type { Tape } from "../../../src/execution/tape.ts";
import type { DType, Shape, Tensor } from "../../../src/execution/tensor.ts";
import { newTape, told } from "../listing.ts";

/** The library handles exist already, so that they do not show. */
function warmTape(): Tape {
  const tape = newTape();
  tape.handle("matrix forward", 1);
  tape.handle("matrix backward", 1);
  tape.handle("linear", 1);
  tape.autocast = true;
  return tape;
}

function parameter(tape: Tape, shape: Shape, dtype: DType = "fp32"): Tensor {
  const tensor = tape.tensor(shape, dtype);
  tensor.requiresGrad = true;
  return tensor;
}

/** Backward of y, whose gradient is dense. The parameters' casts are gone by then. */
function backward(tape: Tape, y: Tensor): string {
  const { shape, dtype } = y;
  const loss = tape.attachOne(tape.tensor([], "fp32"), [y], [], () => [tape.tensor(shape, dtype)]);
  tape.drop(y);
  tape.endAutocast();
  const from = tape.recorder.events.length;
  tape.backward(loss);
  return told(tape.recorder, from);
}

const LAYER = { kind: "Linear", in: 4, out: 8 } as const;

test("a linear layer over a sequence: input, weight and bias gradients, and the staging of the bias sum", () => {
  const tape = warmTape();
  const weights = { weight: parameter(tape, [8, 4]), bias: parameter(tape, [8]) };
  const x = parameter(tape, [2, 4096, 4], "fp16");
  const from = tape.recorder.events.length;
  const y = linear(tape, x, LAYER, weights);
  // Half bias, half weight, output.
  expect(told(tape.recorder, from)).toBe("+a 16  +b 64  +c 131072");
  // Gradients of the input, of the weight and of the bias, partial sums; then those of weight and bias as fp32.
  expect(backward(tape, y)).toBe(
    "+a 4  +b 131072  -a  +c 65536  +d 64  +e 16  +f 2048  -f  -b  -#7  +g 128  -d  +h 32  -e",
  );
});

test("a permuted input is copied, and the copy is kept; without gradients it is read as it is", () => {
  const tape = warmTape();
  const weights = { weight: parameter(tape, [8, 4]) };
  const x = parameter(tape, [2, 16, 4], "fp16");
  const permuted = transpose(tape, x, [16, 2, 4]);
  let from = tape.recorder.events.length;
  tape.drop(permutedLinear(tape, permuted, 8, weights));
  expect(told(tape.recorder, from)).toBe("+a 64  +b 256  +c 512  -c  -b");
  tape.gradients = false;
  from = tape.recorder.events.length;
  tape.drop(permutedLinear(tape, permuted, 8, weights));
  expect(told(tape.recorder, from)).toBe("+a 64  +b 512  -a  -b");
});

test("LayerNorm casts up, keeps the cast and two statistics a row", () => {
  const tape = warmTape();
  const norm = { weight: parameter(tape, [4]), bias: parameter(tape, [4]) };
  const x = parameter(tape, [2, 16, 4], "fp16");
  const from = tape.recorder.events.length;
  const y = layerNorm(tape, x, norm);
  expect(told(tape.recorder, from)).toBe("+a 512  +b 512  +c 128  +d 128");
  tape.drop(x);
  expect(backward(tape, y)).toBe("+a 4  +b 512  -a  +c 512  +d 16  +e 16  -b  -#6  -#8  -#9  +f 256  -c");
});

test("a permuted gradient has no folded view: it is copied; softmax copies it too where it must", () => {
  const tape = warmTape();
  const x = parameter(tape, [2, 16, 4], "fp16");
  const rows = folded(tape, x, [32, 4]);
  const y = copy(tape, rows, [4, 32]);
  tape.drop(rows);
  expect(backward(tape, y)).toBe("+a 4  +b 256  -a  +c 256  -b");
  const scores = parameter(tape, [4, 4], "fp32");
  expect(backward(tape, softmax(tape, scores, false))).toContain("+c 64  +d 64  -d");
  expect(backward(tape, softmax(tape, scores))).toContain("+c 64  +d 64  +e 64  -d  -e");
});
