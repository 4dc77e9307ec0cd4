import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMeasurements } from "../../src/measurements/read-measurements.ts";
import { problemText } from "../../src/problem.ts";
import { measurement } from "./given.ts";

const line = (change: (value: Record<string, unknown>) => void = () => undefined): string => {
  const value = JSON.parse(JSON.stringify(measurement()));
  change(value);
  return JSON.stringify(value);
};
const read = (text: string) => readMeasurements("gpu-measurements.jsonl", text);
const told = (text: string): readonly string[] => read(text).problems.map(problemText);

describe("the file of measurements", () => {
  it("is read line by line, with empty lines and line ends of Windows", () => {
    const { measurements, problems } = read(`${line()}\r\n\n${line()}\n`);
    expect(measurements).toEqual([1, 3].map((at) => ({ measurement: measurement(), line: at })));
    expect(problems).toEqual([]);
  });

  it("tells all mistakes at once, each with its place and what would be right; other lines count", () => {
    const text = [
      line((value) => {
        value["pool"] = "";
        value["date"] = "yesterday";
      }),
      `{"pool": "team-l4", "date": }`,
      line(),
      line((value) => {
        const { measured } = value as { measured: Record<string, unknown> };
        measured["reservedPeakBytes"] = "4 GiB";
        measured["reservedPeekBytes"] = 1;
        delete value["gpu"];
      }),
      '{"pool": "team-l4"',
      "[]",
    ].join("\n");
    expect(read(text).measurements.map(({ line: at }) => at)).toEqual([3]);
    expect(told(text)).toMatchInlineSnapshot(`
      [
        "gpu-measurements.jsonl:1:9: error: \`pool\` is empty: it must be the name of a pool of the fleet file, not empty.",
        "gpu-measurements.jsonl:1:19: error: \`date\` is \`yesterday\`: it must be a day, such as \`2026-11-24\`.",
        "gpu-measurements.jsonl:2:30: error: The line is no JSON from here on. Write one JSON object a line, as \`gpu-memory calibrate\` does, or remove the line.",
        "gpu-measurements.jsonl:4:1: error: The line has no \`gpu\`.",
        "gpu-measurements.jsonl:4:352: error: \`measured.reservedPeakBytes\` is \`4 GiB\`: it must be a whole number of bytes.",
        "gpu-measurements.jsonl:4:420: error: \`measured\` has an unknown key \`reservedPeekBytes\`. Did you mean \`reservedPeakBytes\`?",
        "gpu-measurements.jsonl:5:19: error: The line is no JSON from here on. Write one JSON object a line, as \`gpu-memory calibrate\` does, or remove the line.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`pool\`.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`date\`.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`versions\`.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`gpu\`.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`run\`.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`predicted\`.",
        "gpu-measurements.jsonl:6:1: error: The line has no \`measured\`.",
      ]
    `);
  });

  it("has the column of a value in a long line", () => {
    const text = line((value) => {
      (value["versions"] as Record<string, unknown>)["torch"] = "newest";
    });
    expect(read(text).problems).toMatchObject([{ line: 1, column: text.indexOf('"newest"') + 1 }]);
  });

  it("is not held up by a text without end", { timeout: 20_000 }, () => {
    const keys = JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 1])));
    expect(told(keys)).toEqual([
      expect.stringMatching(/^gpu-measurements\.jsonl:1:1: error: The line has \d+ characters/),
    ]);
    const many = read("1\n".repeat(50_000)).problems;
    expect([many.length, many.at(-1)?.line]).toEqual([101, 101]);
    expect(many.at(-1)?.message).toBe("From here on, 49900 more lines are no measurements.");
    expect(read("[".repeat(9_000)).problems).toHaveLength(1);
  });

  it("takes any text", () => {
    const json = fc.jsonValue().map((value) => JSON.stringify(value));
    fc.assert(fc.property(fc.oneof(fc.string(), json), (text) => void read(text)));
  });
});
