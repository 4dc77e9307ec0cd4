import { describe, expect, test } from "vitest";
import { gib, MIB } from "../../src/bytes.ts";
import { GPUS } from "../../src/fleet/catalogue.ts";
import { deviceNamed, deviceWithMemory } from "../../src/fleet/device-named.ts";

/** What the name means in a line: `NVIDIA L4 22559`, or the problem's code. */
function meaning(name: string): string {
  const answer = deviceNamed(name);
  return "device" in answer ? `${answer.device.name} ${answer.device.totalBytes / MIB}` : answer.problem.code;
}

test("a device carries all that the estimate needs", () => {
  const answer = deviceNamed("NVIDIA H200");
  expect("device" in answer && answer.device).toEqual({
    name: "NVIDIA H200",
    architecture: "Hopper",
    computeCapability: "9.0",
    multiprocessors: 132,
    totalBytes: 143_155 * MIB,
  });
});

test.each(["L4", "l4", "L 4", "NVIDIA L4", "nvidia-l4", "L4-24GB", "l4 24gb"])("%j is the L4", (name) => {
  expect(meaning(name)).toBe("NVIDIA L4 22559");
});

test.each(["RTX 3090", "rtx3090", "RTX-3090", "3090", "GeForce RTX 3090", "NVIDIA GeForce RTX 3090", "RTX 3090 24GB"])(
  "%j is the RTX 3090",
  (name) => {
    expect(meaning(name)).toBe("NVIDIA GeForce RTX 3090 24259");
  },
);

test.each([
  ["NVIDIA H100 80GB HBM3", "NVIDIA H100 80GB HBM3 81009"],
  ["Tesla V100-SXM2-16GB", "Tesla V100-SXM2-16GB 16148"],
  ["A100-SXM4-40GB", "NVIDIA A100-SXM4-40GB 40325"],
  ["NVIDIA A100-SXM4-80GB MIG 2g.20gb", "NVIDIA A100-SXM4-80GB MIG 2g.20gb 19968"],
  ["A100-80-2g.20gb", "NVIDIA A100-SXM4-80GB MIG 2g.20gb 19968"],
  ["NVIDIA A100 80GB PCIe MIG 2g.20gb", "NVIDIA A100-SXM4-80GB MIG 2g.20gb 19968"],
  ["A100-80GB 2g.20gb", "NVIDIA A100-SXM4-80GB MIG 2g.20gb 19968"],
  ["RTX 3080 12GB", "NVIDIA GeForce RTX 3080 12GB 11909"],
  ["RTX 3080 10GB", "NVIDIA GeForce RTX 3080 10004"],
  ["Jetson AGX Orin 64GB", "Orin (Jetson AGX Orin 64GB) 62841"],
  ["RTX 6000 Ada", "NVIDIA RTX 6000 Ada Generation 48538"],
])("%j is %s", (name, expected) => {
  expect(meaning(name)).toBe(expected);
});

describe("a name of several cards of one size and architecture", () => {
  test("means the one with the smallest CUDA total, and says so", () => {
    const answer = deviceNamed("V100-32GB");
    expect("device" in answer && [answer.device.name, answer.notes]).toEqual([
      "Tesla V100-PCIE-32GB",
      [
        "`V100-32GB` means Tesla V100-SXM2-32GB and Tesla V100-PCIE-32GB: the one with the smallest CUDA total is taken, Tesla V100-PCIE-32GB.",
      ],
    ]);
  });

  test("of equal totals, means the one with more multiprocessors", () => {
    expect(meaning("H100")).toBe("NVIDIA H100 80GB HBM3 81009");
  });

  test.each(["A100-80GB", "A100-40GB", "H100", "V100-16GB", "P100", "RTX-PRO-6000", "H200"])(
    "%j is accepted",
    (name) => {
      expect("device" in deviceNamed(name)).toBe(true);
    },
  );
});

