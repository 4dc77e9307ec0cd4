import { expect, test } from "vitest";
import { Allocator } from "../../src/memory/allocator.ts";
import type { Block } from "../../src/memory/pool.ts";
import { type Trace, traceNames, traceOf } from "../measured/traces.ts";

/** Bytes that the driver handed out at most, as recorded. */
function recordedPeak(trace: Trace): number {
  let reserved = 0;
  let peak = 0;
  for (const [action, , size] of trace.events) {
    if (action === "segment_alloc") reserved += size;
    if (action === "segment_free") reserved -= size;
    peak = Math.max(peak, reserved);
  }
  return peak;
}

/** The requests and frees of the recording, served by our allocator; the cache is emptied where segments went back. */
function replayedPeak(trace: Trace): number {
  const allocator = new Allocator();
  const live = new Map<number, Block>();
  let previous = "";
  for (const [action, address, size] of trace.events) {
    const block = action === "alloc" ? allocator.allocate(size) : live.get(address);
    if (action === "alloc" && block !== undefined) live.set(address, block);
    if (action === "free_completed" && block !== undefined) {
      allocator.release(block);
      live.delete(address);
    }
    if (action === "segment_free" && previous !== "segment_free") allocator.emptyCache();
    previous = action;
  }
  return allocator.reservedPeak;
}

test("there are 17 recorded short runs, and 16 of other models, of default settings and of two GPUs", () => {
  expect(traceNames).toHaveLength(33);
});

test.each(traceNames)("%s reserves to the byte what was recorded", (name) => {
  const trace = traceOf(name);
  expect(replayedPeak(trace)).toBe(recordedPeak(trace));
});
