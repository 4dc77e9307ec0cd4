import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "../cli/command.ts";
import { newRepository } from "../support/git-repository.ts";
import { measurement } from "./given.ts";

// The records are a transcript of smoke/measure.py on an H100 (docs/measuring.md): no GPU is at hand where tests run.

const RECORDED = readFileSync(new URL("../smoke/recorded/declared.jsonl", import.meta.url), "utf8");
const FLEET = `version: 1
pools:
  train-h100: { gpu: H100 }
  team-l4: { gpu: L4 }
configs:
  - { paths: ["configs/*.yaml"], pools: [train-h100, team-l4], require: all }
`;
const CONFIG = "model: yolov8n.pt\ndata: coco128.yaml\nbatch: 8\nimgsz: 320\nepochs: 1\n";
const FILES = { ".github/gpu-fleet.yml": FLEET, "configs/a.yaml": CONFIG, "measured.jsonl": RECORDED };
const MEASUREMENTS = ".github/gpu-measurements.jsonl";
const lines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("gpu-memory calibrate, on a recorded transcript", () => {
  it("writes a line for each run that was measured, with the prediction for it", { timeout: 60_000 }, async () => {
    const folder = folderWith(FILES);
    const { out, errors, exit } = await gpuMemory(["calibrate", "measured.jsonl", "--pool", "train-h100"], folder);
    expect([errors, exit]).toEqual([[], 0]);
    const written = lines(out);
    expect(written).toHaveLength(13);
    expect(written[0]).toMatchObject({
      pool: "train-h100",
      date: "2026-11-24",
      versions: { ultralytics: "8.4.190", torch: "2.11.0", driver: "580.159.04" },
      gpu: "NVIDIA H100 80GB HBM3",
      run: { id: "S01", train: { model: "yolov8n.pt", batch: 16 } },
      measured: { reservedPeakBytes: 2_334_130_176, outsideAllocatorBytes: 702_545_920, usableBytes: 85_017_493_504 },
    });
    expect(written[0].predicted.lowerBytes).toBeLessThan(written[0].predicted.reservedPeakBytes);
  });

  it("--write adds lines once, and the report says what they calibrate", { timeout: 120_000 }, async () => {
    const [one = ""] = RECORDED.split("\n").slice(6);
    const folder = folderWith({ ...FILES, "measured.jsonl": one });
    const write = ["calibrate", "measured.jsonl", "--pool", "train-h100", "--write", MEASUREMENTS];
    expect((await gpuMemory(write, folder)).out).toBe(`1 measurement added to ${MEASUREMENTS}.\n`);
    expect((await gpuMemory(write, folder)).out).toBe(`0 measurements added to ${MEASUREMENTS}.\n`);
    expect(lines(readFileSync(join(folder, MEASUREMENTS), "utf8"))).toHaveLength(1);
    const { out } = await gpuMemory(["check", "--format", "json"], folder);
    const [h100, l4] = JSON.parse(out).runs[0].pools;
    expect(h100).toMatchObject({ pool: "train-h100", calibration: { runs: 1 } });
    expect(h100.limitBytes).toBe(85_017_493_504);
    expect(l4).not.toHaveProperty("calibration");
    const text = (await gpuMemory(["check"], folder)).out;
    expect(text).toMatch(/^Calibrated:\n {2}- train-h100 is calibrated by 1 run measured there: 0\.68 GiB outside /m);
    const markdown = (await gpuMemory(["check", "--format", "markdown"], folder)).out;
    expect(markdown).toContain("- `train-h100` is calibrated by 1 run measured there");
  });

  it("names every record that says nothing about the pool, and what is no record", async () => {
    const [first = ""] = RECORDED.split("\n");
    const record = JSON.parse(first);
    const halved = { ...record, id: "halved", measured: { ...record.measured, batchAfterFirstEpoch: 8 } };
    const failed = {
      id: "failed",
      pool: "train-h100",
      error: { reason: "no-cuda-device", message: "No CUDA device." },
    };
    const lost = { ...record, id: "lost", pool: "no-pool" };
    const text = [halved, failed, lost, { ...record, pool: "team-l4" }].map((each) => JSON.stringify(each)).join("\n");
    const folder = folderWith({ ...FILES, "measured.jsonl": `${text}\nnonsense\n` });
    const { out, errors, exit } = await gpuMemory(["calibrate", "measured.jsonl", "--pool", "train-h100"], folder);
    expect([out, exit]).toEqual(["", 2]);
    expect(errors).toEqual([
      "measured.jsonl: Line 5 is not JSON.",
      "measured.jsonl: halved does not count: its batch was halved from 16 to 8.",
      "measured.jsonl: failed does not count: it was not measured (no-cuda-device).",
      "measured.jsonl: lost does not count: the fleet file has no pool no-pool.",
      "measured.jsonl: S01 does not count: it was measured on NVIDIA H100 80GB HBM3, and the pool has NVIDIA L4.",
    ]);
  });

  it("finds a model file of the repository by its name, and notices when it is another by now", async () => {
    const recorded = readFileSync(new URL("../measured/repeated-h100-8.4.190.jsonl", import.meta.url), "utf8").split(
      "\n",
    );
    const row = JSON.parse(
      recorded.find((line) => line.includes("two-head.yaml") || line.includes("relu-wide-stem")) ?? "",
    );
    const name = row.train.model.split("/").at(-1);
    const model = readFileSync(new URL(`../models/${name}`, import.meta.url), "utf8");
    const record = JSON.stringify({ ...row, pool: "train-h100", train: { ...row.train, model: `0/${name}` } });
    const calibrate = async (text: string) =>
      gpuMemory(
        ["calibrate", "measured.jsonl"],
        folderWith({ ...FILES, "measured.jsonl": record, [`models/${name}`]: text }),
      );
    const { out, exit } = await calibrate(model);
    expect([JSON.parse(out).measured.livePeakBytes > 0, exit]).toEqual([true, 0]);
    const other = await calibrate(model.replace(/\[64, 3, 2\]/, "[96, 3, 2]"));
    expect(other.errors).toEqual([
      expect.stringMatching(/does not count: its model had \d+ parameters, and \d+ are counted here\.$/),
    ]);
  });

  it("names the pool that was meant", async () => {
    const { errors, exit } = await gpuMemory(["calibrate", "measured.jsonl", "--pool", "train-h10"], folderWith(FILES));
    expect(errors).toEqual(["gpu-memory: --pool train-h10: the fleet file has no such pool. Did you mean train-h100?"]);
    expect(exit).toBe(2);
  });
});

