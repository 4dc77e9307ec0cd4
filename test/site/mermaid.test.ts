import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryChart } from "../../src/report/chart.ts";
import { shownPool } from "../../src/report/words.ts";
import { judged } from "../report/given.ts";
import { openBrowser } from "./browser.ts";

// The picture of the report, drawn by Mermaid itself as GitHub sets it up. PICTURES=folder keeps what was drawn.

const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");
const pictures = process.env["PICTURES"];

const grown = judged({ arguments: { imgsz: 960 } });
const chart = memoryChart(shownPool(grown)!, grown.before!.pools[0]);
const source = /```mermaid\n([\s\S]*?)\n```/.exec(chart)?.[1] ?? "";

/** The pairs that follow a word, `bar` or `line`, in the order written. */
const pairs = (word: string): readonly (readonly number[])[] =>
  [...source.matchAll(new RegExp(`^  ${word} \\[([\\d.]+), ([\\d.]+)\\]$`, "gm"))].map(([, ...both]) =>
    both.map(Number),
  );
const axis = Number(/0 --> (\d+)/.exec(source)?.[1]);
const palette = (/"plotColorPalette":"([^"]*)"/.exec(source)?.[1] ?? "").split(",");

interface Drawn {
  /** Widths of the bars of each series, as a share of the axis, by colour. */
  readonly bars: readonly { readonly color: string; readonly shares: readonly number[] }[];
  /** Where the limit's line stands, as shares of the axis. */
  readonly line: { readonly color: string; readonly shares: readonly number[] };
  readonly texts: readonly string[];
  readonly background: string;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 120_000);
afterAll(() => browser?.close());

/** The source drawn on a page of this scheme, and the elements of the drawing measured. */
async function drawn(scheme: "light" | "dark"): Promise<{ page: Page; result: Drawn; faults: string[] }> {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 760, height: 240 } });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => faults.push(request.url()));
  const canvas = scheme === "light" ? "#ffffff" : "#0d1117";
  await page.setContent(`<body style="margin:0;background:${canvas}"><div id="here"></div></body>`);
  await page.addScriptTag({ content: readFileSync(mermaid, "utf8") });
  const result = await page.evaluate(
    async ({ text, dark, top }) => {
      // biome-ignore lint/suspicious/noExplicitAny: the library's global, which has no types here
      const library = (globalThis as any).mermaid;
      library.initialize({ startOnLoad: false, securityLevel: "strict", theme: dark ? "dark" : "default" });
      const { svg } = await library.render("chart", text);
      const here = document.getElementById("here")!;
      here.innerHTML = svg;
      const ticks = [
        ...here.querySelectorAll(".left-axis .label text, .bottom-axis .label text, .top-axis .label text"),
      ];
      const numbers = ticks
        .map((each) => ({ value: Number(each.textContent), box: each.getBoundingClientRect() }))
        .filter(({ value }) => !Number.isNaN(value));
      const centre = ({ left, right }: DOMRect): number => (left + right) / 2;
      const [zero, last] = [numbers.find(({ value }) => value === 0), numbers.at(-1)];
      if (zero === undefined || last === undefined) throw new Error("no axis");
      const scale = ((centre(last.box) - centre(zero.box)) / last.value) * top;
      const share = (x: number): number => (x - centre(zero.box)) / scale;
      const bars = [...here.querySelectorAll("g[class^='bar-plot']")].map((group) => {
        const rects = [...group.querySelectorAll("rect")];
        return {
          color: rects[0]?.getAttribute("fill") ?? "",
          shares: rects.map((rect) => share(rect.getBoundingClientRect().right)),
        };
      });
      const path = here.querySelector("g[class^='line-plot'] path")!;
      const { left, right } = path.getBoundingClientRect();
      return {
        bars,
        line: { color: path.getAttribute("stroke") ?? "", shares: [share(left), share(right)] },
        texts: [...here.querySelectorAll("text")].map((each) => each.textContent ?? ""),
        background: here.querySelector(".background")?.getAttribute("fill") ?? "",
      };
    },
    { text: source, dark: scheme === "dark", top: axis },
  );
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, `mermaid-${scheme}.png`), await page.screenshot());
  }
  return { page, result, faults };
}

describe.each(["light", "dark"] as const)("the picture as Mermaid draws it (%s)", (scheme) => {
  it("has both bars with every slice as long as its figure, in its colour, and the limit across", async () => {
    const { page, result, faults } = await drawn(scheme);
    expect(faults).toEqual([]);
    expect(result.bars.map(({ color }) => color)).toEqual(palette.slice(0, -1));
    for (const [index, pair] of pairs("bar").entries())
      for (const [side, value] of pair.entries())
        expect(result.bars[index]?.shares[side]).toBeCloseTo(value / axis, 1.7);
    expect(result.line.color).toBe(palette.at(-1));
    const [limit = 0] = pairs("line")[0] ?? [];
    for (const share of result.line.shares) expect(share).toBeCloseTo(limit / axis, 1.7);
    expect(result.texts).toEqual(expect.arrayContaining(["before", "after", "GiB"]));
    expect(result.background).toBe("transparent");
    await page.close();
  });
});
