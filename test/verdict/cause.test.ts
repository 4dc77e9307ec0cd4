import { describe, expect, it } from "vitest";
import { inGiB } from "../../src/bytes.ts";
import type { TrainingRun } from "../../src/training/training-run.ts";
import { causes } from "../../src/verdict/cause.ts";
import { aRun, device, estimatorOf, type Wanted } from "./given.ts";

const told = (before: TrainingRun, after: TrainingRun) =>
  causes({ before, after }, device("card", 24), estimatorOf()).map(
    ({ key, from, to, growthBytes, place }) =>
      `${key} ${from} -> ${to}: ${growthBytes === undefined ? "?" : inGiB(growthBytes)} at ${place?.line ?? "no line"}`,
  );
const between = (before: Wanted["arguments"], after: Wanted["arguments"]) =>
  told(aRun({ arguments: before ?? {} }), aRun({ arguments: after ?? {} }));

describe("causes of growth", () => {
  it("the only change brings the whole growth", () => {
    expect(between({ imgsz: 640 }, { imgsz: 1280 })).toEqual(["imgsz 640 -> 1280: 48.0 at 4"]);
  });

  it("several changes are made one at a time, the largest first", () => {
    expect(between({ imgsz: 640, batch: 16 }, { imgsz: 960, batch: 20 })).toEqual([
      "imgsz 640 -> 960: 20.0 at 4",
      "batch 16 -> 20: 4.0 at 3",
    ]);
  });

  it("what shrinks comes last", () => {
    expect(between({ imgsz: 640, batch: 16 }, { imgsz: 960, batch: 8 })).toEqual([
      "imgsz 640 -> 960: 20.0 at 4",
      "batch 16 -> 8: -8.0 at 3",
    ]);
  });

  it("a changed default is a change without a line", () => {
    const after = aRun({ arguments: { optimizer: "auto" } });
    expect(told(aRun(), after)).toEqual(["optimizer AdamW -> auto: 0.00 at no line"]);
  });

  it("versions, classes and labels count", () => {
    const before = aRun();
    const after: TrainingRun = {
      ...before,
      dataset: { classes: 12, labelsPerImage: { mean: 7, maximum: 300 } },
      environment: { ...before.environment, ultralytics: "8.3.63" },
    };
    expect(told(before, after)).toEqual([
      "classes 80 -> 12: 0.00 at no line",
      "labels per image at most 60 -> at most 300: 0.00 at no line",
      "ultralytics 8.4.190 -> 8.3.63: 0.00 at no line",
    ]);
  });

  it("a model file of the same name with other rows is named", () => {
    const before = aRun({ written: "models/ours.yaml" });
    const { description } = before.model;
    const after = { ...before, model: { ...before.model, description: { ...description, backbone: [] } } };
    expect(told(before, after)).toEqual(["models/ours.yaml  -> : 0.00 at 1"]);
  });

  it("where something is written does not matter", () => {
    const moved = { ...aRun(), places: { batch: { file: "configs/a.yaml", line: 9, column: 1 } } };
    expect(told(aRun(), moved)).toEqual([]);
  });
});
