import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeProblems } from "./axe.ts";
import { openBrowser } from "./browser.ts";
import { manyRunsReport } from "./many-runs.ts";

const folder = mkdtempSync(join(tmpdir(), "gpu-memory-report-"));
const file = join(folder, "report.html");
let browser: Browser;

beforeAll(async () => {
  writeFileSync(file, await manyRunsReport(3));
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(more = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage(more);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => faults.push(message.text()));
  page.on("request", (request) => {
    if (request.url() !== `file://${file}`) faults.push(request.url());
  });
  await page.goto(`file://${file}`);
  // Timelines are drawn when they come into sight.
  await page.locator("[data-timelines]").first().scrollIntoViewIfNeeded();
  await page.waitForSelector("[data-shown]");
  return { page, faults };
}

/** Different colors in a picture's middle column: a drawn timeline has several. */
const colors = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.querySelector("canvas")!;
    const { data } = canvas.getContext("2d")!.getImageData(Math.floor(canvas.width / 3), 0, 60, canvas.height);
    const seen = new Set<string>();
    for (let at = 0; at < data.length; at += 4) seen.add(data.subarray(at, at + 3).join());
    return seen.size;
  });

describe("the HTML report in a browser", () => {
  it.each(["light", "dark"] as const)(
    "draws before and after, asks the network for nothing, and axe objects to nothing (%s)",
    async (colorScheme) => {
      const { page, faults } = await opened({ colorScheme });
      expect(await page.locator("[data-shown] .timeline").count()).toBeGreaterThanOrEqual(2);
      expect(await colors(page)).toBeGreaterThan(4);
      expect(await axeProblems(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  it("says by what its picture stands: the peak is that of the table", async () => {
    const { page } = await opened();
    const after = page.locator(".run").first().locator(".timeline").nth(1);
    const need = await page.locator(".run").first().locator(".bars data").nth(1).innerText();
    expect(await after.locator(".timeline-plot").getAttribute("aria-valuetext")).toContain(`${need} with CUDA's own`);
    await page.close();
  });

  it("zooms a timeline of more than 100,000 events", async () => {
    const { page } = await opened();
    const plot = page.locator(".timeline-plot").nth(1);
    expect(Number(await plot.getAttribute("aria-valuemax"))).toBeGreaterThan(100_000);
    await plot.focus();
    const before = await page.evaluate(() => document.querySelectorAll("canvas")[1]!.toDataURL());
    const frame = await page.evaluate(async () => {
      const target = document.querySelectorAll(".timeline-plot")[1]!;
      const times: number[] = [];
      for (let step = 0; step < 40; step++) {
        const key = step % 8 < 4 ? "+" : "-";
        const start = performance.now();
        target.dispatchEvent(new KeyboardEvent("keydown", { key }));
        await new Promise((go) => requestAnimationFrame(go));
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[20]!;
    });
    // 30 frames a second.
    expect(frame).toBeLessThan(1000 / 30);
    await page.keyboard.press("+");
    await page.waitForTimeout(50);
    expect(await page.evaluate(() => document.querySelectorAll("canvas")[1]!.toDataURL())).not.toBe(before);
    await page.close();
  });

  it("prints in light colors, with its tables", async () => {
    const { page } = await opened({ colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe("rgb(255, 255, 255)");
    expect((await page.pdf()).length).toBeGreaterThan(20_000);
    await page.close();
  });
});
