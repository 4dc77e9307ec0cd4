import { describe, expect, it } from "vitest";
import { newRepository } from "../support/git-repository.ts";
import { gpuMemory } from "./command.ts";

const START = {
  ".github/gpu-fleet.yml": "version: 1\npools: {l4: {gpu: L4}}\n",
  "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n",
  "settings/base.yaml": "batch: 16\nimgsz: 640\nepochs: 10\noptimizer: SGD\n",
  "train.sh": "yolo train cfg=settings/base.yaml model=yolov8m.pt data=coco.yaml\n",
  "train.py": `import argparse
from ultralytics import YOLO

parser = argparse.ArgumentParser()
parser.add_argument("--size", type=int, default=320)
YOLO("yolov8s.pt").train(data="coco.yaml", imgsz=parser.parse_args().size, epochs=10, optimizer="SGD")
`,
  "configs/small.yaml": "model: yolov8n.pt\ndata: coco.yaml\nimgsz: 320\nepochs: 10\noptimizer: SGD\n",
};

async function causesOf(files: Readonly<Record<string, string>>, id: string) {
  const repository = newRepository();
  const base = repository.commit("Start", START);
  repository.commit("Change", files);
  const ask = (format: string) => gpuMemory(["check", repository.folder, "--base", base, "--format", format]);
  const report = JSON.parse((await ask("json")).out);
  const { causes } = report.runs.find((run: { id: string }) => run.id === id);
  return { causes, text: (await ask("text")).out };
}

describe("what made a run grow", () => {
  it("values of a file that it inherits, the larger growth first, each with its place there", async () => {
    const base = START["settings/base.yaml"].replace("16", "24").replace("640", "960");
    const { causes, text } = await causesOf({ "settings/base.yaml": base }, "train.sh");
    expect(causes).toMatchObject([
      { key: "imgsz", from: "640", to: "960", place: { file: "settings/base.yaml", line: 2, column: 8 } },
      { key: "batch", from: "16", to: "24", place: { file: "settings/base.yaml", line: 1, column: 8 } },
    ]);
    const [size, batch] = causes.map(({ growthBytes }: { growthBytes: number }) => growthBytes);
    expect(size).toBeGreaterThan(batch);
    expect(batch).toBeGreaterThan(2 ** 30);
    expect(text).toMatch(/^train\.sh needs .* of .* on l4, but may need up to /m);
    expect(text).toMatch(
      /^ {2}Changed, each alone:\n {4}imgsz 640 → 960: \+\d\.\d GiB\n {4}batch 16 → 24: \+\d\.\d GiB$/m,
    );
  });

  it("a default of a program's own argument", async () => {
    const program = START["train.py"].replace("default=320", "default=640");
    const { causes } = await causesOf({ "train.py": program }, "train.py");
    expect(causes).toMatchObject([{ key: "imgsz", from: "320", to: "640" }]);
    expect(causes[0].growthBytes).toBeGreaterThan(2 ** 30);
  });

  it("a default that comes into force because a value is no longer written", async () => {
    const config = START["configs/small.yaml"].replace("imgsz: 320\n", "");
    const { causes } = await causesOf({ "configs/small.yaml": config }, "configs/small.yaml");
    expect(causes).toMatchObject([{ key: "imgsz", from: "320", to: "640" }]);
    expect(causes[0].place).toBeUndefined();
    expect(causes[0].growthBytes).toBeGreaterThan(2 ** 29);
  });
});
