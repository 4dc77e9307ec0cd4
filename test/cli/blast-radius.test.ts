import { describe, expect, it } from "vitest";
import { newRepository } from "../support/git-repository.ts";
import { gpuMemory } from "./command.ts";

// Files that several configs share, changed in a real repository: what is judged anew, and what is told of it.

const FLEET = ".github/gpu-fleet.yml";
const config = (model: string): string =>
  `model: ${model}\ndata: data/parts.yaml\nbatch: 8\nimgsz: 320\nepochs: 2\noptimizer: SGD\n`;
const model = (width: number): string =>
  `nc: 2
backbone:
  - [-1, 1, Conv, [${width}, 3, 2]]
  - [-1, 1, Conv, [${2 * width}, 3, 2]]
  - [-1, 1, C2f, [${2 * width}]]
  - [-1, 1, Conv, [${4 * width}, 3, 2]]
  - [-1, 1, Conv, [${4 * width}, 3, 2]]
head:
  - [-1, 1, Conv, [${4 * width}, 3, 2]]
  - [[3, 4, 5], 1, Detect, [nc]]
`;
const START = {
  [FLEET]: "version: 1\npools:\n  team: {gpu: T4}\nconfigs:\n  - {paths: [configs/*.yaml], pools: [team]}\n",
  "requirements.txt": "ultralytics==8.4.190\ntorch==2.11.0\n",
  "models/own.yaml": model(16),
  "data/parts.yaml": "train: images/train\nval: images/val\nnames: [bolt, nut]\n",
  "configs/own-1.yaml": config("models/own.yaml"),
  "configs/own-2.yaml": config("models/own.yaml").replace("batch: 8", "batch: 16"),
  "configs/nano.yaml": config("yolov8n.pt"),
};

async function changed(files: Readonly<Record<string, string>>) {
  const repository = newRepository();
  const base = repository.commit("Start", START);
  repository.commit("Change", files);
  const { out, errors, exit } = await gpuMemory(["check", repository.folder, "--base", base, "--format", "json"]);
  const report = JSON.parse(out);
  return {
    told: report.runs.map(({ id, verdict }: { id: string; verdict: string }) => `${id} ${verdict}`),
    causes: [
      ...new Set(report.runs.flatMap(({ causes }: { causes: { key: string }[] }) => causes.map(({ key }) => key))),
    ],
    notShown: report.notShown,
    fleetChange: report.fleetChange,
    headline: report.headline,
    errors,
    exit,
  };
}

describe("a shared file", () => {
  it("a model file: every config that uses it, and no other", async () => {
    const { told, causes, notShown } = await changed({ "models/own.yaml": model(128) });
    expect(told).toEqual(["configs/own-1.yaml FITS", "configs/own-2.yaml FITS"]);
    expect(causes).toEqual(["models/own.yaml"]);
    expect(notShown).toEqual({ unchanged: 1, unmoved: 0 });
  });

  it("a data file: all that use it are judged, and none is told that moves by 5 % or less", async () => {
    const names = "names: [bolt, nut, washer]";
    const { told, notShown } = await changed({
      "data/parts.yaml": START["data/parts.yaml"].replace("names: [bolt, nut]", names),
    });
    expect(told).toEqual([]);
    expect(notShown).toEqual({ unchanged: 0, unmoved: 3 });
  });

  it("a pinned version: every config is judged, those that move are told with it as the cause", async () => {
    const { told, causes, notShown } = await changed({ "requirements.txt": "ultralytics==8.3.63\ntorch==2.11.0\n" });
    expect(told.length + notShown.unmoved).toBe(3);
    expect(told).toContain("configs/nano.yaml FITS");
    expect(causes).toContain("ultralytics");
  });

  it("the fleet file: every config by both, those with another verdict and those that move", async () => {
    const dense = `${START[FLEET]}datasets:\n  data/parts.yaml: {images: 4000, labels-per-image: 900}\n`;
    const { told, fleetChange, headline, exit } = await changed({ [FLEET]: dense });
    expect(told).toEqual([]);
    expect(headline).toBe("this fleet change changes no verdict, and moves 3 of 3 configs");
    expect(fleetChange.moved.map(({ id }: { id: string }) => id).sort()).toEqual([
      "configs/nano.yaml",
      "configs/own-1.yaml",
      "configs/own-2.yaml",
    ]);
    expect(exit).toBe(0);
    const reserved = await changed({ [FLEET]: START[FLEET].replace("gpu: T4", "gpu: T4, reserve: 200 MiB") });
    expect(reserved.headline).toBe("this fleet change changes no verdict");
    const tiny = await changed({ [FLEET]: START[FLEET].replace("gpu: T4", "gpu: T4, reserve: 14 GiB") });
    expect(tiny.headline).toBe("this fleet change leaves 2 of 3 configs without a pool");
  });
});
