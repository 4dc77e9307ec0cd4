import { expect, it } from "vitest";
import { CheckpointingTape } from "../../src/execution/checkpointing.ts";
import { silu } from "../../src/execution/ops/activation.ts";
import { Recorder, type Stream } from "../../src/execution/stream.ts";
import { deviceNamed } from "../../src/fleet/device-named.ts";
import { published } from "../../src/graph/models/index.ts";
import { streamOf } from "../../src/memory/play-run.ts";
import { aRun } from "../verdict/given.ts";
import { listing, newTape } from "./listing.ts";

it("keeps a block's inputs, works the block out again, and stops before its last result", () => {
  const { settings } = newTape();
  const tape = new CheckpointingTape(new Recorder(), settings);
  const x = tape.tensor([256], "fp32");
  x.requiresGrad = true;
  const from = tape.recorder.events.length;
  const [y = x] = tape.block([x], () => {
    const a = silu(tape, x);
    const b = silu(tape, a);
    const c = silu(tape, b);
    tape.drop(a, b);
    return [c];
  });
  const loss = tape.attachOne(tape.tensor([], "fp32"), [y], [], () => [tape.tensor([256], "fp32")]);
  tape.drop(y);
  tape.backward(loss);
  expect(listing(tape.recorder, from)).toEqual([
    "+a 1024", // the three results; the first two go when the block ends
    "+b 1024",
    "+c 1024",
    "-a",
    "-b",
    "+d 4", // loss
    "-c",
    "+e 4", // its gradient
    "+f 1024",
    "-e",
    "+g 1024", // again: the first two results, which are what the second and third operation need
    "+h 1024",
    "+i 1024", // gradient of the second result
    "-h",
    "-f",
    "+j 1024",
    "-g",
    "-i",
    "+k 1024", // gradient of x
    "-j",
  ]);
});

/** Bytes that nothing has freed at the end of a stream. */
function left({ events, sizes }: Stream): number {
  const size = (block: number): number => sizes[block] ?? 0;
  return events.reduce((sum, event) => sum + (event < 0 ? -size(~event) : size(event)), 0);
}

it.each([
  ["yolov8n.pt", "detect"],
  ["yolov9c.pt", "detect"],
  ["yolov10n.pt", "detect"],
  ["yolo12n.pt", "detect"],
  ["rtdetr-l.pt", "detect"],
  ["yolo11n-seg.pt", "segment"],
  ["yolo26n-pose.pt", "pose"],
  ["yolo11n-cls.pt", "classify"],
] as const)("leaves nothing behind: %s", (written, task) => {
  const answer = deviceNamed("L4");
  const found = published.find(written);
  if (!("device" in answer) || found === undefined) throw new Error(written);
  const { device } = answer;
  const run = { ...aRun({ arguments: { batch: 2, imgsz: 64, epochs: 2 } }), task, model: { ...found.model, written } };
  const choices = { batch: 2, optimizer: "AdamW" } as const;
  const plain = left(streamOf(run, device, choices));
  expect(left(streamOf({ ...run, checkpointing: true }, device, choices))).toBe(plain);
});
