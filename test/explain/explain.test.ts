import { spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "../cli/command.ts";

const LOGS = new URL("logs/", import.meta.url).pathname;
/** `NAME.CAUSE.log`: the expected cause is part of the name. */
const logs = readdirSync(LOGS).map((file) => ({ file, cause: file.split(".").at(-2) ?? "" }));
const explained = async (file: string, ...args: string[]) => {
  const { out, errors, exit } = await gpuMemory(["explain", file, "--format", "json", ...args], folderWith({}));
  expect(errors).toEqual([]);
  return { answer: JSON.parse(out), exit };
};
const inLogs = (part: string): string => {
  const found = logs.find(({ file }) => file.startsWith(part));
  if (found === undefined) throw new Error(`no log ${part}`);
  return join(LOGS, found.file);
};

describe("explain names the cause", () => {
  it.each(logs)("$file", async ({ file, cause }) => {
    const { answer, exit } = await explained(join(LOGS, file));
    expect(answer.cause.cause).toBe(cause);
    expect(exit).toBe(cause === "no-failure" || cause === "cut-off" ? 0 : 1);
  });
});

describe("explain", () => {
  it("reads GPU_mem in the unit of the version: GB until 8.3.75, GiB since", async () => {
    const before = (await explained(inLogs("step-8.3.63"))).answer.reported;
    expect([before.gpuMemoryUnit, before.gpuMemoryBytes]).toEqual(["GB", 23_100_000_000]);
    const since = (await explained(inLogs("halved-8.4.190"))).answer.reported;
    expect([since.gpuMemoryUnit, since.gpuMemoryBytes]).toEqual(["GiB", 17 * 1024 ** 3]);
  });

  it("predicts the log's own run on the log's own card, and every fix fits there", async () => {
    const { answer } = await explained(inLogs("step-8.3.63"));
    expect(answer.configured).toMatchObject({ version: "8.3.63", torch: "2.5.1", batch: 32, optimizer: "AdamW" });
    expect(answer.predicted.limitBytes).toBe(24_260 * 1024 ** 2);
    expect(answer.predicted.verdict).toBe("DOES NOT FIT");
    expect(answer.fix.changes.length).toBeGreaterThan(0);
    for (const { needBytes, limitBytes, verdict } of answer.fix.changes)
      expect([verdict, needBytes <= limitBytes]).toEqual(["FITS", true]);
  });

  it("tells a person the same in words", async () => {
    const { out, exit } = await gpuMemory(["explain", inLogs("halved-8.4.190")], folderWith({}));
    expect(out).toMatch(
      /^Cause: halved\n {2}The trainer ran out of memory in the first epoch .* batch 32 instead of 64\.$/m,
    );
    expect(out).toMatch(/^ {2}yolo11m\.pt task=detect batch=64 imgsz=640 epochs=100 data=coco128\.yaml$/m);
    expect(out).toMatch(/^ {2}batch 64 did not fit and was halved to 32$/m);
    expect(exit).toBe(1);
  });

  it("reads a bare message from a pipe", async () => {
    const root = new URL("../..", import.meta.url).pathname;
    const child = spawn(join(root, "node_modules/node/bin/node"), [join(root, "src/cli.ts"), "explain", "-"]);
    let out = "";
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stdin.end("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.\n");
    await new Promise((done) => child.on("close", done));
    expect(out).toMatch(/^Cause: training-step \(line 1 of the log\)\n/);
  });
});

describe("hostile logs are answered within bounds", () => {
  const folder = folderWith({});
  const file = (name: string, data: string | Uint8Array): string => {
    writeFileSync(join(folder, name), data);
    return name;
  };

  it.each([
    ["empty", "", /shows no training run/],
    ["a picture", new Uint8Array(200_000).map((_, i) => (i * 7919) % 251), /is no text/],
    ["prose", "All is well.\n".repeat(10_000), /shows no training run/],
  ])("%s", async (name, data, message) => {
    const { errors, exit } = await gpuMemory(["explain", file(name, data)], folder);
    expect(errors.join()).toMatch(message);
    expect(exit).toBe(2);
  });

  it("100 MB without a newline, the error at its end", async () => {
    const big = Buffer.alloc(100_000_000, "ab/c.py in x ");
    big.write("\nRuntimeError: CUDA error: an illegal memory access was encountered\n", big.length - 70);
    const started = performance.now();
    const { out, exit } = await gpuMemory(["explain", file("big", big)], folder);
    expect(out).toMatch(/^Cause: cuda-error/);
    expect(exit).toBe(1);
    expect(performance.now() - started).toBeLessThan(60_000);
  }, 90_000);

  it("a missing file, a folder, two logs", async () => {
    for (const args of [["nowhere.log"], ["."], ["a", "b"]])
      expect((await gpuMemory(["explain", ...args], folder)).exit).toBe(2);
  });
});
