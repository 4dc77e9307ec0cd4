import { expect, it } from "vitest";
import { folderWith, gpuMemory } from "./command.ts";

// AutoBatch fills a share of the whole card; here its owner keeps half of it.
const FLEET =
  "version: 1\npools: {l4: {gpu: L4, reserve: 12 GiB}}\nconfigs: [{paths: [configs/*.yaml], pools: [l4]}]\n";
const config = (batch: string): string =>
  `model: yolov8m.pt\ndata: coco.yaml\nbatch: ${batch}\nimgsz: 640\nepochs: 10\noptimizer: SGD\n`;

it("a run whose AutoBatch picks too much is told a fixed batch that FITS, and what checkpointing would bring", async () => {
  const pins = { ".github/gpu-fleet.yml": FLEET, "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n" };
  const check = async (batch: string) => {
    const folder = folderWith({ ...pins, "configs/auto.yaml": config(batch) });
    return JSON.parse((await gpuMemory(["check", "--format", "json"], folder)).out).runs[0];
  };
  const { verdict, advice, checkpointed } = await check("0.9");
  expect(verdict).toBe("DOES NOT FIT");
  const [{ kind, change, argument, needBytes }] = advice;
  expect([kind, change, argument]).toEqual(["batch", "batch: 0.9 → 16", { name: "batch", value: "16" }]);
  const { verdict: then, pools } = await check(argument.value);
  expect([then, pools[0].needBytes]).toEqual(["FITS", needBytes]);
  expect(checkpointed.batch).toBeGreaterThan(30);
  const folder = folderWith({ ...pins, "configs/auto.yaml": config("0.9") });
  expect((await gpuMemory(["check"], folder)).out).toContain(
    `Gradient checkpointing of every block at batch ${checkpointed.batch}, which AutoBatch picks without it: `,
  );
});
