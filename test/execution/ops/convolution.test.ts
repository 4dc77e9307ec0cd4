import { expect, test } from "vitest";
import { convolution } from "../../../src/execution/ops/convolution.ts";
import type { Settings, Tape } from "../../../src/execution/tape.ts";
import type { DType, Tensor } from "../../../src/execution/tensor.ts";
import { type ConvOptions, conv2d } from "../../../src/graph/layers/conv.ts";
import { newTape, told } from "../listing.ts";

interface Case {
  readonly in: number;
  readonly out: number;
  readonly side?: number;
  readonly dtype?: DType;
  readonly options?: ConvOptions & { readonly bias?: boolean };
  readonly settings?: Partial<Settings>;
}

/** What forward and backward of a convolution ask for; weights and input are there before. Input: 1 image of side 8. */
function played(of: Case): { readonly forward: string; readonly backward: string } {
  const tape = newTape(of.settings);
  const { bias = false, ...options } = of.options ?? {};
  const layer = conv2d(of.in, of.out, { ...options, bias });
  const trained = (shape: readonly number[]): Tensor => {
    const tensor = tape.tensor(shape, "fp32", tape.order);
    tensor.requiresGrad = true;
    return tensor;
  };
  const weight = trained([of.out, of.in / layer.groups, ...layer.kernel]);
  const weights = { weight, bias: bias ? trained([of.out]) : undefined };
  const input = tape.tensor([1, of.in, of.side ?? 8, of.side ?? 8], of.dtype ?? "fp16", tape.order);
  input.requiresGrad = true;
  tape.autocast = tape.settings.amp;
  let from = tape.recorder.events.length;
  const output = convolution(tape, input, layer, weights);
  const forward = told(tape.recorder, from);
  tape.endAutocast();
  const scalar = summed(tape, output);
  from = tape.recorder.events.length;
  tape.backward(scalar);
  return { forward, backward: told(tape.recorder, from) };
}

/** A scalar whose gradient for x is one dense tensor. */
const summed = (tape: Tape, x: Tensor): Tensor =>
  tape.attachOne(tape.tensor([], "fp32"), [x], [], () => [tape.ordered(x)]);

test("with AMP the weight is cast, then comes the output; eight channels take no workspace", () => {
  const { forward } = played({ in: 16, out: 32 });
  // 32 x 16 halves of weight; 32 x 8 x 8 halves of output.
  expect(forward).toBe("+a 1024  +b 4096");
});

test("bias, weight and input are cast in this order", () => {
  const { forward } = played({ in: 16, out: 32, dtype: "fp32", options: { bias: true } });
  // The casts of parameters stay for the rest of autocast, the input's for backward.
  expect(forward).toBe("+a 64  +b 1024  +c 2048  +d 4096");
});

test("without AMP nothing is cast", () => {
  const { forward } = played({ in: 16, out: 32, dtype: "fp32", settings: { amp: false } });
  expect(forward).toBe("+a 8192");
});

test("a channel count that is no multiple of eight takes a workspace for padded copies", () => {
  const { forward } = played({ in: 12, out: 32, options: { kernel: 3, padding: 1 } });
  // Input padded to 16 channels, weight 16 x 32 x 3 x 3: halves, and 16 bytes.
  const workspace = 2 * (16 * 8 * 8 + 16 * 32 * 9) + 16;
  expect(forward).toBe(`+a ${2 * 12 * 32 * 9}  +b 4096  +c ${workspace}  -c`);
});

test("in NCHW a wide kernel takes a workspace for input, output and weight in the other order", () => {
  const { forward } = played({
    in: 16,
    out: 32,
    options: { kernel: 3, padding: 1 },
    settings: { channelsLast: false },
  });
  const workspace = 2 * (16 * 64 + 32 * 64 + 16 * 32 * 9) + 16;
  expect(forward).toBe(`+a ${2 * 16 * 32 * 9}  +b 4096  +c ${workspace}  -c`);
});

test("stride and padding decide the output's side", () => {
  const { forward } = played({ in: 8, out: 8, options: { kernel: 3, stride: 2, padding: 1 } });
  expect(forward).toBe(`+a ${2 * 8 * 8 * 9}  +b ${2 * 8 * 4 * 4}`);
});

test("backward: the input's gradient, the half weight gradient, then that cast to fp32", () => {
  const { backward } = played({ in: 16, out: 32 });
  // Scalar; gradient of the output; data gradient; weight gradient; what came in goes, then the half weight; fp32 cast.
  expect(backward).toBe("+a 4  +b 4096  -a  +c 2048  +d 1024  -b  -#2  +e 2048  -d");
});
