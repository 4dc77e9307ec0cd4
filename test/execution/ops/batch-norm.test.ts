import { expect, test } from "vitest";
import { batchNorm } from "../../../src/execution/ops/batch-norm.ts";
import { newTape, told } from "../listing.ts";

/** Batch norm of 64 channels of 2 images of 8 x 8 halves, backward included where there is any. */
function played(training: boolean, channelsLast = true) {
  const tape = newTape({ channelsLast });
  const parameter = () => {
    const tensor = tape.tensor([64], "fp32");
    tensor.requiresGrad = true;
    return tensor;
  };
  const [weight, bias] = [parameter(), parameter()];
  const x = tape.tensor([2, 64, 8, 8], "fp16", tape.order);
  x.requiresGrad = true;
  let from = tape.recorder.events.length;
  const y = batchNorm(tape, x, { weight, bias, training });
  const forward = told(tape.recorder, from);
  if (!training) return { forward };
  const scalar = tape.attachOne(tape.tensor([], "fp32"), [y], [], () => [tape.ordered(y)]);
  tape.drop(x);
  from = tape.recorder.events.length;
  tape.backward(scalar);
  return { forward, backward: told(tape.recorder, from) };
}

test("in training: output, mean, inverse deviation of every channel, and cuDNN's partial sums", () => {
  // One group of 64 channels, 128 pixels in one piece of 160: 1072 + 4 + 64 x 8 + 4.
  expect(played(true).forward).toBe("+a 16384  +b 256  +c 256  +d 1592  -d");
});

test("in NCHW there are no partial sums", () => {
  expect(played(true, false).forward).toBe("+a 16384  +b 256  +c 256");
});

test("in evaluation: the output alone", () => {
  expect(played(false).forward).toBe("+a 16384");
});

test("backward: gradients of input, weight and bias, partial sums; then input, mean and deviation go", () => {
  // 128 pixels in two pieces of 96: 1056 + 4 + 2 x 512.
  expect(played(true).backward).toBe("+a 4  +b 16384  -a  +c 16384  +d 256  +e 256  +f 2084  -f  -b  -#2  -#4  -#5");
});
