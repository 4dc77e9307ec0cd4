import { describe, expect, it } from "vitest";
import { GIB } from "../../src/bytes.ts";
import { memoryChart } from "../../src/report/chart.ts";
import { commentBody } from "../../src/report/comment.ts";
import { summaryBody } from "../../src/report/summary.ts";
import { shownPool } from "../../src/report/words.ts";
import { judged, reportOf } from "./given.ts";

const grown = judged({ arguments: { imgsz: 960 } });
const after = shownPool(grown)!;
const before = grown.before!.pools[0]!;

/** The pairs that follow a word, `bar` or `line`, in the order written. */
const pairs = (chart: string, word: string): readonly (readonly [number, number])[] =>
  [...chart.matchAll(new RegExp(`^  ${word} \\[([\\d.]+), ([\\d.]+)\\]$`, "gm"))].map(([, a, b]) => [
    Number(a),
    Number(b),
  ]);

describe("the picture of before and after", () => {
  const chart = memoryChart(after, before);

  it("has as its tallest bars what the table has as totals", () => {
    expect(pairs(chart, "bar")[0]).toEqual([before, after].map((pool) => Number((pool.needBytes! / GIB).toFixed(1))));
  });

  it("paints the tallest series first, so that none hides another", () => {
    const bars = pairs(chart, "bar");
    for (const side of [0, 1] as const)
      expect(bars.map((bar) => bar[side])).toEqual([...bars.map((bar) => bar[side])].sort((a, b) => b - a));
    expect(bars.length).toBeGreaterThan(3);
  });

  it("has the limit as a line over both bars, within the axis", () => {
    const limit = Number((after.limitBytes / GIB).toFixed(1));
    expect(pairs(chart, "line")).toEqual([[limit, limit]]);
    const top = Number(/0 --> (\d+)/.exec(chart)?.[1]);
    expect(top).toBeGreaterThan(Math.max(limit, ...pairs(chart, "bar").flat()));
  });

  it("is left out where there is nothing before", () => {
    expect(memoryChart(after, undefined)).toBe("");
  });

  it("is folded in the comment and open in the job summary", () => {
    const report = reportOf([grown]);
    expect(commentBody(report)).toContain("<details><summary>As a picture, with the limit</summary>\n\n```mermaid\n");
    expect(summaryBody(report)).toContain(
      "<details open><summary>As a picture, with the limit</summary>\n\n```mermaid\n",
    );
  });
});