describe("a name of cards that differ in size", () => {
  test.each([
    ["A100", ["A100-40GB", "A100-80GB"]],
    ["NVIDIA A100", ["A100-40GB", "A100-80GB"]],
    ["V100", ["V100-16GB", "V100-32GB"]],
    ["RTX 3080", ["RTX 3080 10GB", "RTX 3080 12GB"]],
    ["rtx4060ti", ["RTX 4060 Ti 8GB", "RTX 4060 Ti 16GB"]],
    ["mig-1g.10gb", ["A100-40-1g.10gb", "A100-80-1g.10gb", "H100-80-1g.10gb"]],
    ["MIG 1g.6gb", ["A30-1g.6gb"]],
    ["A100 1g.10gb", ["A100-40-1g.10gb", "A100-80-1g.10gb"]],
  ])("%j is refused with the candidates", (name, candidates) => {
    const answer = deviceNamed(name);
    expect("problem" in answer && [answer.problem.code, answer.candidates]).toEqual(["ambiguous-gpu", candidates]);
  });

  test("has candidates that each mean one device", () => {
    for (const name of ["A100", "V100", "RTX 3080", "GTX 1060", "Orin", "mig-2g.20gb", "GH200", "RTX 3050 laptop"]) {
      const answer = deviceNamed(name);
      const codes = "candidates" in answer ? answer.candidates.map(meaning) : [];
      expect(codes.length, name).toBeGreaterThan(0);
      expect(codes, name).not.toContain("ambiguous-gpu");
      expect(codes, name).not.toContain("unknown-gpu");
    }
  });

  test("says what to write", () => {
    const answer = deviceNamed("A100");
    expect("problem" in answer && answer.problem).toEqual({
      code: "ambiguous-gpu",
      message: "`A100` means GPUs of different size: the card exists with 40 and 80 GB.",
      remedy: "Write one of A100-40GB and A100-80GB.",
    });
  });
});

test("what nvidia-smi prints for two sizes means the smaller one, and says so", () => {
  const answer = deviceNamed("NVIDIA GeForce RTX 4060 Ti");
  expect("device" in answer && [answer.device.name, answer.notes[0]]).toEqual([
    "NVIDIA GeForce RTX 4060 Ti 8GB",
    "NVIDIA GeForce RTX 4060 Ti is printed by RTX 4060 Ti 16GB and RTX 4060 Ti 8GB alike: the one with the smallest CUDA total is taken, NVIDIA GeForce RTX 4060 Ti 8GB.",
  ]);
});

test.each([
  ["RTX 3095", ["RTX 3090", "RTX 3050 8GB", "RTX 3060"]],
  ["L5", ["L4", "L40", "L20"]],
  ["A100-80-2g.20g", ["A100-80-2g.20gb", "A100-80-1g.20gb", "H100-80-2g.20gb"]],
])("%j is unknown, and the three nearest names are %j", (name, candidates) => {
  const answer = deviceNamed(name);
  expect("problem" in answer && [answer.problem.code, answer.candidates]).toEqual(["unknown-gpu", candidates]);
});

test("every row of the catalogue is reached by its own name, or says that its size is not known", () => {
  for (const gpu of GPUS) {
    const answer = deviceNamed(gpu.name);
    if (gpu.totalMiB === null) expect("problem" in answer && answer.problem.code, gpu.name).toBe("gpu-without-size");
    else expect("device" in answer && answer.rows, gpu.name).toContain(gpu);
  }
});

test("every alias of the catalogue reaches its row, or is refused because it means several sizes", () => {
  for (const gpu of GPUS) {
    for (const alias of gpu.aliases) {
      const answer = deviceNamed(alias);
      if ("device" in answer) expect(answer.rows, alias).toContain(gpu);
      else
        expect(answer.problem.code, alias).toBe(
          gpu.totalMiB === null && answer.candidates.length === 0 ? "gpu-without-size" : "ambiguous-gpu",
        );
    }
  }
});

test("a declared memory settles which card is meant and replaces its size", () => {
  const answer = deviceWithMemory("RTX 3080", gib(11.5));
  expect("device" in answer && [answer.device.name, answer.device.multiprocessors, answer.device.totalBytes]).toEqual([
    "NVIDIA GeForce RTX 3080 12GB with 11.5 GiB",
    70,
    11.5 * 1024 * MIB,
  ]);
});
