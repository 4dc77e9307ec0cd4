import { expect, test } from "vitest";
import { activate } from "../../../src/execution/ops/activation.ts";
import { add } from "../../../src/execution/ops/elementwise.ts";
import { softmax } from "../../../src/execution/ops/matrix.ts";
import { pixelSumWorkspace } from "../../../src/execution/ops/pixel-sum.ts";
import { maxPool, upsample } from "../../../src/execution/ops/resampling.ts";
import { chunk, concat, reshape } from "../../../src/execution/ops/views.ts";
import type { Tape } from "../../../src/execution/tape.ts";
import type { DType, Tensor } from "../../../src/execution/tensor.ts";
import { newTape, told } from "../listing.ts";

/** One image of 8 channels, 4 x 4: 128 elements. */
function image(tape: Tape, dtype: DType = "fp16"): Tensor {
  const tensor = tape.tensor([1, 8, 4, 4], dtype, "nhwc");
  tensor.requiresGrad = true;
  return tensor;
}

/** What an operation on one image asks for, and what its backward does. */
function played(operation: (tape: Tape, x: Tensor) => Tensor, dtype: DType = "fp16") {
  const tape = newTape();
  tape.autocast = true;
  const x = image(tape, dtype);
  const y = operation(tape, x);
  const forward = told(tape.recorder, 1);
  tape.autocast = false;
  const scalar = tape.attachOne(tape.tensor([], "fp32"), [y], [], () => [tape.like(y)]);
  tape.drop(x, y);
  const from = tape.recorder.events.length;
  tape.backward(scalar);
  return { forward, backward: told(tape.recorder, from) };
}

test("SiLU makes a new tensor and keeps its input to backward", () => {
  expect(played((tape, x) => activate(tape, x, "SiLU"))).toEqual({
    forward: "+a 256",
    backward: "+a 4  +b 256  -a  +c 256  -b  -#0",
  });
});

test("ReLU keeps its output to backward, not its input", () => {
  expect(played((tape, x) => activate(tape, x, "ReLU"))).toEqual({
    forward: "+a 256",
    backward: "+a 4  +b 256  -a  +c 256  -b  -#1",
  });
});

test("without an activation nothing happens", () => {
  expect(played((tape, x) => activate(tape, x, "none")).forward).toBe("");
});

test("max-pool makes the output and eight bytes of index for each of its elements, and keeps input and indices", () => {
  expect(played((tape, x) => maxPool(tape, x, { kernel: 5, stride: 1, padding: 2 }))).toEqual({
    forward: "+a 256  +b 1024",
    backward: "+a 4  +b 256  -a  +c 256  -b  -#0  -#2",
  });
});

test("upsampling is done in fp32 under AMP: the input is cast up, and the output stays fp32", () => {
  expect(played((tape, x) => upsample(tape, x, 2)).forward).toBe("+a 512  +b 2048  -a");
});

test("softmax makes fp32 of halves, and backward two temporaries of that size beside its result", () => {
  expect(played(softmax)).toEqual({
    forward: "+a 512",
    backward: "+a 4  +b 512  -a  +c 256  +d 512  +e 512  -d  -e  -b  -#1",
  });
});

test("a join takes the widest type; gradients are slices of one tensor, cast where the type was another", () => {
  const tape = newTape();
  const [half, wide] = [image(tape), image(tape, "fp32")];
  const joined = concat(tape, [half, wide]);
  expect(told(tape.recorder, 2)).toBe("+a 1024");
  const scalar = tape.attachOne(tape.tensor([], "fp32"), [joined], [], () => [tape.like(joined)]);
  const from = tape.recorder.events.length;
  tape.backward(scalar);
  // The joined gradient (b) lives on as the gradient of the wide part, a slice; the half part gets a copy.
  expect(told(tape.recorder, from)).toBe("+a 4  +b 1024  -a  +c 256");
});

test("slices are views; backward writes one tensor of the full size, with zeros where no gradient came", () => {
  const tape = newTape();
  const x = image(tape);
  const [first, second] = chunk(tape, x, 2);
  expect(told(tape.recorder, 1)).toBe("");
  const scalar = tape.attachOne(tape.tensor([], "fp32"), [first], [], () => [tape.like(first!)]);
  tape.drop(second);
  const from = tape.recorder.events.length;
  tape.backward(scalar);
  expect(told(tape.recorder, from)).toBe("+a 4  +b 128  -a  +c 128  +d 256  -c  -b");
});

test("another shape costs nothing in either direction", () => {
  const { forward, backward } = played((tape, x) => reshape(tape, x, [128]));
  expect([forward, backward]).toEqual(["", "+a 4  +b 256  -a"]);
});

test("a sum takes the wider type, and hands its gradient to both, cast for the narrower one", () => {
  const tape = newTape();
  const [half, wide] = [image(tape), image(tape, "fp32")];
  const sum = add(tape, half, wide);
  expect(told(tape.recorder, 2)).toBe("+a 512");
  const scalar = tape.attachOne(tape.tensor([], "fp32"), [sum], [], () => [tape.like(sum)]);
  const from = tape.recorder.events.length;
  tape.backward(scalar);
  expect(told(tape.recorder, from)).toBe("+a 4  +b 512  -a  +c 256");
});

test("a sum over the pixels of a map is staged by so many blocks that they fill the GPU", () => {
  // 64 channels, 100 x 100 pixels, two channels a thread: 32 x 8 threads a block; at most ceil(1,250 / 16) = 79 blocks.
  expect(pixelSumWorkspace(64, 10_000, 132)).toBe(4 * 64 * 79 * 32 * 2);
  expect(pixelSumWorkspace(64, 100, 132)).toBe(0);
  // Where the map is large: 8 blocks a multiprocessor (132 x 8), but at least one for 256 values of a thread (489).
  expect(pixelSumWorkspace(64, 1_000_000, 58) / pixelSumWorkspace(64, 1_000_000, 132)).toBeCloseTo(489 / 1056, 2);
});
