import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRecords } from "../../src/smoke/read-records.ts";

const folder = (name: string): readonly string[] => {
  const url = new URL(`../${name}/`, import.meta.url);
  const files = readdirSync(url).filter((file) => file.endsWith(".jsonl") && !file.startsWith("checkpointing"));
  return files.map((file) => readFileSync(new URL(file, url), "utf8"));
};
const record = {
  id: "a",
  train: { model: "yolov8n.yaml" },
  environment: { gpu: "NVIDIA L4", ultralytics: "8.4.190" },
  measured: { trainReservedPeakBytes: 2 ** 31 },
};
const read = (value: unknown) => readRecords(`${JSON.stringify(value)}\n`);

describe("records of smoke/measure.py", () => {
  it("are read, every one that was ever recorded", () => {
    const texts = [...folder("smoke/recorded"), ...folder("measured")];
    const lines = texts.flatMap((text) => text.trim().split("\n"));
    const { records, mistakes } = readRecords(lines.join("\n"));
    expect(mistakes).toEqual([]);
    expect(records.length).toBe(lines.length);
    expect(records.length).toBeGreaterThan(500);
  });

  it("keep what is known and lose what nobody reads", () => {
    const { records } = read({ ...record, extra: { a: 1 }, error: { reason: "killed", message: "m", log: "long" } });
    expect(records).toEqual([{ ...record, error: { reason: "killed", message: "m" } }]);
  });

  it.each([
    ["nothing measured and no error", { id: "a" }, "has neither `measured` nor `error`"],
    [
      "a size below nothing",
      { ...record, measured: { trainReservedPeakBytes: -1 } },
      "measured.trainReservedPeakBytes",
    ],
    [
      "a size that is no number",
      { ...record, measured: { trainLivePeakBytes: "1 GiB" } },
      "measured.trainLivePeakBytes",
    ],
    ["more than any GPU has", { ...record, measured: { trainReservedPeakBytes: 2 ** 60 } }, "trainReservedPeakBytes"],
    ["an unknown reason", { id: "a", error: { reason: "<img>", message: "" } }, "error.reason"],
    ["a text without end", { id: "a", error: { reason: "failed", message: "x".repeat(5000) } }, "error.message"],
    ["no id", { ...record, id: "" }, "`id`"],
    ["a list", [], "must be"],
  ])("%s is refused, with the line and the field", (_, value, said) => {
    const { records, mistakes } = read(value);
    expect(records).toEqual([]);
    expect(mistakes).toEqual([expect.stringMatching(/^Line 1 /)]);
    expect(mistakes[0]).toContain(said);
  });

  it("one bad line costs no other", () => {
    const { records, mistakes } = readRecords(`nonsense\n\n${JSON.stringify(record)}\n`);
    expect([records.length, mistakes]).toEqual([1, ["Line 1 is not JSON."]]);
  });

  it("too much is not read at all", () => {
    expect(readRecords("x".repeat(8_000_001)).mistakes).toHaveLength(1);
    expect(readRecords(`{}\n`.repeat(2001)).mistakes).toEqual(["There are 2001 records; 2000 are allowed."]);
  });

  it("no text makes it throw", () => {
    fc.assert(fc.property(fc.string(), fc.jsonValue(), (text, json) => void [readRecords(text), read(json)]));
  });
});
