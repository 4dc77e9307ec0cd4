import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEstimator } from "../../src/memory/estimator.ts";
import { measuredFiles, playable, rowsOf } from "../measured/runs.ts";
import { axeProblems } from "./axe.ts";
import { openBrowser } from "./browser.ts";
import { type Served, servedSite } from "./served.ts";

let site: Served;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "gpu-memory-page-"));
const root = fileURLToPath(new URL("../..", import.meta.url));

beforeAll(async () => {
  site = await servedSite();
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page, and every fault that it had: uncaught errors, refused scripts, requests to elsewhere. */
async function opened(hash = "", more = {}): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...more });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url) && !/^(?:data|blob):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(`${site.url}${hash === "" ? "" : `#${hash}`}`);
  return { page, faults };
}

const config = (lines: Readonly<Record<string, string | number>>): string =>
  Object.entries(lines)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
const SMALL = { model: "yolov8n.pt", data: "coco.yaml", epochs: 100, batch: 8, imgsz: 320 };
const of = (text: string, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ text, ...more }).toString();

/** Types into the page and waits for the answer to just that. */
async function typed(page: Page, text: string): Promise<void> {
  const before = Number(await page.evaluate(() => document.body.dataset["answered"] ?? "0"));
  await page.fill("#config", text);
  await page.waitForFunction((last) => Number(document.body.dataset["answered"] ?? "0") > last, before);
}

const verdictOf = (page: Page): Promise<string> => page.innerText("#answer .big");
const value = (page: Page, name: string): Promise<number> =>
  page.getAttribute(`#answer [data-name="${name}"]`, "value").then(Number);

