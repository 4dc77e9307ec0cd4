import { expect, test } from "vitest";
import { published } from "../../src/graph/models/index.ts";
import { problemText } from "../../src/problem.ts";
import { runOfCommand } from "../../src/training/run-of-command.ts";

const FILES: Readonly<Record<string, string>> = {
  "train.yaml": "model: yolov8n.pt\ndata: coco8.yaml\nbatch: 16\n",
  "ours.yaml": "nc: 6\nbackbone:\n  - [-1, 1, Conv, [32, 3, 2]]\nhead:\n  - [[0], 1, Detect, [nc]]\n",
  "broken.yaml": "model: [\n",
};

function command(target: string, ...pairs: string[]) {
  const repository = { readText: (path: string) => FILES[path] };
  const declared = { datasets: {}, environment: { ultralytics: "8.4.190", torch: "2.11.0" } };
  return runOfCommand({ target, pairs, repository, published, declared, versions: { problems: [] } });
}

async function run(target: string, ...pairs: string[]) {
  const result = await command(target, ...pairs);
  if (!("run" in result)) throw new Error(result.unknown.reasons.map(({ message }) => message).join(" "));
  return result.run;
}

test("pairs win over the config, the later over the earlier, in the dialect of the yolo command", async () => {
  const { arguments: args } = await run(
    "train.yaml",
    "batch=8",
    "batch=32",
    "lr0=1e-4",
    "amp=false",
    "device=0,1",
    "freeze=[0,1]",
  );
  expect(args).toMatchObject({ batch: 32, amp: "off", devices: [0, 1], freeze: [0, 1] });
});

test("a model is enough: a published name, weights or a model file", async () => {
  const named = await run("yolo11s-seg.pt", "data=coco.yaml", "imgsz=320");
  expect([named.task, named.model.scale, named.arguments.imgsz, named.dataset.trainImages]).toEqual([
    "segment",
    "s",
    320,
    118_287,
  ]);
  const file = await run("ours.yaml", "data=VOC.yaml");
  expect([file.model.description.name, file.dataset.classes, file.files]).toEqual(["ours.yaml", 20, ["ours.yaml"]]);
});

test("mistakes in the pairs are told with their number", async () => {
  const problems = async (...parts: [string, ...string[]]) => (await command(...parts)).problems.map(problemText);
  expect(await problems("train.yaml", "batch=banana", "bacth=3")).toEqual([
    "command line:1:1: error: `batch: banana` is a text; a whole number such as 16, -1 for AutoBatch, or the share of GPU memory that AutoBatch may use, above 0 and below 1 is expected.",
    "command line:1:2: error: Ultralytics 8.4.190 has no train argument `bacth` and refuses it. Did you mean `batch`?",
  ]);
  expect(await problems("train.yaml", "batch")).toEqual([
    "command line:1:1: error: `batch` is no argument of a run; `key=value` is expected.",
  ]);
  expect((await problems("broken.yaml"))[0]).toContain("broken.yaml:");
  expect(await problems("nowhere.yaml")).toEqual([
    "command line:1:1: error: `nowhere.yaml` is neither a file of the repository nor a published model. Write a path from the repository's root.",
  ]);
});
