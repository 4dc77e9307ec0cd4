import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = fileURLToPath(new URL("../../smoke/measure.py", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const env = { ...process.env, CUDA_VISIBLE_DEVICES: "", PYTHONDONTWRITEBYTECODE: "1" };

const python = (args: string[], input = "") => spawnSync("python3", args, { cwd: here, encoding: "utf8", env, input });

test("its own tests pass", { timeout: 60_000 }, () => {
  const { status, stderr } = python(["-m", "unittest", "test_measure"]);
  expect([status, stderr.trim().split("\n").at(-1)]).toEqual([0, "OK"]);
});

test("without a CUDA device each run gets a record that says so, within 5 s", { timeout: 5_000 }, () => {
  const { status, stdout, stderr } = python([program, "-"], '{"id": "a", "train": {"model": "yolov8n.yaml"}}\n');
  const { error, ...run } = JSON.parse(stdout);
  expect([status, stderr, run]).toEqual([1, "", { id: "a", train: { model: "yolov8n.yaml" } }]);
  expect(error.reason).toBe("no-cuda-device");
  expect(error.message).toMatch(/^No CUDA device: /);
});

test("lines that are no runs are named together, and nothing is measured", () => {
  const { status, stdout, stderr } = python([program, "-"], '{"id": 1\n\n{"mode": "fly"}\n{"train": {}}\n');
  const said = stderr.trim().split("\n");
  expect([status, stdout, said.length]).toEqual([2, "", 3]);
  expect(said[0]).toMatch(/^-:1: not JSON: /);
  expect(said.slice(1)).toEqual(
    [3, 4].map(
      (line) =>
        `-:${line}: a run has an id, a mode (train or predict) and under that name its arguments, model among them`,
    ),
  );
});

test("a file that is not there is named", () => {
  const { status, stderr } = python([program, "nowhere.jsonl"]);
  expect([status, stderr]).toEqual([2, "nowhere.jsonl: No such file or directory\n"]);
});
