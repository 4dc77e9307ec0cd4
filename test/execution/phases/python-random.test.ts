import { expect, test } from "vitest";
import { PythonRandom } from "../../../src/execution/phases/python-random.ts";

// What CPython 3.12 prints for the same calls.
test("draws what Python's generator draws", () => {
  const random = new PythonRandom(12_345);
  expect([random.below(10), random.below(1_000_000), random.range(5, 500)]).toEqual([6, 768_276, 10]);
});

const digest = (random: PythonRandom): number =>
  Array.from({ length: 700 }, () => random.range(320, 992)).reduce((sum, drawn) => (sum * 31 + drawn) % 1_000_003, 7);

test.each([
  [960, 64, 231_566],
  [96, 32, 850_910],
  [20, 21, 413_415],
])("samples of %i and %i take as much of it as Python's", (first, second, sum) => {
  const random = new PythonRandom(0);
  random.sample(first, 5);
  random.sample(second, 5);
  expect(digest(random)).toBe(sum);
});

test("from seed 0 come the sizes that 8.3.63 was recorded with", () => {
  const random = new PythonRandom(0);
  const sizes = Array.from({ length: 8 }, () => Math.floor(random.range(320, 992) / 32) * 32);
  expect(sizes).toEqual([704, 736, 352, 576, 832, 800, 704, 608]);
});
