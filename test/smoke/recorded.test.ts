import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rowsOf } from "../measured/runs.ts";

// A recorded transcript of smoke/measure.py on an H100 (docs/measuring.md): no GPU is at hand where tests run.

interface Recorded {
  readonly id: string;
  readonly error?: object;
  readonly measured: Readonly<Record<string, unknown>>;
}

const recorded = (file: string): readonly Recorded[] =>
  readFileSync(new URL(`recorded/${file}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

const PEAKS = ["train", "validation", "checkpoint"].flatMap((phase) => [
  `${phase}LivePeakBytes`,
  `${phase}ReservedPeakBytes`,
]);
const number = (measured: object, key: string): number => Number((measured as Record<string, unknown>)[key]);
const apart = (a: object, b: object, key: string): number => Math.abs(number(a, key) / number(b, key) - 1);

test("60 runs of the reference, all tasks among them, measure the same within 1 % on another card", () => {
  const reference = new Map(rowsOf("h200-8.4.190").map((row) => [row.id, row]));
  const rows = rowsOf("repeated-h100-8.4.190");
  expect(new Set(rows.map(({ task }) => task)).size).toBe(7);
  const off = rows.flatMap(({ id, measured }) =>
    PEAKS.filter((key) => !(apart(measured, reference.get(id)?.measured ?? {}, key) <= 0.01)).map((key) => [id, key]),
  );
  expect(rows).toHaveLength(60);
  expect(off).toEqual([]);
});

test("recording a trace changes no peak by 0.5 %", () => {
  const rows = new Map(recorded("traced").map((row) => [row.id, row.measured]));
  const pairs = [...rows.keys()].filter((id) => id.endsWith("-on")).map((id) => [id, id.replace("-on", "-off")]);
  expect(pairs).toHaveLength(6);
  for (const [on = "", without = ""] of pairs)
    for (const key of PEAKS) expect(apart(rows.get(on) ?? {}, rows.get(without) ?? {}, key)).toBeLessThan(0.005);
});

test("the smallest limit is found within 2 % in six runs", () => {
  const found = recorded("limits").map(({ measured }) => measured["smallestLimit"] as Record<string, number>);
  expect(found).toHaveLength(2);
  for (const { survivesBytes = 0, failsBytes = 0, runs = 0 } of found) {
    expect(survivesBytes / failsBytes).toBeLessThanOrEqual(1.02);
    expect(runs).toBeLessThanOrEqual(6);
  }
});

test("a smoke test of YOLOv8n takes less than 60 s, and every declared run was measured", () => {
  const rows = recorded("declared");
  expect(rows.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(number(rows.find(({ id }) => id === "smoke")?.measured ?? {}, "seconds")).toBeLessThan(60);
});
