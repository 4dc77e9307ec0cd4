import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { createEstimator } from "../../src/memory/estimator.ts";
import { packed, unpacked } from "../../src/memory/packed-timeline.ts";
import { heldBytes } from "../../src/memory/rounding.ts";
import { playable, rowsOf } from "../measured/runs.ts";

const rows = rowsOf("default-settings-8.4.190").slice(0, 6);

test.each(rows)("$id is the same timeline after it was packed, in less than 60 kB", (row) => {
  const found = playable(row);
  if (!("run" in found)) throw new Error(found.message);
  const timeline = createEstimator().timeline(found.run, found.device)!;
  const text = packed(timeline);
  expect(unpacked(inflateRawSync(Buffer.from(text, "base64")))).toEqual(timeline);
  expect(text.length).toBeLessThan(60_000);
});

test("a timeline reaches the reserved peak of the estimate, with what is live at the peak", () => {
  const found = playable(rows[0]!);
  if (!("run" in found)) throw new Error(found.message);
  const estimator = createEstimator();
  const estimate = estimator.estimate(found.run, found.device);
  const timeline = estimator.timeline(found.run, found.device)!;
  if (estimate.status !== "estimated") throw new Error(estimate.reason.message);
  expect(Math.max(...timeline.reserved.bytes)).toBe(estimate.reservedPeakBytes);
  const held = new Map<string, number>();
  for (const event of timeline.events.subarray(0, timeline.peakEvent + 1)) {
    const block = event < 0 ? ~event : event;
    const name = timeline.categoryNames[timeline.categories[block]!]!;
    held.set(name, (held.get(name) ?? 0) + (event < 0 ? -1 : 1) * heldBytes(timeline.sizes[block]!));
  }
  const { slack, ...live } = estimate.breakdown;
  for (const [name, bytes] of Object.entries(live)) expect([name, held.get(name) ?? 0]).toEqual([name, bytes]);
  expect(estimate.reservedPeakBytes - [...held.values()].reduce((sum, each) => sum + each, 0)).toBe(slack);
});
