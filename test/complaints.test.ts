import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const at = (path: string): URL => new URL(`../${path}`, import.meta.url);
const rows = readFileSync(at("docs/complaints.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

const bars = readFileSync(at("docs/complaints.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| B\d+ \|/.test(line))
  .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "")));

describe("the table of bars", () => {
  it("has all 16, in order", () => {
    expect(bars.map(([number]) => number)).toEqual(Array.from({ length: 16 }, (_, index) => `B${index + 1}`));
  });
});

describe("the table of complaints", () => {
  it("has all 32 groups, in order", () => {
    expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
  });

  it.each([...rows, ...bars].map((cells) => [cells[0], cells[1], cells.at(-1) ?? ""] as const))(
    "%s, %s: is held by tests that exist",
    (_number, _complaint, held) => {
      const tests = [...held.matchAll(/`(test\/[^`]+)` "([^"]+)"/g)];
      const scenarios = [...held.matchAll(/scenario `([^`]+)`/g)];
      expect(tests.length + scenarios.length).toBeGreaterThan(0);
      for (const [, file = "", words = ""] of tests) expect(readFileSync(at(file), "utf8")).toContain(words);
      for (const [, name = ""] of scenarios) expect(existsSync(at(`test/scenarios/${name}/scenario.json`))).toBe(true);
    },
  );
});
