import fc from "fast-check";
import { expect, test } from "vitest";
import { differences } from "../../src/memory/differences.ts";

test("equal sequences do not differ", () => {
  expect(differences([1, 2, 3], [1, 2, 3])).toEqual({ missing: [], extra: [] });
});

test("what only one of two sequences has is named by its place there", () => {
  expect(differences([..."abcaxba"], [..."abcaba"])).toEqual({ missing: [4], extra: [] });
  expect(differences([..."ac"], [..."abcd"])).toEqual({ missing: [], extra: [1, 3] });
  expect(differences([..."axc"], [..."abc"])).toEqual({ missing: [1], extra: [1] });
  expect(differences([], [..."ab"])).toEqual({ missing: [], extra: [0, 1] });
});

test("without the differences both sequences are the same", () => {
  const sequence = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(sequence, sequence, (a, b) => {
      const { missing, extra } = differences(a, b);
      const rest = a.filter((_, i) => !missing.includes(i));
      expect(rest).toEqual(b.filter((_, i) => !extra.includes(i)));
    }),
  );
});
