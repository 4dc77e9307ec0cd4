import { expect, test } from "vitest";
import type { Tape } from "../../src/execution/tape.ts";
import type { Tensor } from "../../src/execution/tensor.ts";
import { newTape, told } from "./listing.ts";

/** A trained parameter of 100 floats. */
function parameter(tape: Tape): Tensor {
  const tensor = tape.tensor([100], "fp32");
  tensor.requiresGrad = true;
  return tensor;
}

/** An operation of one input: output of the same size; keeps the input; its gradient has the input's size. */
function double(tape: Tape, x: Tensor): Tensor {
  return tape.attachOne(tape.like(x), [x], [x], (_, [input]) => [input && tape.like(input)]);
}

/** A scalar that depends on x. */
const loss = (tape: Tape, x: Tensor): Tensor => tape.attachOne(tape.tensor([], "fp32"), [x], [], () => [tape.like(x)]);

test("a block goes with the last tensor that looks at it", () => {
  const tape = newTape();
  const whole = tape.tensor([2, 3], "fp32");
  const part = tape.view(whole, [3]);
  tape.keep(whole);
  tape.drop(whole, whole);
  expect(told(tape.recorder)).toBe("+a 24");
  tape.drop(part);
  expect(told(tape.recorder)).toBe("+a 24  -a");
});

test("sizes follow shape and type; nothing is asked for where there are no elements", () => {
  const tape = newTape();
  for (const dtype of ["fp32", "fp16", "int64", "int32", "int8"] as const) tape.tensor([2, 5], dtype);
  tape.drop(tape.tensor([0, 4], "fp32"));
  tape.tensor([], "fp32");
  expect([...tape.recorder.sizes]).toEqual([40, 20, 80, 40, 10, 4]);
});

test("what an operation saved lives until its backward has run, then goes after the gradients that came in", () => {
  const tape = newTape();
  const x = parameter(tape);
  const y = double(tape, x);
  const z = double(tape, y);
  tape.drop(y);
  const scalar = loss(tape, z);
  tape.drop(z);
  const before = tape.recorder.events.length;
  expect(told(tape.recorder)).toBe("+a 400  +b 400  +c 400  +d 4  -c");
  tape.backward(scalar);
  // Gradient of the scalar, of z; of y (then z's gradient, then y which was saved); of x, which stays.
  expect(told(tape.recorder, before)).toBe("+a 4  +b 400  -a  +c 400  -b  -#1  +d 400  -c");
  expect(x.grad?.bytes).toBe(400);
});

test("a second gradient is added in place where the first is dense and nobody else holds it", () => {
  const tape = newTape();
  const x = parameter(tape);
  const y = double(tape, x);
  const [left, right] = [double(tape, y), double(tape, y)];
  const both = tape.attachOne(tape.tensor([], "fp32"), [left, right], [], () => [tape.like(left), tape.like(right)]);
  const before = tape.recorder.events.length;
  tape.backward(both);
  // Of both; of left (b), right (c); right's result for y (d) and left's (e), which is added to d and goes; of x (f).
  expect(told(tape.recorder, before)).toBe("+a 4  +b 400  +c 400  -a  +d 400  -c  +e 400  -b  -e  +f 400  -d");
});

test("a second gradient is added into a new tensor where the first is a slice of a larger one", () => {
  const tape = newTape();
  const x = parameter(tape);
  const y = double(tape, x);
  const slice = (gradient: Tensor | undefined) => gradient && tape.view(gradient, y.shape, { strided: true });
  const left = double(tape, y);
  const right = tape.attachOne(tape.like(y), [y], [], ([gradient]) => [slice(gradient)]);
  const both = tape.attachOne(tape.tensor([], "fp32"), [left, right], [], () => [tape.like(left), tape.like(right)]);
  const before = tape.recorder.events.length;
  tape.backward(both);
  // c is the gradient of right, and as a slice that of y; left's (d) is not added to it but both into e.
  expect(told(tape.recorder, before)).toBe("+a 4  +b 400  +c 400  -a  +d 400  -b  +e 400  -c  -d  +f 400  -e");
});

test("the gradient of a parameter stays, and a later one is added to it", () => {
  const tape = newTape();
  const x = parameter(tape);
  const pass = (): string => {
    const before = tape.recorder.events.length;
    const y = double(tape, x);
    const scalar = loss(tape, y);
    tape.drop(y);
    tape.backward(scalar);
    tape.drop(scalar);
    return told(tape.recorder, before);
  };
  expect(pass()).toBe("+a 400  +b 4  -a  +c 4  +d 400  -c  +e 400  -d  -b");
  expect(pass()).toBe("+a 400  +b 4  -a  +c 4  +d 400  -c  +e 400  -d  -e  -b");
});

test("an operation whose result nobody uses gives up what it saved, and so do those before it", () => {
  const tape = newTape();
  const x = parameter(tape);
  const y = double(tape, x);
  const z = double(tape, y);
  tape.drop(y);
  expect(told(tape.recorder)).toBe("+a 400  +b 400  +c 400");
  tape.drop(z);
  expect(told(tape.recorder)).toBe("+a 400  +b 400  +c 400  -c  -b");
});

test("nothing is saved where no gradient is wanted", () => {
  const tape = newTape();
  tape.gradients = false;
  const x = parameter(tape);
  const y = double(tape, x);
  tape.drop(double(tape, y), y);
  expect(told(tape.recorder)).toBe("+a 400  +b 400  +c 400  -c  -b");
});

test("autocast casts a trained parameter once and keeps the cast to its end; other tensors at every use", () => {
  const tape = newTape();
  const weight = parameter(tape);
  const image = tape.tensor([100], "fp32");
  tape.autocast = true;
  for (let use = 0; use < 2; use++) tape.drop(tape.low(weight), tape.low(image));
  expect(told(tape.recorder)).toBe("+a 400  +b 400  +c 200  +d 200  -d  +e 200  -e");
  tape.endAutocast();
  expect(told(tape.recorder)).toBe("+a 400  +b 400  +c 200  +d 200  -d  +e 200  -e  -c");
});

test("without gradients autocast keeps no cast, and in fp32 it makes none", () => {
  const tape = newTape();
  const weight = parameter(tape);
  tape.gradients = false;
  tape.autocast = true;
  tape.drop(tape.low(weight));
  tape.autocast = false;
  tape.drop(tape.low(weight));
  expect(told(tape.recorder)).toBe("+a 400  +b 200  -b");
});

test("a library handle's workspace is taken once and stays", () => {
  const tape = newTape();
  tape.handle("matrix forward", 1000);
  tape.handle("matrix forward", 1000);
  tape.handle("matrix backward", 1000);
  expect(told(tape.recorder)).toBe("+a 1000  +b 1000");
});

test("a loss without a past has no backward: that is a mistake of the program", () => {
  const tape = newTape();
  expect(() => tape.backward(tape.tensor([], "fp32"))).toThrow("no backward");
});
