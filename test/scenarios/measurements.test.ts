import { expect, it } from "vitest";
import { measurementsFileOf } from "../../src/measurements/measurement.ts";
import { measurement } from "../measurements/given.ts";
import { checkOut, filesIn, newRepository, openPullRequest } from "../support/git-repository.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { runAction } from "./run-action.ts";

const vision = filesIn(`${import.meta.dirname}/repositories/vision`);
const CONFIG = "configs/vehicles.yaml";
const FILE = measurementsFileOf(".github/gpu-fleet.yml");
const line = (outside: number) => {
  const made = measurement({ pool: "team-l4" });
  return `${JSON.stringify({ ...made, measured: { ...made.measured, outsideAllocatorBytes: outside * 2 ** 20 } })}\n`;
};

for (const checkout of ["full", "shallow", "none"] as const)
  it(`a pull request is judged by what the base has measured (checkout: ${checkout})`, async () => {
    const repository = newRepository();
    repository.commit("Start", { ...vision, [FILE]: line(300) });
    repository.switchTo("topic", "main");
    const larger = String(vision[CONFIG]).replace("batch: 16", "batch: 32");
    repository.commit("Change", { [CONFIG]: larger, [FILE]: `${line(300)}${line(4000)}${line(4000)}{}\n` });
    const commits = openPullRequest(repository, { number: 7, branch: "topic" });
    const pull: PullRequest = { ...commits, title: "Change", headOwner: "acme", state: "open", labels: [] };
    const github = await startLocalGitHub(emptyState(repository.folder));
    github.state.pulls.push(pull);
    const event = { name: "pull_request", payload: { action: "opened", pull_request: pullShape(github.state, pull) } };
    const at = { sha: pull.merge, ref: "refs/pull/7/merge" };
    const workspace = checkOut(repository, at.ref, checkout);
    const { stdout } = await runAction({ event, ...at, workspace, apiUrl: github.url, token: "token-write" });
    await github.close();
    expect(github.mistakes).toEqual([]);
    const [comment] = github.state.comments;
    expect(comment?.body).toContain(
      "- `team-l4` is calibrated by 1 run measured there: 0.29 GiB outside the allocator",
    );
    expect(comment?.body).toContain("1 run measured here: off by 0 % in the median");
    expect(comment?.body).toContain(
      `**\`${FILE}\` changed here.** Measurements are those of the base until this is merged`,
    );
    expect(stdout).toMatch(/^::error .*file=\.github\/gpu-measurements\.jsonl,line=4,.*The line has no pool/m);
  });
