import { expect, test } from "vitest";
import { GPUS, isMigSlice } from "../../src/fleet/catalogue.ts";
import { cudaTotal } from "../../src/fleet/cuda-total.ts";

const total = (name: string) => {
  const gpu = GPUS.find((candidate) => candidate.name === name);
  if (gpu === undefined) throw new Error(name);
  return cudaTotal(gpu);
};

test("of several readings the smallest is taken, and said", () => {
  expect(total("NVIDIA H100 80GB HBM3")).toEqual({
    mib: 81_009,
    basis: "seen",
    note: "CUDA was seen to report 79.22, 79.21, 79.19, 79.14, 79.11 GiB on NVIDIA H100 80GB HBM3: the smallest is taken.",
  });
});

test("a single reading needs no note", () => {
  expect(total("NVIDIA L40")).toEqual({ mib: 45_466, basis: "seen" });
});

test("a card that was never seen borrows the gap of its twin", () => {
  expect(total("NVIDIA L40S")).toEqual({
    mib: 46_068 - 602,
    basis: "assumed",
    note: "What CUDA reports on NVIDIA L40S was never seen: 602 MiB less than nvidia-smi is assumed, as on NVIDIA L40 (same architecture and size).",
  });
});

test("without a twin, the largest gap of the architecture's size class is taken", () => {
  expect(total("NVIDIA GeForce RTX 3070")).toEqual({
    mib: 8192 - 342,
    basis: "assumed",
    note: "What CUDA reports on NVIDIA GeForce RTX 3070 was never seen: 342 MiB less than nvidia-smi is assumed, as on NVIDIA RTX A2000 (same architecture, same size class).",
  });
});

test("an architecture that was never seen borrows from the next one", () => {
  expect(total("Tesla M60")?.note).toContain("as on NVIDIA GeForce GTX 1060 3GB (next architecture, same size class)");
});

test("a MIG slice and a Jetson report what the catalogue says", () => {
  expect(total("NVIDIA A100-SXM4-80GB MIG 2g.20gb")).toEqual({ mib: 19_968, basis: "same" });
  expect(total("Orin (Jetson AGX Orin 64GB)")).toEqual({ mib: 62_841, basis: "same" });
});

test("a card without a size has no total", () => {
  expect(total("NVIDIA B100")).toBeUndefined();
});

test("on every whole card CUDA reports at most what nvidia-smi does, and at most 1 GiB less", () => {
  for (const gpu of GPUS.filter((candidate) => !isMigSlice(candidate))) {
    const gap = (gpu.totalMiB ?? 0) - (cudaTotal(gpu)?.mib ?? 0);
    expect(gap, gpu.name).toBeGreaterThanOrEqual(0);
    expect(gap, gpu.name).toBeLessThan(1024);
  }
});
