import { expect, test } from "vitest";
import { didYouMean, editDistance } from "../../src/fleet/nearest.ts";

test.each([
  ["count", "count", 0],
  ["cuont", "count", 1],
  ["gpu", "", 3],
  ["rtx3095", "rtx3090", 1],
  ["kitten", "sitting", 3],
])("%j and %j are %i edits apart", (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
  expect(editDistance(b, a)).toBe(edits);
});

test("a slip of the pen finds the name that was meant, whatever the case", () => {
  expect(didYouMean("Polcy", ["pools", "policy", "version"])).toBe("policy");
});

test("a text that is like no name finds none", () => {
  expect(didYouMean("zebra", ["pools", "policy", "version"])).toBeUndefined();
});
