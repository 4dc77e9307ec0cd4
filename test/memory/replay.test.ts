import { expect, test } from "vitest";
import { bytes, MIB, mib } from "../../src/bytes.ts";
import { breakdownAt, type Replay, type ReplayOptions, replay } from "../../src/memory/replay.ts";
import { handStream } from "./hand-stream.ts";

const played = (text: string, options: Partial<ReplayOptions> = {}): Replay =>
  replay(handStream(text), { totalBytes: mib(1000), ...options });

/** `training 40/60`: live and reserved peak in MiB. */
const peaks = ({ phases }: Replay): readonly string[] =>
  Object.entries(phases).map(([name, { livePeakBytes, reservedPeakBytes }]) =>
    [name, `${livePeakBytes / MIB}/${reservedPeakBytes / MIB}`].join(" "),
  );

test("live peaks are those since the phase began, reserved ones include what earlier phases left reserved", () => {
  expect(peaks(played("a=10 [training] b=40 -b c=20 -c [validation] d=30 -d"))).toEqual([
    "start-up 10/10",
    "training 50/50",
    "validation 40/50",
  ]);
});

test("a phase that comes again counts with its highest peaks", () => {
  expect(peaks(played("[training] a=40 -a [validation] b=20 -b [training] c=60 -c [validation] d=10"))).toEqual([
    "start-up 0/0",
    "training 60/100",
    "validation 20/100",
  ]);
});

test("the trainer empties the cache only where more than half of the card is reserved", () => {
  const text = "[training] a=40 -a ? [validation] b=50 -b";
  expect(peaks(played(text, { totalBytes: mib(100) }))).toContain("validation 50/90");
  expect(peaks(played(text, { totalBytes: mib(79) }))).toContain("validation 50/50");
});

test("the peak lies in the fullest of the phases with the largest reserved memory", () => {
  const { peakPhase, peakEvent, reservedPeakBytes } = played("[training] a=40 -a b=20 -b [validation] c=40 d=10");
  expect([peakPhase, peakEvent, reservedPeakBytes]).toEqual(["validation", 5, mib(50)]);
});

test("the peak is the moment with most in use, though a small batch at the end reserves the last of it", () => {
  // The cache holds two blocks of 40 MiB, and none of 50.
  const { peakPhase, peakEvent, reservedPeakBytes } = played("[training] a=40 b=40 -a -b c=50 -c [validation] d=10");
  expect([peakPhase, peakEvent, reservedPeakBytes]).toEqual(["training", 1, mib(130)]);
});

test("a request that the limit forbids ends the run, in its phase", () => {
  const { outOfMemory } = played("a=40 [training] b=30 -b c=50", { limitBytes: mib(80) });
  expect(outOfMemory).toEqual({ event: 3, phase: "training" });
});

test("a workspace that the limit forbids is done without: the convolution takes another plan", () => {
  const { outOfMemory, phases } = played("[training] a=40 w~50 b=30", { limitBytes: mib(80) });
  expect([outOfMemory, phases.training?.reservedPeakBytes]).toEqual([undefined, mib(70)]);
});

test("the breakdown has what is alive by category, rounded as the allocator does, and sums to what is reserved", () => {
  const stream = handStream("a=10:parameters b=20:optimizer -b c=5:loss d=3");
  const breakdown = breakdownAt(stream, 3, mib(60));
  expect(Object.fromEntries(Object.entries(breakdown).filter(([, size]) => size > 0))).toEqual({
    parameters: mib(10),
    loss: mib(5),
    slack: mib(45),
  });
  expect(Object.values(breakdown).reduce((sum, size) => sum + size, 0)).toBe(bytes(mib(60)));
});