describe("the file of measurements of a repository", () => {
  const l4 = (change = {}) => `${JSON.stringify({ ...measurement(), ...change })}\n`;

  it("is that of the base in a pull request; mistakes in the proposed one are told", async () => {
    const repository = newRepository();
    repository.commit("fleet", { ...FILES, [MEASUREMENTS]: l4() });
    const base = repository.git("rev-parse", "HEAD").trim();
    repository.switchTo("change", "main");
    const proposed =
      l4({ measured: { ...measurement().measured, outsideAllocatorBytes: 1 } }) + l4({ pool: "team-l5" });
    repository.commit("change", { "configs/a.yaml": `${CONFIG}nbs: 32\n`, [MEASUREMENTS]: `${proposed}{\n` });
    const { out, errors } = await gpuMemory(["check", "--base", base, "--format", "json"], repository.folder);
    const [team] = JSON.parse(out).runs[0].pools.filter(({ pool }: { pool: string }) => pool === "team-l4");
    expect(team.outsideAllocatorBytes).toBe(measurement().measured.outsideAllocatorBytes);
    expect(errors).toEqual([
      `${MEASUREMENTS}:2:1: warning: The fleet file has no pool \`team-l5\`, so that this measurement does not count. Did you mean \`team-l4\`?`,
      `${MEASUREMENTS}:3:2: error: The line is no JSON from here on. Write one JSON object a line, as \`gpu-memory calibrate\` does, or remove the line.`,
    ]);
  });

  it("is judged beside the one in force where a pull request changes it alone", async () => {
    const repository = newRepository();
    const base = repository.commit("fleet", { ...FILES, [MEASUREMENTS]: l4() });
    repository.switchTo("change", "main");
    const less = { ...measurement().measured, usableBytes: 2 ** 29 };
    repository.commit("change", { [MEASUREMENTS]: l4({ measured: less }) });
    const { out, exit } = await gpuMemory(["check", "--base", base, "--format", "markdown"], repository.folder);
    expect(out).toContain("GPU memory: this change of measurements leaves 1 of 1 configs without a pool");
    expect(out).toContain(
      `**\`${MEASUREMENTS}\` changed here.** Measurements are those of the base until this is merged; 1 of 1 verdict would change: \`configs/a.yaml\` FITS → DOES NOT FIT.`,
    );
    expect(exit).toBe(0);
  });

  it("does not count where the pool has another GPU by now", async () => {
    const folder = folderWith(FILES);
    writeFileSync(join(folder, MEASUREMENTS), l4({ gpu: "NVIDIA A10G" }));
    const { errors } = await gpuMemory(["check"], folder);
    expect(errors).toEqual([
      `${MEASUREMENTS}:1:1: warning: This was measured on \`NVIDIA A10G\`, and the pool \`team-l4\` has NVIDIA L4: it does not count. Remove the line where the pool has other GPUs now, or declare those that it has.`,
    ]);
  });

  it("weighs less where the repository pins another version than was measured with, and not where it pins none", async () => {
    const older = l4({ versions: { ...measurement().versions, torch: "2.9.1" } });
    const weight = async (more: string) => {
      const { out } = await gpuMemory(
        ["check", "--format", "json"],
        folderWith({ ...FILES, ".github/gpu-fleet.yml": FLEET + more, [MEASUREMENTS]: older }),
      );
      return JSON.parse(out).runs[0].pools.find(({ pool }: { pool: string }) => pool === "team-l4").calibration.weight;
    };
    expect(await weight("")).toBe(1);
    expect(await weight("environment: { torch: 2.11.0 }\n")).toBe(0.25);
  });

  it("takes the place of what was never measured in the notes and in the limit", async () => {
    const folder = folderWith(FILES);
    const judged = async () => {
      const { out } = await gpuMemory(["check", "--format", "json"], folder);
      return JSON.parse(out).runs[0].pools.find(({ pool }: { pool: string }) => pool === "team-l4");
    };
    const before = await judged();
    writeFileSync(join(folder, MEASUREMENTS), l4().repeat(24));
    const after = await judged();
    const wide = (text: string) => /^No run on Ada/.test(text);
    expect([before.notes.filter(wide).length, after.notes.filter(wide).length]).toEqual([1, 0]);
    expect(after.limitBytes).toBe(measurement().measured.usableBytes);
    expect(after.needUpperBytes - after.needBytes).toBeLessThan(before.needUpperBytes - before.needBytes);
    expect(after.calibration).toMatchObject({ runs: 24, weight: 24, pending: false });
  });
});

