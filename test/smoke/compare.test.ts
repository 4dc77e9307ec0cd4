import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bytes } from "../../src/bytes.ts";
import { createEstimator } from "../../src/memory/estimator.ts";
import { compare } from "../../src/smoke/compare.ts";
import type { MeasuredFinding } from "../../src/smoke/finding.ts";
import { ERROR_REASONS, type MeasuredRecord } from "../../src/smoke/measured-record.ts";
import { readRecords } from "../../src/smoke/read-records.ts";
import type { SmokeTest } from "../../src/smoke/smoke-tests.ts";
import { judgePool } from "../../src/verdict/pool-verdict.ts";
import { type MeasuredRow, playable } from "../measured/runs.ts";

// Recorded transcripts of smoke/measure.py (docs/measuring.md): no GPU is at hand where tests run.

const estimator = createEstimator();
const recorded = (file: string): readonly MeasuredRecord[] => {
  const { records, mistakes } = readRecords(readFileSync(new URL(`../${file}.jsonl`, import.meta.url), "utf8"));
  expect(mistakes).toEqual([]);
  return records;
};

/** The test of the run that a record is of, on a pool of that GPU, at the limit that it had. */
function testOf(record: MeasuredRecord, total?: number): SmokeTest {
  const found = playable(record as unknown as MeasuredRow);
  if (!("run" in found)) throw new Error(found.message);
  const device = { ...found.device, ...(total === undefined ? {} : { totalBytes: bytes(total) }) };
  const pool = { name: "team", device, gpusPerRun: 1, reserveBytes: bytes(0), smoke: "always", notes: [] } as const;
  const estimate = estimator.estimate(found.run, device);
  const outside = estimate.status === "estimated" ? estimate.outsideAllocatorBytes : 0;
  const cap = record.environment?.allocatorCapBytes;
  const limitBytes = cap === undefined ? device.totalBytes : bytes(cap + outside);
  const predicted = judgePool({ run: found.run, pool, required: true, limitBytes }, estimator);
  return { run: found.run, predicted };
}

const findingOf = (record: MeasuredRecord): MeasuredFinding => {
  const found = compare(testOf(record), record, estimator);
  if (found.kind !== "measured") throw new Error(found.why);
  return found;
};

describe("a recorded run against the prediction", () => {
  it("halved or not at its limit, as the engine says, 28 runs", () => {
    const records = recorded("measured/h200-8.4.190-capped");
    const found = records.map((record) => findingOf(record));
    const batches = found.map(({ outcome }) => (outcome.kind === "halved" ? outcome.batch : outcome.kind));
    const after = records.map(({ measured, train }) =>
      measured?.batchAfterFirstEpoch === train?.["batch"] ? "trains" : measured?.batchAfterFirstEpoch,
    );
    expect(batches).toEqual(after);
    expect(new Set(batches).size).toBeGreaterThan(2);
    expect(found.filter(({ outcome, wrong }) => outcome.kind === "halved" && wrong.length > 0)).toEqual([]);
  });

  it("out of memory for good, with the phase", () => {
    const found = recorded("measured/failing-8.4.190").map((record) => findingOf(record));
    expect(found.map(({ outcome }) => outcome.kind)).toEqual(Array(8).fill("fails"));
    expect(found.map(({ outcome }) => outcome.kind === "fails" && outcome.phase)).toContain("validation");
    expect(found.flatMap(({ wrong }) => wrong)).toEqual([]);
  });

  it("short runs at their defaults train as predicted, and their peak is within the interval or said to be outside", () => {
    const records = recorded("smoke/recorded/declared");
    const found = records.map((record) => findingOf(record));
    expect(found.map(({ outcome }) => outcome.kind)).toEqual(Array(records.length).fill("trains"));
    for (const { predicted, reservedPeakBytes: peak, wrong } of found) {
      const inside = peak >= predicted!.lowerBytes && peak <= predicted!.upperBytes;
      expect(wrong).toHaveLength(inside ? 0 : 1);
    }
    expect(found.filter(({ wrong }) => wrong.length === 0).length).toBeGreaterThan(found.length / 2);
  });
});

describe("a prediction that was wrong", () => {
  const record = recorded("smoke/recorded/declared").find(({ id }) => id === "S01")!;
  const halved = { ...record, measured: { ...record.measured!, batchAfterFirstEpoch: 8 } };

  it("is said in plain words", () => {
    expect(findingOf(halved).wrong).toEqual([
      "the prediction was that it would train; it was silently trained at batch 8",
    ]);
    const more = { ...record, measured: { ...record.measured!, trainReservedPeakBytes: bytes(2 ** 33) } };
    expect(findingOf(more).wrong).toEqual([
      expect.stringMatching(/^PyTorch reserved 8\.0 GiB, which is more than the predicted [\d.]+ GiB to [\d.]+ GiB$/),
    ]);
    const less = {
      ...record,
      measured: {
        ...record.measured!,
        trainReservedPeakBytes: bytes(2 ** 30),
        validationReservedPeakBytes: bytes(0),
        checkpointReservedPeakBytes: bytes(0),
        finalEvaluationReservedPeakBytes: bytes(0),
      },
    };
    expect(findingOf(less).wrong[0]).toContain("which is less than the predicted");
  });

  it("is not one where the allocator was short and its peak says nothing", () => {
    const squeezed = {
      ...record,
      measured: { ...record.measured!, allocRetries: 2, trainReservedPeakBytes: bytes(2 ** 33) },
    };
    expect(findingOf(squeezed)).toMatchObject({ squeezed: true, wrong: [] });
  });

  it("is judged by the versions of the runner, and says where they differ", () => {
    const older = { ...record, environment: { ...record.environment, ultralytics: "8.3.63" } };
    const found = compare(testOf(record), older, estimator);
    expect(found).toMatchObject({ remarks: ["The runner has Ultralytics 8.3.63, and 8.4.190 was to be judged"] });
    const same = findingOf(record);
    expect((found as MeasuredFinding).predicted).not.toEqual(same.predicted);
  });
});

describe("a record without a measurement", () => {
  const record = recorded("smoke/recorded/declared").find(({ id }) => id === "S01")!;
  const test = testOf(record);

  it.each(ERROR_REASONS)("%s is told with its reason", (reason) => {
    const { measured: _, ...rest } = record;
    const found = compare(
      test,
      { ...rest, error: { reason, phase: "startUp", message: "The runner says so." } },
      estimator,
    );
    expect(found).toMatchObject({
      kind: "not-measured",
      reason,
      why: expect.stringMatching(/^[a-z].*: The runner says so$/),
    });
  });

  it("of another card than the pool declares is none, whatever name it has", () => {
    const other = testOf(record, 24 * 2 ** 30);
    expect(compare(other, record, estimator)).toMatchObject({
      kind: "not-measured",
      reason: "other-gpu",
      why: expect.stringContaining("NVIDIA H100 80GB HBM3 has 79.2 GiB"),
    });
  });

  it("out of memory in the first step is a failed run, not a mishap", () => {
    const failed = { ...record, error: { reason: "out-of-memory", phase: "train", message: "CUDA" } as const };
    expect(compare(test, failed, estimator)).toMatchObject({
      kind: "measured",
      outcome: { kind: "fails", phase: "training" },
    });
  });
});
