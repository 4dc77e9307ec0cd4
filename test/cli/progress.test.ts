import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { manyConfigs } from "../../scripts/many-configs.ts";
import { gpuMemory, onTerminal } from "./command.ts";

/** What a line of a terminal showed, one after the other: each begins by taking the one before away. */
const shownLines = (shown: string): readonly string[] => shown.split("\r\u001b[K");

describe("on a terminal", () => {
  it("an audit tells how many configs it has judged, and leaves nothing of that behind", async () => {
    const folder = manyConfigs(30);
    const lines = shownLines(await onTerminal(["audit", folder]));
    const told = lines.slice(1, -1);
    expect(told.length).toBeGreaterThan(5);
    expect(told.every((line) => /^\d+ of 30 configs judged$/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^GPU memory: .*configs/);
    const { errors } = await gpuMemory(["audit", folder]);
    expect(errors).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it("fit tells which value it tries", async () => {
    const lines = shownLines(
      await onTerminal(["fit", "yolov8n.pt", "data=coco.yaml", "--gpu", "T4", "--vary", "batch"]),
    );
    const tried = lines.slice(1, -1).map((line) => Number(/^T4: trying batch (\d+)$/.exec(line)?.[1]));
    expect(tried.length).toBeGreaterThan(5);
    expect(tried.every((value) => Number.isInteger(value))).toBe(true);
    // Far below the limit not each; near it one after the other.
    const last = tried.slice(-4);
    expect(last).toEqual(last.map((_, index) => (last[0] ?? 0) + index));
    expect(lines.at(-1)).toMatch(/^GPU +VARIED/);
    expect(lines.at(-1)).toContain(`batch      ${(tried.at(-1) ?? 0) - 1} `);
  });
});