describe("gpu-memory ledger", () => {
  const line = (error: number, id: string) => `${JSON.stringify(measurement({ error, id }))}\n`;

  it("tells the last checks of each pool with their errors, and the median in the comment's footer", async () => {
    const folder = folderWith({ ...FILES, [MEASUREMENTS]: [line(0, "a"), line(0.02, "b"), line(0.25, "c")].join("") });
    const { out, exit } = await gpuMemory(["ledger"], folder);
    expect(out).toMatchInlineSnapshot(`
      "POOL     RUNS  MEDIAN ERROR  LARGEST ERROR  WITHIN THE INTERVAL
      team-l4     3           2 %          −20 %               2 of 3

      POOL     DATE        RUN  PREDICTED  MEASURED  ERROR
      team-l4  2026-11-24  c     10.0 GiB  12.5 GiB  −20 %  beyond the interval
      team-l4  2026-11-24  b     10.0 GiB  10.2 GiB   −2 %
      team-l4  2026-11-24  a     10.0 GiB  10.0 GiB   +0 %
      "
    `);
    expect(exit).toBe(0);
    const { out: markdown } = await gpuMemory(["check", "--format", "markdown"], folder);
    expect(markdown).toMatch(/^<sub>.* · last 3 runs measured here: off by 2 % in the median · .*<\/sub>$/m);
    const { out: audit } = await gpuMemory(["audit", "--format", "markdown"], folder);
    expect(audit).toMatch(
      /<b>Accuracy so far<\/b>.*\n\n\| Pool .*\n.*\n\| `team-l4` +\| 3 +\| 2 % +\| −20 % +\| 2 of 3 /,
    );
    expect((await gpuMemory(["audit"], folder)).out).toContain("Checked on the pools' own GPUs:\nPOOL ");
  });

  it("has a badge as shields.io reads it", async () => {
    const badge = async (...errors: readonly number[]) => {
      const text = errors.map((error, at) => line(error, `${at}`)).join("");
      const { out } = await gpuMemory(["ledger", "--format", "badge"], folderWith({ ...FILES, [MEASUREMENTS]: text }));
      return JSON.parse(out);
    };
    const all = await Promise.all([badge(), badge(0, 0.01, 0.25), badge(0.25, 0.25)]);
    expect(all).toEqual([
      { schemaVersion: 1, label: "GPU memory", message: "never checked", color: "lightgrey" },
      { schemaVersion: 1, label: "GPU memory", message: "off by 1 % in 3 runs", color: "brightgreen" },
      { schemaVersion: 1, label: "GPU memory", message: "off by 20 % in 2 runs", color: "red" },
    ]);
  });
});
