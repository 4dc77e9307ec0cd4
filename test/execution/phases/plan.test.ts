import { expect, test } from "vitest";
import { planRun } from "../../../src/execution/phases/plan.ts";
import { LATEST } from "../../../src/execution/rules.ts";
import { graphOf } from "../../../src/memory/play-run.ts";
import { type Changes, runWith } from "../../memory/run-with.ts";

function plan(changes: Changes) {
  const run = runWith(changes);
  const built = graphOf(run);
  if (!("graph" in built)) throw new Error(built.unknown.message);
  return planRun(run, built.graph, {
    batch: run.arguments.batch,
    optimizer: "AdamW",
    checkedWith: undefined,
    rules: LATEST,
  });
}

const side = (changes: Changes): string => {
  const { height, width } = plan(changes).validation;
  return `${height} x ${width}`;
};

test("validation adds half a stride and rounds up to the stride that the head reads at", () => {
  expect(side({})).toBe("672 x 672");
  expect(side({ train: { imgsz: 320 } })).toBe("352 x 352");
  expect(side({ train: { model: "yolov5n-p6.yaml" } })).toBe("704 x 704");
  expect(side({ train: { model: "yolov9e.yaml" } })).toBe("672 x 672");
});

test("images that are no squares are validated as rectangles", () => {
  expect(side({ dataset: { imageSize: [360, 640] } })).toBe("384 x 672");
});

test("classification, semantic segmentation and depth validate at the size of training", () => {
  const of = (task: string, model: string) => side({ task, train: { model } });
  expect([
    of("classify", "yolo11n-cls.yaml"),
    of("semantic", "yolo26n-sem.yaml"),
    of("depth", "yolo26n-depth.yaml"),
  ]).toEqual(["640 x 640", "640 x 640", "640 x 640"]);
});

test("validation takes twice the batch, but for oriented boxes, semantic segmentation and depth", () => {
  const batch = (task: string, model: string) => plan({ task, train: { model, batch: 6 } }).validationBatch;
  expect([
    batch("detect", "yolov8n.yaml"),
    batch("segment", "yolo11n-seg.yaml"),
    batch("pose", "yolo11n-pose.yaml"),
    batch("classify", "yolo11n-cls.yaml"),
    batch("obb", "yolo11n-obb.yaml"),
    batch("semantic", "yolo26n-sem.yaml"),
    batch("depth", "yolo26n-depth.yaml"),
  ]).toEqual([12, 12, 12, 12, 6, 6, 6]);
});

test("several GPUs share the batch", () => {
  const { batch, validationBatch } = plan({ train: { batch: 16, device: [0, 1, 2, 3] } });
  expect([batch, validationBatch]).toEqual([4, 8]);
});

test("multi_scale draws the sizes that the trainer draws", () => {
  expect(plan({}).sizes).toEqual([640]);
  const { sizes } = plan({ train: { multi_scale: 0.5 }, dataset: { trainImages: 96, valImages: 32 } });
  // As recorded in u040 of h200-8.4.190.jsonl.
  expect(sizes.slice(0, 12)).toEqual([896, 512, 832, 448, 608, 448, 416, 928, 576, 864, 928, 448]);
});
