import { expect, test } from "vitest";
import { MIB } from "../../../src/bytes.ts";
import { bucketBytes } from "../../../src/execution/phases/data-parallel.ts";
import { Tensor } from "../../../src/execution/tensor.ts";
import { generatedStream, recordedEvents } from "../../measured/traced-run.ts";
import { traceOf } from "../../measured/traces.ts";

const weight = (mib: number): Tensor =>
  new Tensor({ refs: 1, block: -1 }, [(mib * MIB) / 4], { dtype: "fp32", order: "nchw", strided: false });

test("the first bucket is full at 1 MiB, the others at 25; the one of the last parameters is made first", () => {
  // The first two fill 1 MiB, the third alone fills 25, the rest stays open.
  const buckets = bucketBytes([0.5, 0.5, 30, 20, 4].map(weight));
  expect(buckets.map((bytes) => bytes / MIB)).toEqual([24, 30, 1]);
});

test("a parameter goes into the bucket that it fills", () => {
  expect(bucketBytes([3, 24, 24, 1].map(weight)).map((bytes) => bytes / MIB)).toEqual([1, 48, 3]);
});

test("yolov8n on two GPUs: the buckets that were recorded", () => {
  const trace = traceOf("yolov8n-two-gpus-b8");
  const made = recordedEvents(trace)
    .filter(({ who }) => who === "trainer.py:_setup_train empty_memory_format")
    .map(({ what }) => Number(what));
  const stream = generatedStream(trace);
  const operation = stream.operationNames.indexOf("gradient buckets");
  const generated = [...stream.sizes].filter((_, block) => stream.operations[block] === operation);
  expect(made.slice(-2)).toEqual([11_515_840, 1_112_896]);
  expect(generated).toEqual(made.slice(-2));
});
