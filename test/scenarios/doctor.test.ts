import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkOut, newRepository, temporaryFolder } from "../support/git-repository.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { emptyState } from "../support/local-github/state.ts";
import { runAction } from "./run-action.ts";

// No GPU is at hand where tests run: the record is a transcript of smoke/measure.py --doctor on an H200 (docs/measuring.md).

const RECORD = readFileSync(new URL("../doctor/recorded/h200.json", import.meta.url), "utf8");
const FLEET = "version: 1\npools:\n  train-h200: { gpu: H200 }\n  team-l4: { gpu: L4 }\n";

/** The action in mode `doctor`, with a Python that prints a record instead of asking a GPU; without one, the real Python. */
async function doctor(record: string | undefined, pools = "") {
  const repository = newRepository();
  const sha = repository.commit("Start", { ".github/gpu-fleet.yml": FLEET });
  const github = await startLocalGitHub(emptyState(repository.folder));
  const ref = "refs/heads/main";
  const python = join(temporaryFolder("python"), "python");
  writeFileSync(python, `#!/bin/sh\ncat <<'END'\n${record}END\n`);
  chmodSync(python, 0o755);
  const result = await runAction({
    event: { name: "workflow_dispatch", payload: {} },
    workspace: checkOut(repository, ref, "shallow"),
    apiUrl: github.url,
    token: "token-read",
    sha,
    ref,
    inputs: { mode: "doctor", pools, ...(record === undefined ? {} : { python }) },
  });
  await github.close();
  expect(github.mistakes).toEqual([]);
  return result;
}

describe("mode: doctor of the action", () => {
  it("passes where the runner is as declared, with the figures in the summary", async () => {
    const { exitCode, summary, stdout } = await doctor(RECORD);
    expect(exitCode).toBe(0);
    expect(summary).toContain("### ✅ GPU memory: this machine is as `train-h200` declares");
    expect(summary).toMatch(/^\| Total, as CUDA has it +\| +139\.8 GiB \|$/m);
    expect(stdout).toContain("train-h200 (.github/gpu-fleet.yml:3:3): as declared.");
  });

  it("fails where it is not, with the line that would be right", async () => {
    const { exitCode, summary, stdout } = await doctor(RECORD, "team-l4");
    expect(exitCode).toBe(1);
    expect(summary).toContain("Write `gpu: H200`.");
    expect(stdout).toMatch(/^::error::GPU memory: this machine differs from what team-l4 declares\.$/m);
  });

  it("names a pool that was meant", async () => {
    const { exitCode, stdout } = await doctor(RECORD, "team-l5");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("Did you mean team-l4?");
  });

  it("fails within 5 s where there is no CUDA device", async () => {
    const { exitCode, stdout, milliseconds } = await doctor(undefined);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^::error::No CUDA device: /m);
    expect(milliseconds).toBeLessThan(5_000);
  });
});
