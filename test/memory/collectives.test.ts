import { describe, expect, test } from "vitest";
import { MIB } from "../../src/bytes.ts";
import { collectivesNote, collectivesOf } from "../../src/memory/collectives.ts";
import { outsideOf } from "../../src/memory/outside.ts";
import { playable, rowsOf } from "../measured/runs.ts";
import { gpu, runWith } from "./run-with.ts";

const on = (device: string, name = "NVIDIA H200", ultralytics = "8.4.190") =>
  collectivesOf(runWith({ train: { device }, environment: { ultralytics } }), gpu(name));

const mib = (found: ReturnType<typeof on>) =>
  found && [found.interval.lowerBytes, found.bytes, found.interval.upperBytes].map((bytes) => bytes / MIB);

test("one GPU needs no NCCL", () => {
  expect(on("0")).toBeUndefined();
  expect(collectivesNote(runWith(), gpu("NVIDIA H200"))).toEqual([]);
});

test("two GPUs over NVLink: what was measured while training, and with the results gathered", () => {
  expect(mib(on("0,1", "NVIDIA H200", "8.3.63"))?.[1]).toBe(852);
  expect(mib(on("0,1"))?.[1]).toBe(1230);
});

test("without NVLink: what was measured through the host, up to peer access with as few channels", () => {
  expect(mib(on("0,1", "NVIDIA L4"))).toEqual([396, 454, 542]);
});

test("each further GPU needs a buffer for each channel; rings alone were measured, so trees are in the upper end", () => {
  expect(mib(on("0,1,2,3"))).toEqual([454, 1230 + 2 * 320, 1230 + 2 * 320 + 24 * 20]);
  expect(collectivesNote(runWith({ train: { device: "0,1,2,3" } }), gpu("NVIDIA H200"))).toEqual([
    "This is the first of 4 GPUs, which needs most. NCCL is taken to hold 1870 MiB there, as on two H100 over NVLink, with buffers for 4.",
  ]);
});

describe.each(["several-gpus-8.4.190", "several-gpus-8.3.63"])("the runs of %s", (file) => {
  test("held outside the allocator what is expected", () => {
    const rows = rowsOf(file);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      const found = playable(row);
      if (!("run" in found)) throw new Error(found.message);
      const { interval } = outsideOf(found.device, collectivesOf(found.run, found.device));
      const measured = (row.measured as { readonly outsideAllocatorAtEndBytes: number }).outsideAllocatorAtEndBytes;
      expect(measured).toBeGreaterThanOrEqual(interval.lowerBytes);
      expect(measured).toBeLessThanOrEqual(interval.upperBytes);
    }
  });
});
