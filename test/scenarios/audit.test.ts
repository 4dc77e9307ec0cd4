import { describe, expect, it } from "vitest";
import { checkOut, filesIn, type GitRepository, newRepository } from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { emptyState } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

const CONFIG = "configs/vehicles.yaml";
const vision = filesIn(`${import.meta.dirname}/repositories/vision`);
const small = String(vision[CONFIG]);
const LARGE = small.replace("batch: 16", "batch: 256");

interface Asked {
  readonly inputs?: Readonly<Record<string, string>>;
  /** The commit of the last scheduled audit, among other runs of the workflow. */
  readonly last?: (commits: { before: string; after: string }) => string;
  readonly checkout?: "shallow" | "full";
  readonly faults?: readonly Fault[];
}

/** An audit of a repository whose last commit enlarged one config and added another. */
async function audit({ inputs = {}, last, checkout = "full", faults = [] }: Asked): Promise<ActionResult> {
  const repository: GitRepository = newRepository();
  const before = repository.commit("Start", vision);
  const after = repository.commit("Enlarge", { [CONFIG]: LARGE, "configs/new.yaml": small });
  const github = await startLocalGitHub(emptyState(repository.folder), { faults });
  const runs = [
    { id: 1842, event: "schedule", status: "completed", head_sha: after },
    { id: 1700, event: "workflow_dispatch", status: "completed", head_sha: after },
    { id: 1600, event: "schedule", status: "completed", head_sha: last?.({ before, after }) },
  ];
  if (last !== undefined) github.state.workflowRuns.push(...runs);
  const ref = "refs/heads/main";
  const workspace = checkOut(repository, ref, checkout);
  const event = { name: "schedule", payload: { schedule: "17 5 * * 1" } };
  const result = await runAction({
    event,
    workspace,
    apiUrl: github.url,
    token: "token-write",
    sha: after,
    ref,
    inputs,
  });
  await github.close();
  expect(github.mistakes).toEqual([]);
  return result;
}

describe("an audit", () => {
  for (const checkout of ["full", "shallow"] as const)
    it.concurrent(`tells what has changed since the last scheduled one (checkout: ${checkout})`, async () => {
      const { summary, stdout } = await audit({ last: ({ before }) => before, checkout });
      expect(summary).toContain("2 verdicts changed since the last audit");
      expect(summary).toMatch(/^\| `configs\/new.yaml` +\| – +\| ✅ FITS, /m);
      expect(summary).toMatch(/^\| `configs\/vehicles.yaml` +\| ✅ FITS, .*\| ❌ DOES NOT FIT, /m);
      expect(stdout).toContain("2 verdicts changed since the last audit");
    });

  it.concurrent("says so where nothing has changed, and nothing where there was none before", async () => {
    expect((await audit({ last: ({ after }) => after })).summary).toContain("no verdict has changed");
    expect((await audit({})).summary).not.toContain("last audit");
  });

  it.concurrent("is none the worse where the token may not ask, or the commit is gone", async () => {
    const refused = { operation: "actions/list-workflow-runs", what: { kind: "status", status: 403 } } as const;
    for (const asked of [{ faults: [refused] }, { last: () => "c".repeat(40) }]) {
      const { exitCode, outputs, stdout } = await audit(asked);
      expect([exitCode, outputs["configs-failed"]]).toEqual([1, "1"]);
      expect(stdout).toContain("This audit is not compared with the last one.");
    }
  });

  it.concurrent("has a row a config and a column a pool, unfolded, and how accurate estimates have been", async () => {
    const { summary } = await audit({});
    const [, heat = ""] =
      /<details open><summary><b>Every config on every pool<\/b>([\s\S]*?)<\/details>/.exec(summary) ?? [];
    expect(heat).toMatch(/\| Config +\| `edge-t4` +\| `team-l4` +\| `train-a100` +\|/);
    expect(heat.match(/^\| \[`configs\//gm)).toHaveLength(3);
    expect(summary).toMatch(/<b>Accuracy so far<\/b>[\s\S]*\| equal labels +\| \d{3} /);
  });

  it.concurrent("of some pools asks what fits there", async () => {
    const { summary, outputs } = await audit({ inputs: { pools: "train-a100, team-l4" } });
    expect(summary).not.toContain("edge-t4");
    expect(outputs["configs"]).toBe("3");
  });

  it.concurrent("of a pool that is not declared is refused by name, with the nearest", async () => {
    const { exitCode, stdout } = await audit({ inputs: { pools: "team-l5" } });
    expect([exitCode, stdout.match(/^::error.*$/gm)]).toEqual([
      1,
      ['::error::pools: no pool is named "team-l5". Did you mean team-l4?'],
    ]);
  });
});
