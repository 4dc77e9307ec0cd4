// Draws the picture of docs/how-it-works.md, in both schemes, with the page's own drawing: `node scripts/site-pictures.ts`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rowsOf } from "../test/measured/runs.ts";
import { openBrowser } from "../test/site/browser.ts";
import { servedSite } from "../test/site/served.ts";

const row = rowsOf("h200-8.4.190").find(({ id }) => id === "u031");
if (row === undefined) throw new Error("the row of the worked example is gone");
const { measured: _, ...line } = row;
const site = await servedSite();
const browser = await openBrowser();
for (const colorScheme of ["light", "dark"] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 1000 }, deviceScaleFactor: 2 });
  await page.goto(`${site.url}#${new URLSearchParams({ text: JSON.stringify(line) })}`);
  await page.waitForSelector(".answer-ready .timeline");
  const file = fileURLToPath(new URL(`../docs/timeline-${colorScheme}.png`, import.meta.url));
  writeFileSync(file, await page.locator(".timeline-plot").first().screenshot());
  console.log(file);
}
await browser.close();
await site.close();
