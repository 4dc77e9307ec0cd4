import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { newRepository, temporaryFolder } from "../support/git-repository.ts";

// The script of the workflow, run by a real shell with real git; `gh` writes down what it is asked. The records are a transcript.

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const { steps } = parse(read("examples/workflows/gpu-memory-calibrate.yml")).jobs.calibrate;
const script: string = steps.find(({ run }: { run?: string }) => run !== undefined).run;
const [record = ""] = read("test/smoke/recorded/declared.jsonl").split("\n").slice(6);

function propose(records: string, branches = 1) {
  const remote = newRepository();
  remote.commit("Start", { ".github/gpu-fleet.yml": "version: 1\npools:\n  train-h100: { gpu: H100 }\n" });
  const workspace = join(temporaryFolder("workspace"), "vision");
  remote.git("clone", "--quiet", remote.folder, workspace);
  mkdirSync(join(workspace, ".gpu-memory/dist"), { recursive: true });
  mkdirSync(join(workspace, ".gpu-memory/records/gpu-memory-records-0"), { recursive: true });
  writeFileSync(join(workspace, ".gpu-memory/dist/cli.js"), `import ${JSON.stringify(join(root, "src/cli.ts"))};\n`);
  writeFileSync(join(workspace, ".gpu-memory/records/gpu-memory-records-0/records.jsonl"), records);
  const bin = temporaryFolder("bin");
  writeFileSync(join(bin, "gh"), `#!/bin/sh\necho "$@" >> ${bin}/asked\n`);
  chmodSync(join(bin, "gh"), 0o755);
  const env = {
    PATH: `${bin}:${join(root, "node_modules/node/bin")}:${process.env["PATH"]}`,
    HOME: bin,
    RUN: "77",
    GH_TOKEN: "token",
  };
  const ended = Array.from({ length: branches }, () =>
    spawnSync("bash", ["-e", "-c", script], { cwd: workspace, env, encoding: "utf8" }),
  );
  const asked = (): readonly string[] => readFileSync(join(bin, "asked"), "utf8").trim().split("\n");
  return { ended, remote, asked };
}

test("the workflow proposes the lines of a smoke test by a pull request, once", { timeout: 60_000 }, () => {
  const { ended, remote, asked } = propose(`${JSON.stringify({ ...JSON.parse(record), pool: "train-h100" })}\n`, 2);
  expect(ended.map(({ status, stderr }) => [status, stderr])).toEqual([
    [0, expect.any(String)],
    [0, expect.any(String)],
  ]);
  expect(ended[1]?.stdout).toContain("All of these lines are there already.");
  const proposed = remote.git("show", "gpu-memory/measurements-77:.github/gpu-measurements.jsonl");
  expect(JSON.parse(proposed)).toMatchObject({ pool: "train-h100", run: { id: "S07" } });
  expect(remote.git("show", "--format=", "--name-only", "gpu-memory/measurements-77").trim()).toBe(
    ".github/gpu-measurements.jsonl",
  );
  expect(asked()).toEqual(["auth setup-git", expect.stringMatching(/^pr create --fill --body Measured by run 77 /)]);
});

test("a smoke test that says nothing about a pool fails the workflow, with the reason", () => {
  const { ended } = propose(`${record}\n`);
  expect(ended[0]?.status).toBe(1);
  expect(ended[0]?.stderr).toContain("S07 does not count: it names no pool; --pool NAME says which one.");
});
