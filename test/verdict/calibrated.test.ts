import { expect, test } from "vitest";
import { bytes, gib, MIB } from "../../src/bytes.ts";
import type { Estimated } from "../../src/memory/estimate-types.ts";
import { calibrated } from "../../src/verdict/calibrated.ts";
import { estimateOf } from "./given.ts";

const mib = (n: number) => bytes(n * MIB);
const estimate = estimateOf(gib(4), 16) as Estimated;
const calibration = { outsideAllocatorBytes: mib(400), margin: { below: 0, above: 0 } } as Parameters<
  typeof calibrated
>[1];

test("what was measured outside the allocator differs from run to run by as much as on the card with most runs", () => {
  expect(calibrated(estimate, calibration)).toMatchObject({
    outsideAllocatorBytes: mib(400),
    outsideInterval: { lowerBytes: mib(362), upperBytes: mib(438) },
  });
});

test("it was measured on one GPU: on several, what NCCL holds comes to it", () => {
  const collectives = { bytes: mib(1230), interval: { lowerBytes: mib(454), upperBytes: mib(1240) } };
  expect(calibrated({ ...estimate, collectives }, calibration)).toMatchObject({
    outsideAllocatorBytes: mib(1630),
    outsideInterval: { lowerBytes: mib(816), upperBytes: mib(1678) },
  });
});