describe("the page", () => {
  it("answers a config, and another one as it is typed; the address brings the same answer back", async () => {
    const { page, faults } = await opened(of(config(SMALL), { gpu: "Tesla T4" }));
    await page.waitForSelector(".answer-ready");
    expect(await verdictOf(page)).toBe("✓ FITS");
    const small = await value(page, "need");
    await typed(page, config({ ...SMALL, model: "yolov8x.pt", batch: 64, imgsz: 640 }));
    expect(await verdictOf(page)).toBe("✗ DOES NOT FIT");
    expect(await page.innerText("#answer")).toMatch(/On Tesla T4 it will silently train at batch \d+/);
    const large = await value(page, "need");
    expect(large).toBeGreaterThan(small);
    const again = await opened(new URL(page.url()).hash.slice(1));
    await again.page.waitForSelector(".answer-ready");
    expect(await value(again.page, "need")).toBe(large);
    expect(await again.page.inputValue("#config")).toContain("batch: 64");
    expect([...faults, ...again.faults]).toEqual([]);
    await page.close();
    await again.page.close();
  });

  it("says what `gpu-memory estimate` says, to the byte", async () => {
    const file = "configs/gantry-small.yaml";
    const example = join(root, "examples/vision-team");
    const text = readFileSync(join(example, file), "utf8");
    const data = readFileSync(join(example, "data/gantry.yaml"), "utf8");
    writeFileSync(join(folder, "config.yaml"), text);
    execFileSync("mkdir", ["-p", join(folder, "data")]);
    writeFileSync(join(folder, "data/gantry.yaml"), data);
    let out = "";
    try {
      out = execFileSync(
        process.execPath,
        [join(root, "src/cli.ts"), "estimate", join(folder, "config.yaml"), "--gpu", "NVIDIA L4", "--format", "json"],
        { encoding: "utf8" },
      );
    } catch (error) {
      out = (error as { stdout: string }).stdout;
    }
    const [said] = JSON.parse(out).pools;
    const { page, faults } = await opened(of(text, { gpu: "NVIDIA L4", "file:data/gantry.yaml": data }));
    await page.waitForSelector(".answer-ready");
    expect(await verdictOf(page)).toContain(said.verdict);
    expect(await value(page, "need")).toBe(said.needBytes);
    expect(await value(page, "limit")).toBe(said.limitBytes);
    for (const [name, bytes] of Object.entries(said.estimate.breakdown).filter(([, bytes]) => Number(bytes) > 0))
      expect([name, await value(page, name)]).toEqual([name, bytes]);
    for (const [name, peaks] of Object.entries<{ livePeakBytes: number; reservedPeakBytes: number }>(
      said.estimate.phases,
    )) {
      expect(await value(page, `${name}: live`)).toBe(peaks.livePeakBytes);
      expect(await value(page, `${name}: reserved`)).toBe(peaks.reservedPeakBytes);
    }
    expect(faults).toEqual([]);
    await page.close();
  });

  it("keeps the last good answer while a config is half typed, and marks the line", async () => {
    const { page, faults } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    const need = await value(page, "need");
    await typed(page, "model: yolov8n.pt\ndata: coco.yaml\nbatch: [8\nimgsz: 320\n");
    expect(await value(page, "need")).toBe(need);
    expect(await page.getAttribute("#config", "aria-invalid")).toBe("true");
    expect(Number(await page.innerText(".lines .wrong >> nth=0"))).toBeGreaterThanOrEqual(3);
    expect(await page.innerText("#problems")).toMatch(/Line \d+, column \d+:/);
    await typed(page, config({ ...SMALL, bach: 8 }));
    expect(await page.innerText("#problems")).toMatch(/Line 6, column 1:.*bach.*batch/s);
    expect(faults).toEqual([]);
    await page.close();
  });

  it("shows HTML in a config as text", async () => {
    const { page, faults } = await opened();
    await page.waitForSelector(".answer-ready");
    const evil = `<img src=x onerror="document.body.dataset.hit='yes'"><script>document.body.dataset.hit='yes'</script>`;
    await typed(page, config({ ...SMALL, model: JSON.stringify(evil), [JSON.stringify(evil)]: 1 }));
    expect(await page.innerText("#problems")).toContain("<img");
    expect(await page.locator("#problems img, #problems script").count()).toBe(0);
    expect(await page.evaluate(() => document.body.dataset["hit"])).toBe(undefined);
    expect(faults).toEqual([]);
    await page.close();
  });

  it("reads a yolo train line, Python and a model file", async () => {
    const { page, faults } = await opened();
    await page.waitForSelector(".answer-ready");
    await typed(page, "yolo detect train model=yolov8n.pt data=coco.yaml batch=8 imgsz=320");
    const line = await value(page, "need");
    await typed(page, `from ultralytics import YOLO\nYOLO("yolov8n.pt").train(data="coco.yaml", batch=8, imgsz=320)\n`);
    expect(await value(page, "need")).toBe(line);
    await typed(
      page,
      "nc: 4\nbackbone:\n  - [-1, 1, Conv, [16, 3, 2]]\n  - [-1, 1, Conv, [32, 3, 2]]\nhead:\n  - [[0, 1], 1, Detect, [nc]]\n",
    );
    expect(await page.innerText("#answer")).toContain("detect");
    expect(await page.getAttribute("#config", "aria-invalid")).toBe("false");
    expect(faults).toEqual([]);
    await page.close();
  });

  it("stays alive with a model of a thousand layers", async () => {
    const { page, faults } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    const layers = Array.from({ length: 1000 }, () => "  - [-1, 1, Conv, [8, 3, 1]]").join("\n");
    // As a paste does it, at once: fill() types line by line, each with a layout of the page.
    await page.evaluate((text) => {
      const input = document.querySelector("textarea")!;
      input.value = text;
      input.dispatchEvent(new Event("input"));
    }, `nc: 4\nbackbone:\n${layers}\nhead:\n  - [[998, 999], 1, Detect, [nc]]\n`);
    const longest = await page.evaluate(async () => {
      let [last, most] = [performance.now(), 0];
      const end = last + 1500;
      while (last < end) {
        await new Promise((go) => setTimeout(go, 5));
        most = Math.max(most, performance.now() - last);
        last = performance.now();
      }
      return most;
    });
    expect(longest).toBeLessThan(1000);
    await typed(page, config({ ...SMALL, batch: 4 }));
    expect(await verdictOf(page)).toBe("✓ FITS");
    expect(faults).toEqual([]);
    await page.close();
  });

  it("fills the table over all GPUs, and looks for the largest values", async () => {
    const { page, faults } = await opened(of(config({ ...SMALL, epochs: 1 }), { images: "64" }));
    await page.waitForSelector('#gpus tr[data-gpu="NVIDIA L4"]');
    const need = Number(await page.getAttribute('#gpus tr[data-gpu="NVIDIA L4"] [data-name="need"]', "value"));
    expect(need).toBe(await value(page, "need"));
    await page.waitForFunction(
      () => /[1-9]\d* of them with their largest/.test(document.querySelector("#gpus")?.textContent ?? ""),
      undefined,
      { timeout: 60_000 },
    );
    await page.fill("#gpus input", "tesla t4");
    const rows = await page.locator("#gpus tbody tr:visible").allInnerTexts();
    expect(rows).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.close();
  });

  it("finds the largest values that `gpu-memory fit` finds", async () => {
    const text = config({ ...SMALL, model: "yolov8x.pt", imgsz: 640 });
    writeFileSync(join(folder, "large.yaml"), text);
    const gpus = ["Tesla T4", "NVIDIA L4"];
    const out = execFileSync(
      process.execPath,
      [join(root, "src/cli.ts"), "fit", join(folder, "large.yaml"), ...gpus.flatMap((name) => ["--gpu", name])],
      { encoding: "utf8" },
    );
    const { page, faults } = await opened(of(text));
    for (const name of gpus) {
      const cell = (column: string): Promise<string> =>
        page.innerText(`#gpus tr[data-gpu="${name}"] [data-column=${column}]:not(:text-is("…"))`, { timeout: 120_000 });
      const said = (varied: string): string =>
        new RegExp(`^${name}.* ${varied} +(?:picks )?(\\d+(?: or more)?) `, "m").exec(out)?.[1] ?? out;
      expect([name, await cell("largestBatch"), await cell("largestImgsz"), await cell("autoBatch")]).toEqual([
        name,
        said("batch"),
        said("imgsz"),
        said("AutoBatch"),
      ]);
    }
    expect(faults).toEqual([]);
    await page.close();
  }, 300_000);

  it("offers a fleet file that the command takes", async () => {
    const { page } = await opened(
      of(config({ ...SMALL, data: "data/own.yaml" }), { gpu: "Tesla T4", images: "5000", labelsMean: "4" }),
    );
    await page.waitForSelector(".answer-ready");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /Fleet file/ }).click();
    const file = await (await download).path();
    const { readFleet } = await import("../../src/fleet/read-fleet.ts");
    const { fleet, problems } = readFleet("gpu-fleet.yml", readFileSync(file, "utf8"));
    expect(problems).toEqual([]);
    expect(fleet?.pools[0]?.device.name).toBe("Tesla T4");
    expect(fleet?.datasets["data/own.yaml"]).toMatchObject({ images: 5000, labelsPerImage: { mean: 4, maximum: 4 } });
    await page.close();
  });

  it("has room on a telephone", async () => {
    const { page } = await opened(of(config({ ...SMALL, bach: 8 })), { viewport: { width: 360, height: 740 } });
    await page.waitForSelector("#problems li");
    await typed(page, config(SMALL));
    await page.waitForSelector("#gpus tbody tr");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.close();
  });

  it("can be used by keys: the moment moves, and is told", async () => {
    const { page } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    const plot = page.locator(".timeline-plot").first();
    await plot.focus();
    const told = () => plot.getAttribute("aria-valuetext");
    const peak = await told();
    expect(peak).toMatch(/training, step \d+, event \d+ of \d+: [\d.]+ GiB live, [\d.]+ GiB reserved/);
    await page.keyboard.press("Home");
    expect(await told()).toMatch(/start-up, event 0 of/);
    await page.keyboard.press("PageDown");
    expect(await told()).toMatch(/training/);
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("+");
    await page.keyboard.press("p");
    expect(await told()).toBe(peak);
    await page.close();
  });

  it.each(["light", "dark"] as const)("has nothing that axe objects to, in the %s scheme", async (colorScheme) => {
    const { page } = await opened(of(config({ ...SMALL, bach: 8 })), { colorScheme });
    await page.waitForSelector("#problems li");
    await typed(page, config({ ...SMALL, batch: 512, imgsz: 1280 }));
    await page.waitForSelector("#gpus tbody tr");
    expect(await axeProblems(page)).toEqual([]);
    for (const name of readdirSync(join(site.folder, "docs")).filter((file) => file.endsWith(".html"))) {
      await page.goto(`${site.url}docs/${name}`);
      expect([name, await axeProblems(page)]).toEqual([name, []]);
    }
    await page.close();
  });

  it("is 400 kB or less compressed, engine and all", () => {
    const assets = readdirSync(join(site.folder, "assets")).map((file) => join(site.folder, "assets", file));
    const sizes = [...assets, join(site.folder, "index.html")].map((file) => gzipSync(readFileSync(file)).length);
    expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThan(400_000);
  });

  it("links to pages that are there", async () => {
    const { page } = await opened();
    const pages = ["index.html", ...readdirSync(join(site.folder, "docs")).map((file) => `docs/${file}`)];
    for (const name of pages.filter((each) => each.endsWith(".html"))) {
      await page.goto(site.url + name);
      const links = await page.$$eval("a[href], img[src]", (all) =>
        all.map((each) => ("src" in each ? String(each.src) : (each as HTMLAnchorElement).href)),
      );
      const own = [...new Set(links.filter((link) => link.startsWith(site.url)).map((link) => link.split("#")[0]!))];
      for (const link of own) expect([name, link, (await page.request.get(link)).status()]).toEqual([name, link, 200]);
    }
    await page.close();
  });
});

