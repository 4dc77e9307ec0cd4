import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "./command.ts";

describe("audit", () => {
  it("shows every config on every pool, required ones first, when memory peaks, and what happens", async () => {
    const { out, exit } = await gpuMemory(["audit", "examples/vision-team"]);
    const [, table = ""] = out.split("\n\n");
    const cells = table.split("\n").map((row) => row.trim().split(/ {2,}/));
    expect(cells[0]).toEqual(["CONFIG", "POOL", "REQUIRED", "NEEDS GiB", "LIMIT", "VERDICT", "PEAK IN"]);
    expect(cells.slice(1, 4).map((row) => row.filter((cell) => !/^[\d.]+( \(.*\)| %)?$/.test(cell)))).toEqual([
      ["configs/gantry.yaml", "team-l4", "any", "DOES NOT FIT", "a training step; will silently train at batch 8"],
      ["edge-t4", "DOES NOT FIT", "a training step; will silently train at batch 8"],
      ["train-a100", "FITS", "a training step"],
    ]);
    expect(cells.slice(4).map(([first]) => first)).toEqual([
      "configs/edge-defects.yaml",
      "team-l4",
      "train-a100",
      "configs/gantry-small.yaml",
      "edge-t4",
      "train-a100",
    ]);
    expect(exit).toBe(1);
  });

  it("names the validation where the peak lies there, and keeps a config that can't be predicted in the table", async () => {
    const folder = folderWith({
      ".github/gpu-fleet.yml": "version: 1\npools: {a: {gpu: L4}, b: {gpu: T4}}\n",
      "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n",
      "configs/strange.yaml": "model: weights/ours.pt\ndata: coco.yaml\n",
      "configs/wide.yaml": "model: yolov8n.pt\ndata: coco128.yaml\nbatch: 8\nimgsz: 320\nepochs: 1\noptimizer: SGD\n",
    });
    const { out, exit } = await gpuMemory(["audit"], folder);
    expect(out).toMatch(/^configs\/strange\.yaml +UNKNOWN$/m);
    expect(out).toMatch(/^configs\/wide\.yaml +a .* FITS +\d+ % {2}(a training step|the validation)$/m);
    expect(exit).toBe(2);
  });

  it("--right-size names the cheaper pools that would do, and the batch that it takes there", async () => {
    const folder = folderWith({
      ".github/gpu-fleet.yml": `version: 1
pools: {l4: {gpu: L4, price: 0.8}, t4: {gpu: T4, price: 0.35}, big: {gpu: A100-80GB, price: 3.7}}
configs: [{paths: [configs/*.yaml], pools: [l4]}]
`,
      "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n",
      "configs/large.yaml": "model: yolov8m.pt\ndata: coco.yaml\nbatch: 40\nimgsz: 640\noptimizer: SGD\nepochs: 2\n",
      "configs/small.yaml": "model: yolov8n.pt\ndata: coco.yaml\nbatch: 8\nimgsz: 640\noptimizer: SGD\nepochs: 2\n",
    });
    const { out } = await gpuMemory(["audit", "--right-size"], folder);
    const [, batch] = /^configs\/large\.yaml +t4 +with batch (\d+) +[\d.]+ GiB of 14\.6 GiB$/m.exec(out) ?? [];
    expect(out).toMatch(/^configs\/small\.yaml +t4 +as it is +[\d.]+ GiB of 14\.6 GiB$/m);
    expect(out).not.toMatch(/^configs\/\w+\.yaml +big +(as it is|with batch)/m);
    const verdict = async (value: number) => {
      const line = ["estimate", "configs/large.yaml", `batch=${value}`, "--gpu", "T4", "--format", "json"];
      return JSON.parse((await gpuMemory(line, folder)).out).pools[0].verdict;
    };
    expect([await verdict(Number(batch)), (await verdict(Number(batch) + 1)) === "FITS"]).toEqual(["FITS", false]);
  });
});
