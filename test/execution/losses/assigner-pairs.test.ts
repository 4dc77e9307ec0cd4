import { expect, test } from "vitest";
import type { AssignerSizes } from "../../../src/execution/losses/assigner.ts";
import { assignPairs } from "../../../src/execution/losses/assigner-pairs.ts";
import { newTape } from "../listing.ts";

const SIZES: AssignerSizes = {
  batch: 4,
  most: 8,
  anchors: 8400,
  classes: 80,
  candidates: 8286,
  oneToOne: false,
  scoreType: "fp16",
  rotated: false,
  compare: undefined,
};

/** Most bytes alive at one time, and the sizes left at the end. */
function played(changes: Partial<AssignerSizes>) {
  const tape = newTape();
  tape.autocast = true;
  assignPairs(tape, { ...SIZES, ...changes });
  const { events, sizes } = tape.recorder;
  const alive = new Set<number>();
  let live = 0;
  let peak = 0;
  for (const event of events) {
    const size = sizes[event < 0 ? ~event : event]!;
    live += event < 0 ? -size : size;
    peak = Math.max(peak, live);
    if (event < 0) alive.delete(~event);
    else alive.add(event);
  }
  return { peak, left: [...alive].map((block) => sizes[block]) };
}

test("labels, boxes, scores, foreground and indices are left, as recorded from yolov8n at batch 4", () => {
  expect(played({}).left).toEqual([268_800, 268_800, 537_600, 10_752_000, 33_600]);
});

test("with many classes the peak is two int64 one-hots, a repeated foreground and its truth values", () => {
  const { peak } = played({});
  // 21,504,000 twice, 10,752,000 and 2,688,000 bytes were recorded; beside them tables of pairs.
  const classes = 2 * 21_504_000 + 10_752_000 + 2_688_000;
  expect(peak).toBeGreaterThan(classes);
  expect(peak).toBeLessThan(classes * 1.1);
});

test("with many labels the peak is the table of four differences of each pair", () => {
  const { peak } = played({ classes: 1, most: 300 });
  const pairs = 4 * 300 * 8400 * 4;
  expect(peak).toBeGreaterThanOrEqual(8 * pairs);
  expect(peak).toBeLessThan(8.1 * pairs);
});
