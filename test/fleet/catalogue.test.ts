import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { GPUS, INSTANCE_TYPES } from "../../src/fleet/catalogue.ts";

test("the JSON is what the tables say", () => {
  expect(execFileSync(process.execPath, ["scripts/catalogue.mjs", "--check"], { encoding: "utf8" })).toBe("");
});

test("every figure names its source", () => {
  const without = GPUS.filter(
    (gpu) => gpu.source === "" || gpu.multiprocessorsSource === "" || (gpu.cudaMiB !== null && gpu.cudaSource === ""),
  );
  expect(without).toEqual([]);
});

test("191 GPUs and slices, six variants that print another one's name, 146 instance types", () => {
  const variants = GPUS.filter((gpu) => gpu.name !== gpu.prints);
  expect([GPUS.length - variants.length, variants.length, INSTANCE_TYPES.length]).toEqual([191, 6, 146]);
});

test.each([
  ["Tesla T4", 40],
  ["NVIDIA L4", 58],
  ["NVIDIA A10G", 80],
  ["NVIDIA A100-SXM4-80GB", 108],
  ["NVIDIA H100 PCIe", 114],
  ["NVIDIA H100 80GB HBM3", 132],
  ["NVIDIA H200", 132],
  ["NVIDIA B200", 148],
  ["NVIDIA GeForce RTX 5090", 170],
  ["NVIDIA A100-SXM4-40GB MIG 3g.20gb", 42],
])("%s has %i multiprocessors", (name, expected) => {
  expect(GPUS.find((gpu) => gpu.name === name)?.multiprocessors).toBe(expected);
});

test("every instance type has a GPU of the catalogue", () => {
  const names = new Set(GPUS.map((gpu) => gpu.name));
  expect(INSTANCE_TYPES.filter((type) => !names.has(type.gpu))).toEqual([]);
});
