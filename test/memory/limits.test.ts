import { expect, test } from "vitest";
import { MIB, mib } from "../../src/bytes.ts";
import { allocatorSettings } from "../../src/memory/allocator-settings.ts";
import { outcomeUnder, smallestLimit } from "../../src/memory/limits.ts";
import { handStream } from "./hand-stream.ts";
import { type Changes, runWith } from "./run-with.ts";

interface Limited {
  readonly limit: number;
  readonly changes?: Changes;
  /** The run at a batch: 22 MiB, and in training 20 for each image unless said otherwise. */
  readonly streamAt?: (batch: number) => string;
}

const training = (batch: number): string => `w=20:parameters [training] a=${20 * batch} s=0 -a [validation] b=10`;

const outcome = ({ limit, changes = {}, streamAt = training }: Limited) =>
  outcomeUnder({
    run: runWith(changes),
    totalBytes: mib(10_000),
    limitBytes: mib(limit),
    batch: 16,
    streamAt: (batch) => handStream(streamAt(batch)),
  });

test("a run within its limit trains as written", () => {
  expect(outcome({ limit: 342 })).toEqual({ kind: "trains" });
});

test("a run out of memory in the first epoch's training goes on at half the batch, up to three times", () => {
  expect(outcome({ limit: 340 })).toEqual({ kind: "halved", batch: 8 });
  expect(outcome({ limit: 102 })).toEqual({ kind: "halved", batch: 4 });
  expect(outcome({ limit: 62 })).toEqual({ kind: "halved", batch: 2 });
  expect(outcome({ limit: 60 })).toEqual({ kind: "fails", phase: "training" });
});

test("before 8.4.13, and on several GPUs, nothing is halved", () => {
  expect(outcome({ limit: 340, changes: { environment: { ultralytics: "8.4.12" } } })).toEqual({
    kind: "fails",
    phase: "training",
  });
  expect(outcome({ limit: 340, changes: { environment: { ultralytics: "8.4.13" } } }).kind).toBe("halved");
  expect(outcome({ limit: 340, changes: { train: { device: [0, 1], batch: 16 } } }).kind).toBe("fails");
});

test("a batch whose peak is known to be within the limit is not played again", () => {
  const played: number[] = [];
  const found = outcomeUnder({
    run: runWith(),
    totalBytes: mib(10_000),
    limitBytes: mib(102),
    batch: 16,
    streamAt: (batch) => {
      played.push(batch);
      return handStream(training(batch));
    },
    peakAt: (batch) => mib(20 * batch + 22),
  });
  expect([found, played]).toEqual([{ kind: "halved", batch: 4 }, [16, 8]]);
});

test("validation, the optimizer's step and later epochs are not rescued", () => {
  const cases: readonly ((batch: number) => string)[] = [
    (batch) => `[training] a=10 -a [validation] b=${20 * batch}`,
    (batch) => `[training] a=10 o=${20 * batch}:optimizer`,
    (batch) => `[training] a=10 -a [validation] b=10 -b [training] c=${20 * batch}`,
  ];
  expect(cases.map((streamAt) => outcome({ limit: 100, streamAt }))).toEqual([
    { kind: "fails", phase: "validation" },
    { kind: "fails", phase: "training" },
    { kind: "fails", phase: "training" },
  ]);
});

test("the smallest limit lies between live and reserved peak, and the run survives it and not less", () => {
  // 40 and then 50 MiB, never together: 90 MiB are reserved, and 50 suffice where the first ones can go back.
  const limit = smallestLimit(handStream("[training] a=40 -a b=50 s=0"), {
    livePeakBytes: mib(50),
    reservedPeakBytes: mib(90),
    totalBytes: mib(1000),
    settings: allocatorSettings(undefined),
  });
  expect(limit / MIB).toBe(52);
});

test("a run whose blocks can't be given back needs what it reserves", () => {
  // The 2 MiB that stay in the middle of a segment keep all of it.
  const limit = smallestLimit(handStream("[training] a=4 k=2 c=4 -a -c d=40 s=0"), {
    livePeakBytes: mib(42),
    reservedPeakBytes: mib(60),
    totalBytes: mib(1000),
    settings: allocatorSettings(undefined),
  });
  expect(limit / MIB).toBe(60);
});
