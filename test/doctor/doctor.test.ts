import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { folderWith, gpuMemory } from "../cli/command.ts";

// No GPU is at hand where tests run: the record is a transcript of smoke/measure.py --doctor on an H200 (docs/measuring.md).

const RECORD = readFileSync(new URL("recorded/h200.json", import.meta.url), "utf8");
const FLEET = "version: 1\npools:\n  train-h200: { gpu: H200 }\n  team-l4: { gpu: L4 }\n";
const FILES = { ".github/gpu-fleet.yml": FLEET, "record.json": RECORD };

describe("gpu-memory doctor, on a recorded transcript", () => {
  it("tells what the machine has, and that its pool is as declared", async () => {
    const { out, errors, exit } = await gpuMemory(["doctor", "record.json"], folderWith(FILES));
    expect([errors, exit]).toEqual([[], 0]);
    expect(out).toMatchInlineSnapshot(`
      "GPU memory: this machine is as train-h200 declares.

      NVIDIA H200, driver 580.159.04, torch 2.11.0+cu130, CUDA 13.0
        Total, as the driver has it  140.4 GiB
        Total, as CUDA has it        139.8 GiB
        MIG                          off

      train-h200 (.github/gpu-fleet.yml:3:3): as declared.

      Not looked at: team-l4.
      "
    `);
  });

  it("tells per pool where the declaration differs, and what line would be right", async () => {
    const folder = folderWith(FILES);
    const { out, exit } = await gpuMemory(["doctor", "record.json", "--pool", "team-l4"], folder);
    expect(out).toContain(
      "team-l4 (.github/gpu-fleet.yml:4:3):\n  - the pool declares NVIDIA L4, and CUDA sees NVIDIA H200 here. Write gpu: H200.\n",
    );
    expect(exit).toBe(1);
    const json = await gpuMemory(["doctor", "record.json", "--pool", "team-l4", "--format", "json"], folder);
    expect(JSON.parse(json.out)).toMatchObject({
      well: false,
      pools: [{ pool: "team-l4", differences: [{ about: "gpu", line: "gpu: H200" }] }],
      others: ["train-h200"],
    });
  });

  it("refuses what is no record, and a pool that is not declared", async () => {
    const folder = folderWith({ ...FILES, "other.json": '{"gpu": 3}' });
    expect(await gpuMemory(["doctor", "other.json"], folder)).toMatchObject({
      errors: ["gpu-memory: other.json: this is no record of `smoke/measure.py --doctor`: `gpu` must be string."],
      exit: 2,
    });
    expect(await gpuMemory(["doctor", "record.json", "--pool", "train-h20"], folder)).toMatchObject({
      errors: ["gpu-memory: --pool train-h20: the fleet file has no such pool. Did you mean train-h200?"],
      exit: 2,
    });
  });
});

describe("where there is no GPU", () => {
  // Within 5 s: held with the bundle, which loads faster than these sources (test/scenarios/doctor.test.ts).
  it("says so", async () => {
    const { errors, exit } = await gpuMemory(["doctor"], folderWith(FILES));
    expect(errors).toEqual([expect.stringMatching(/^gpu-memory: No CUDA device: /)]);
    expect(exit).toBe(2);
  });

  it("names the Python that can't be started", async () => {
    const { errors, exit } = await gpuMemory(["doctor", "--python", "no-python"], folderWith(FILES));
    expect(errors).toEqual(["gpu-memory: no-python could not be started: spawn no-python ENOENT"]);
    expect(exit).toBe(2);
  });
});
