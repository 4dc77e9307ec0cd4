import { expect, test } from "vitest";
import type { Stream } from "../../../src/execution/stream.ts";
import { CATEGORIES } from "../../../src/memory/estimate-types.ts";
import { graphOf, streamOf } from "../../../src/memory/play-run.ts";
import { type MeasuredRow, playable } from "../../measured/runs.ts";

/** A run of a small file of our own: four steps of four images, an optimizer step after every second one, validation. */
function playedRun(changes: Readonly<Record<string, unknown>> = {}) {
  const row: MeasuredRow = {
    id: "small",
    mode: "train",
    task: "detect",
    train: {
      model: "../models/two-head.yaml",
      batch: 4,
      imgsz: 64,
      nbs: 8,
      epochs: 1,
      mosaic: 0,
      optimizer: "SGD",
      ...changes,
    },
    dataset: { classes: 80, labelsPerImage: 2, trainImages: 16, valImages: 8, imageSize: [64, 64] },
    environment: { gpu: "NVIDIA H200", ultralytics: "8.4.190", torch: "2.11.0" },
    measured: {},
  };
  const found = playable(row);
  if (!("run" in found)) throw new Error(found.message);
  const built = graphOf(found.run);
  if (!("graph" in built)) throw new Error(built.unknown.message);
  return { graph: built.graph, stream: streamOf(found.run, found.device, { batch: 4, optimizer: "SGD" }) };
}

/** What is alive where each mark stands, by category, in bytes. */
function marks(stream: Stream): readonly (readonly [name: string, alive: Readonly<Record<string, number>>])[] {
  const alive: Record<string, number> = {};
  let at = 0;
  return stream.marks.map((mark) => {
    for (; at < mark.at; at++) {
      const event = stream.events[at]!;
      const block = event < 0 ? ~event : event;
      const category = CATEGORIES[stream.categories[block]!]!;
      alive[category] = (alive[category] ?? 0) + (event < 0 ? -stream.sizes[block]! : stream.sizes[block]!);
    }
    return [mark.name, { ...alive }];
  });
}

const { graph, stream } = playedRun();
/** Of the trained parameters: all but the 16 fixed weights of the distances. */
const WEIGHTS = 4 * (graph.parameters - 16);
/** Image in fp32, and 24 bytes for each of its two labels. */
const BATCH = 4 * (3 * 64 * 64 * 4 + 2 * 24);

/** Gradients, optimizer state and batches at the marks of one name, in multiples. */
const multiples = (name: string): readonly string[] =>
  marks(stream)
    .filter(([each]) => each === name)
    .map(([, { gradients = 0, optimizer = 0, input = 0 }]) =>
      [`gradients ${gradients / WEIGHTS}`, `state ${optimizer / WEIGHTS}`, `batches ${input / BATCH}`].join(", "),
    );

test("one epoch: start-up, four steps, validation where the cache may be emptied before, a checkpoint", () => {
  expect(marks(stream).map(([name]) => name)).toEqual([
    "start-up",
    "training",
    "step",
    "step",
    "step",
    "step",
    "crowded",
    "validation",
    "checkpoint",
    "crowded",
  ]);
});

test("start-up leaves the model and its moving average", () => {
  const [, alive] = marks(stream).find(([name]) => name === "training")!;
  const { parameters = 0, ema = 0, ...rest } = alive;
  // Batch norms have statistics and a counter beside the parameters; the model also its strides and a few scalars.
  expect([parameters > WEIGHTS, ema > WEIGHTS, parameters - ema, rest]).toEqual([true, true, 8 + 3 * 4, {}]);
});

test("gradients stay until the optimizer steps, state from then on; on every second step two batches are alive", () => {
  expect(multiples("step")).toEqual([
    "gradients 0, state 0, batches 0",
    "gradients 1, state 0, batches 1",
    "gradients 0, state 1, batches 2",
    "gradients 1, state 1, batches 1",
  ]);
  expect(multiples("validation")).toEqual(["gradients 0, state 1, batches 2"]);
});

test("activations and loss are all gone wherever a phase or step begins", () => {
  const left = marks(stream).map(([, { activations = 0, loss = 0 }]) => activations + loss);
  expect(Math.max(...left)).toBe(0);
});

test("val: False validates all the same after the last epoch, as the trainer does", () => {
  expect(marks(playedRun({ val: false }).stream).map(([name]) => name)).toContain("validation");
});
