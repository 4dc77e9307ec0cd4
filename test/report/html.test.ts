import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { viewerText } from "../../scripts/viewer.ts";
import { Recorder } from "../../src/execution/stream.ts";
import type { Timelines } from "../../src/memory/estimate-types.ts";
import { packed } from "../../src/memory/packed-timeline.ts";
import { timelineOf } from "../../src/memory/timeline.ts";
import { escapeHtml, html } from "../../src/report/html/html.ts";
import { reportHtml } from "../../src/report/html/page.ts";
import { judged, reportOf } from "./given.ts";

/** One that asks for as many blocks, of sizes that nothing can shorten, for each new batch. */
const noisy: Timelines = {
  timeline: ({ arguments: { batch } }) => {
    const recorder = new Recorder();
    recorder.mark("training");
    let size = batch;
    for (let block = 0; block < 40_000; block++) {
      size = (size * 48_271) % 2_147_483_647;
      recorder.allocate(size);
    }
    return timelineOf(recorder, { at: [0], bytes: [512] }, 0);
  },
};
const none: Timelines = { timeline: () => undefined };

describe("the HTML report", () => {
  it("has the viewer that site/viewer and site/style make (node scripts/viewer.ts)", async () => {
    const file = new URL("../../src/report/html/viewer.json", import.meta.url);
    expect(readFileSync(file, "utf8")).toBe(await viewerText());
  });

  it("lets the one script run whose hash it names, and nothing be fetched", () => {
    const page = reportHtml(reportOf([judged()]), none);
    const script = /<script>([\s\S]*)<\/script>\n<\/body>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(script).digest("base64");
    expect(page).toContain(`content="default-src &#39;none&#39;; script-src &#39;sha256-${hash}&#39;;`);
    expect(page.match(/\b(?:src|href)="(?!#)/g)).toBe(null);
  });

  it("shows whatever is in a file's name as text", () => {
    const file = `configs/"><img src=x onerror=alert(1)></script><script>alert(1)</script>.yaml`;
    const page = reportHtml(reportOf([judged({ file, arguments: { imgsz: 960 } })]), none);
    expect(page).not.toContain("<img");
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).toContain(escapeHtml(file));
  });

  it("holds as many timelines as keep it within 3 MB, and says that there are more", () => {
    const runs = Array.from({ length: 20 }, (_, index) =>
      judged({ file: `configs/${index}.yaml`, arguments: { batch: 17 + index, imgsz: 960 } }),
    );
    const page = reportHtml(reportOf(runs), noisy);
    expect(packed(noisy.timeline(runs[0]!.run!, runs[0]!.pools[0]!.pool.device)!).length).toBeGreaterThan(200_000);
    expect(page.length).toBeLessThan(3_000_000);
    expect(page).toMatch(/\d+ timelines had no room in this page/);
  });
});

describe("HTML with values in it", () => {
  it("escapes all that is no Html, in lists too", () => {
    expect(html`<p title="${`"'`}">${["<", html`<b>&amp;</b>`]}</p>`.text).toBe(
      '<p title="&quot;&#39;">&lt;<b>&amp;</b></p>',
    );
  });
});
