import { expect, test } from "vitest";
import { imagesPerGpu, trainingShare, validationShare } from "../../../src/execution/phases/shares.ts";

test("the batch is divided, what is over is dropped, and a GPU has one image at least", () => {
  expect([imagesPerGpu(16, 2), imagesPerGpu(15, 2), imagesPerGpu(2, 4), imagesPerGpu(16, 1)]).toEqual([8, 7, 1, 16]);
});

test("every GPU trains on equally many images", () => {
  expect([trainingShare(50, 2), trainingShare(51, 2), trainingShare(51, 1)]).toEqual([25, 26, 51]);
});

test("the first GPU validates whole batches, one more where they can't be shared equally", () => {
  // 37 images in batches of 16: the first GPU takes two of the three.
  expect(validationShare(37, 16, 2)).toBe(32);
  expect(validationShare(64, 16, 2)).toBe(32);
  expect(validationShare(20, 16, 2)).toBe(16);
});

test("images that would be one batch are shared one by one", () => {
  expect([validationShare(16, 16, 2), validationShare(9, 16, 2), validationShare(9, 16, 4)]).toEqual([8, 5, 3]);
});

test("one GPU has all images", () => {
  expect([validationShare(37, 16, 1), validationShare(9, 16, 1)]).toEqual([37, 9]);
});