describe("numbers of the page in the browser", () => {
  it("are those of the command for measured rows of each kind, to the byte", async () => {
    const { page } = await opened();
    await page.waitForSelector(".answer-ready");
    const worker = `${site.url}assets/${readdirSync(join(site.folder, "assets")).find((file) => file.startsWith("worker"))}`;
    const rows = measuredFiles.flatMap((file) =>
      rowsOf(file)
        .filter(({ mode }) => mode === "train" || mode === "predict")
        .map((row) => ({ file, row })),
    );
    const lines = rows.map(({ row: { measured: _, ...line } }) => JSON.stringify(line));
    const models = Object.fromEntries(
      readdirSync(join(root, "test/models")).map((name) => [
        `../models/${name}`,
        readFileSync(join(root, "test/models", name), "utf8"),
      ]),
    );
    const said = await page.evaluate(
      async ({ url, lines: texts, files }) => {
        const ask = (part: readonly { readonly text: string; readonly index: number }[]) =>
          new Promise<[number, unknown][]>((done) => {
            const engine = new Worker(url, { type: "module" });
            const answers: [number, unknown][] = [];
            let at = 0;
            const next = (): void => {
              const each = part[at];
              if (each === undefined) {
                engine.terminate();
                done(answers);
                return;
              }
              const question = {
                text: each.text,
                gpu: "L4",
                ultralytics: "",
                torch: "",
                images: "",
                labelsMean: "",
                labelsMost: "",
                files,
              };
              engine.postMessage({ kind: "ask", id: at + 1, question });
            };
            engine.onmessage = ({ data }) => {
              if (data.kind !== "answer") return next();
              const { kind, judged, reasons } = data.answer;
              const estimate = judged?.estimate;
              answers.push([
                part[at]!.index,
                kind === "answered"
                  ? [
                      estimate.phases,
                      estimate.breakdown,
                      estimate.interval,
                      estimate.outsideAllocatorBytes,
                      estimate.optimizer,
                    ]
                  : reasons[0].message,
              ]);
              at++;
              next();
            };
          });
        const all = texts.map((text, index) => ({ text, index }));
        const halves = [0, 1].map((side) => ask(all.filter(({ index }) => index % 2 === side)));
        return (await Promise.all(halves))
          .flat()
          .sort(([a], [b]) => a - b)
          .map(([, answer]) => answer);
      },
      { url: worker, lines, files: models },
    );
    const engine = createEstimator();
    const expected = rows.map(({ row }) => {
      const found = playable(row);
      if (!("run" in found)) return found.message;
      const answer = engine.estimate(found.run, found.device);
      return answer.status === "unknown"
        ? answer.reason.message
        : [answer.phases, answer.breakdown, answer.interval, answer.outsideAllocatorBytes, answer.optimizer];
    });
    expect(said).toHaveLength(rows.length);
    const wrong = rows.filter((_, index) => JSON.stringify(said[index]) !== JSON.stringify(expected[index]));
    expect(wrong.map(({ file, row }) => `${file} ${row.id}`)).toEqual([]);
    expect(said.filter((each) => Array.isArray(each)).length).toBeGreaterThan(350);
    await page.close();
  }, 400_000);
});

