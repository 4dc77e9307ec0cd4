// Prints how fast the page and the HTML report are in headless Chromium, and how large: medians of some repeats, the machine as
// it is. `npm run bench:site`; CHROMIUM names another Chromium than the one that npm ci brought.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openBrowser } from "../test/site/browser.ts";
import { manyRunsReport } from "../test/site/many-runs.ts";
import { servedSite } from "../test/site/served.ts";

const CHANGES = 15;
const LOADS = 7;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

const site = await servedSite();
const browser = await openBrowser();
const folder = mkdtempSync(join(tmpdir(), "gpu-memory-bench-"));
const config = (batch: number): string =>
  `model: yolov8m.pt\ndata: coco.yaml\nepochs: 100\nbatch: ${batch}\nimgsz: 640\n`;

const firsts: number[] = [];
for (let load = 0; load < LOADS; load++) {
  const page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForSelector(".answer-ready");
  firsts.push(Number(await page.evaluate("document.body.dataset.first")));
  await page.close();
}

const page = await browser.newPage();
await page.goto(site.url);
await page.waitForSelector(".answer-ready");
const changes: number[] = [];
for (let change = 0; change < CHANGES; change++) {
  await page.waitForTimeout(150);
  // From the input to the frame in which verdict, bars and timeline are drawn; the table's pause has not run out.
  const taken = await page.evaluate(`new Promise((done) => {
    const input = document.querySelector("textarea");
    const before = document.body.dataset.answered;
    const start = performance.now();
    input.value = ${JSON.stringify(config(9 + change))};
    new MutationObserver((_, observer) => {
      if (document.body.dataset.answered === before) return;
      observer.disconnect();
      done(performance.now() - start);
    }).observe(document.body, { attributes: true });
    input.dispatchEvent(new Event("input"));
  })`);
  changes.push(Number(taken));
}
await page.waitForSelector("#gpus [data-judged]", { timeout: 120_000, state: "attached" });
const verdicts = Number(await page.getAttribute("#gpus [data-judged]", "data-judged"));
await page.waitForSelector("#gpus [data-milliseconds]", { timeout: 120_000, state: "attached" });
const whole = Number(await page.getAttribute("#gpus [data-milliseconds]", "data-milliseconds"));
await page.close();

const assets = readdirSync(join(site.folder, "assets")).map((file) => join(site.folder, "assets", file));
const size = [...assets, join(site.folder, "index.html")].reduce(
  (sum, file) => sum + gzipSync(readFileSync(file)).length,
  0,
);

const file = join(folder, "report.html");
writeFileSync(file, await manyRunsReport(20));
const reportPage = await browser.newPage();
const opens: number[] = [];
for (let load = 0; load < LOADS; load++) {
  const start = performance.now();
  await reportPage.goto(`file://${file}`);
  await reportPage.locator("[data-timelines]").first().scrollIntoViewIfNeeded();
  await reportPage.waitForSelector("[data-shown]");
  opens.push(performance.now() - start);
}
await reportPage.close();

console.log(`Chromium ${browser.version()}, ${availableParallelism()} cores`);
console.log(`page and engine      ${(size / 1000).toFixed(0)} kB compressed (gzip)`);
console.log(`first answer         ${ms(median(firsts))} after the worker has loaded`);
console.log(`a change             ${ms(median(changes))} to verdict, bars and timeline, YOLOv8m`);
console.log(`verdicts of all GPUs ${ms(verdicts)}`);
console.log(`their largest values ${ms(whole)}`);
console.log(
  `report of 20 runs    ${(statSync(file).size / 1e6).toFixed(2)} MB, opens in ${ms(median(opens))}, first timelines drawn`,
);
await browser.close();
await site.close();
rmSync(folder, { recursive: true, force: true });
