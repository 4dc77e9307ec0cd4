import { expect, test } from "vitest";
import { gib } from "../../src/bytes.ts";
import { memoryDevice } from "../../src/fleet/memory-device.ts";

test("a GPU given by its memory is like the card of the nearest size, and says so", () => {
  expect(memoryDevice(gib(24), undefined)).toEqual({
    device: {
      name: "24.0 GiB Ampere GPU",
      architecture: "Ampere",
      computeCapability: "8.6",
      multiprocessors: 82,
      totalBytes: gib(24),
    },
    notes: [
      "A GPU given by its memory is assumed to be like NVIDIA GeForce RTX 3090 otherwise (Ampere, 82 multiprocessors), the card of the nearest size.",
    ],
  });
});

test("the architecture can be said, in any case", () => {
  const answer = memoryDevice(gib(79), "hopper");
  expect("device" in answer && [answer.device.name, answer.device.multiprocessors]).toEqual([
    "79.0 GiB Hopper GPU",
    132,
  ]);
});

test("an unknown architecture is refused with the one that was meant", () => {
  const answer = memoryDevice(gib(24), "Adda");
  expect("problem" in answer && answer.problem).toEqual({
    code: "unknown-architecture",
    message: "`Adda` is no architecture that gpu-memory knows.",
    remedy: "Did you mean `Ada`?",
  });
});