describe("a recording", () => {
  const trace = join(root, "test/measured/traces/yolo26n-b4.json.gz");
  const replayed = async (page: Page): Promise<string> => {
    await page.waitForFunction(
      () =>
        /our allocator reserves|: It |can't/.test(
          document.querySelector("#recording [role=status]")?.textContent ?? "",
        ),
      undefined,
      { timeout: 60_000 },
    );
    return page.innerText("#recording [role=status]");
  };

  it("that is dropped is replayed to the byte, drawn, and compared with the trace's own run", async () => {
    const { page, faults } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    await page.setInputFiles("#recording-file", trace);
    expect(await replayed(page)).toMatch(
      /a trace of \d+ requests and frees; our allocator reserves [\d.]+ GiB at most, to the byte what was recorded\./,
    );
    expect(await page.locator("#recording .timeline").count()).toBe(2);
    expect(await page.innerText("#recording .comparison")).toMatch(/They part first at/);
    await page.click("text=Ask about the trace's own run");
    await page.waitForFunction(
      () =>
        /All \d+ requests and frees above 1 MiB are the same/.test(
          document.querySelector("#recording .comparison")?.textContent ?? "",
        ),
      undefined,
      { timeout: 60_000 },
    );
    expect(await page.inputValue("#config")).toContain('"batch":4');
    expect(await axeProblems(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });

  it("may be a snapshot as Python pickles it", async () => {
    const { page, faults } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    const buffer = gunzipSync(readFileSync(join(root, "test/site/snapshot.pickle.gz")));
    await page.setInputFiles("#recording-file", { name: "run.pickle", mimeType: "application/octet-stream", buffer });
    expect(await replayed(page)).toMatch(
      /a snapshot of \d{4} requests and frees; our allocator reserves [\d.]+ GiB at most, to the byte what was recorded\./,
    );
    expect(await page.innerText("#recording .timeline-moment >> nth=0")).toContain("ultralytics/");
    expect(faults).toEqual([]);
    await page.close();
  });

  it("of 50 MB freezes nothing", async () => {
    const { page, faults } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    const { events, ...rest } = JSON.parse(gunzipSync(readFileSync(trace)).toString());
    const text = JSON.stringify({ ...rest, events: Array.from({ length: 17 }, () => events).flat() });
    expect(text.length).toBeGreaterThan(50_000_000);
    const file = join(folder, "large.json");
    writeFileSync(file, text);
    await page.evaluate(() => {
      let last = performance.now();
      setInterval(() => {
        const now = performance.now();
        document.body.dataset["longest"] = String(Math.max(Number(document.body.dataset["longest"] ?? 0), now - last));
        last = now;
      }, 5);
    });
    await page.setInputFiles("#recording-file", file);
    expect(await replayed(page)).toMatch(/a trace of \d{6} requests and frees; our allocator reserves/);
    expect(Number(await page.evaluate(() => document.body.dataset["longest"]))).toBeLessThan(2000);
    expect(faults).toEqual([]);
    await page.close();
  }, 120_000);

  it.each([
    ["bomb.json.gz", gzipSync(Buffer.alloc(640_000_000, " ")), /larger than a page can hold/],
    ["no-recording.pickle", Buffer.from("just text"), /neither a snapshot .* nor a trace/],
    ["calls.pickle", Buffer.from("\x80\x04cos\nsystem\n.", "latin1"), /more than plain values/],
    ["cut.json.gz", readFileSync(trace).subarray(0, 5000), /packed with gzip, and broken/],
    ["other.json", Buffer.from('{"a": 1}'), /no trace/],
    ["empty.json", Buffer.from(""), /neither a snapshot/],
  ])("is none in %s, which is said", async (name, buffer, why) => {
    const { page, faults } = await opened(of(config(SMALL)));
    await page.waitForSelector(".answer-ready");
    await page.setInputFiles("#recording-file", { name, mimeType: "application/octet-stream", buffer });
    expect(await replayed(page)).toMatch(why);
    expect(faults).toEqual([]);
    await page.close();
  });
});
