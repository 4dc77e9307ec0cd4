import { expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { INSTANCE_TYPES } from "../../src/fleet/catalogue.ts";
import { instanceNamed, instancesWith } from "../../src/fleet/instance.ts";

test.each([
  ["aws/g6.xlarge", "NVIDIA L4", 1],
  ["g6.12xlarge", "NVIDIA L4", 4],
  ["AWS/P4DE.24xlarge", "NVIDIA A100-SXM4-80GB", 8],
  ["azure/standard_nc4as_t4_v3", "Tesla T4", 1],
  ["gcp/n1-standard-8 + 2x nvidia-tesla-t4", "Tesla T4", 2],
  ["github/gpu-t4-4-core", "Tesla T4", 1],
])("%s has %s, %i times", (name, gpu, count) => {
  const found = instanceNamed(name);
  expect("device" in found && [found.device.name, found.count]).toEqual([gpu, count]);
});

test("a share of a GPU has that share of its memory, and says so", () => {
  const found = instanceNamed("aws/g6f.2xlarge");
  expect(
    "device" in found && [
      found.device.name,
      Math.floor(found.device.totalBytes / MIB),
      found.count,
      found.notes.at(-1),
    ],
  ).toEqual([
    "NVIDIA L4 (1/4)",
    5639,
    1,
    "aws/g6f.2xlarge has 1/4 of an NVIDIA L4: that share of the card's CUDA total is assumed.",
  ]);
});

test("an unknown type names the three nearest", () => {
  const found = instanceNamed("aws/g6.xlarg");
  expect("problem" in found && [found.problem.code, found.candidates]).toEqual([
    "unknown-instance",
    ["aws/g6.xlarge", "aws/g5.xlarge", "aws/g6.2xlarge"],
  ]);
});

test("every row is reached by its own name", () => {
  for (const type of INSTANCE_TYPES) {
    const found = instanceNamed(`${type.provider}/${type.type}`);
    expect("device" in found && found.device.name.startsWith(type.gpu), type.type).toBe(true);
  }
});

test("a GPU knows the instance types that have it", () => {
  expect(instancesWith("NVIDIA A10G")).toEqual([
    "aws/g5.xlarge",
    "aws/g5.2xlarge",
    "aws/g5.4xlarge",
    "aws/g5.8xlarge",
    "aws/g5.16xlarge",
    "aws/g5.12xlarge",
    "aws/g5.24xlarge",
    "aws/g5.48xlarge",
  ]);
});
