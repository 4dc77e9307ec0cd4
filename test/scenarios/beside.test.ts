import { describe, expect, it } from "vitest";
import { checkOut, filesIn, newRepository, openPullRequest } from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

// What is told beside the comment, where an input asks for it: a commit status and a label.

const FLEET = ".github/gpu-fleet.yml";
const vision = filesIn(`${import.meta.dirname}/repositories/vision`);
const BROKEN = "version: one\n";

/** A pull request with this fleet file, judged with these inputs. */
async function told(
  fleet: string,
  more: { labels?: string[]; token?: string; moved?: boolean; faults?: readonly Fault[] } = {},
) {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  repository.commit("Change", { [FLEET]: fleet });
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const labels = more.labels ?? [];
  const pull: PullRequest = { ...commits, title: "Change", headOwner: "acme", state: "open", labels };
  const github = await startLocalGitHub(emptyState(repository.folder), { faults: more.faults ?? [] });
  github.state.pulls.push(pull);
  const event = { name: "pull_request", payload: { action: "opened", pull_request: pullShape(github.state, pull) } };
  if (more.moved === true) github.state.pulls[0] = { ...pull, head: "f".repeat(40) };
  const at = { sha: pull.merge, ref: "refs/pull/7/merge" };
  const workspace = checkOut(repository, at.ref, "full");
  const inputs = { status: "auto", labels: "auto", comment: "never" };
  const token = more.token ?? "token-write";
  const result: ActionResult = await runAction({ event, ...at, workspace, apiUrl: github.url, token, inputs });
  await github.close();
  expect(github.mistakes).toEqual([]);
  return { result, pull, labels, statuses: github.state.statuses };
}

describe("the commit status", () => {
  it.concurrent("is of the head, and has the verdict in words", async () => {
    const { pull, statuses } = await told(BROKEN);
    expect(statuses).toMatchObject([
      { sha: pull.head, state: "failure", context: "gpu-memory", description: expect.stringContaining(FLEET) },
    ]);
    expect((await told(`${vision[FLEET]}# more\n`)).statuses).toMatchObject([{ state: "success" }]);
  });
});

describe("the label", () => {
  it.concurrent("is put on a pull request that fails, beside those of others", async () => {
    expect((await told(BROKEN, { labels: ["bug", "gpu-memory: warn"] })).labels).toEqual(["bug", "gpu-memory: fail"]);
  });

  it.concurrent("is taken off when all is well", async () => {
    const { labels } = await told(`${vision[FLEET]}# more\n`, { labels: ["gpu-memory: fail", "bug"] });
    expect(labels).toEqual(["bug"]);
  });

  it.concurrent("is left alone for a head that is no more", async () => {
    expect((await told(BROKEN, { moved: true })).labels).toEqual([]);
  });
});

describe("both", () => {
  it.concurrent("cost nothing but a notice each where the token may not write", async () => {
    const { result, labels, statuses } = await told(BROKEN, { token: "token-read" });
    expect([result.exitCode, labels, statuses]).toEqual([1, [], []]);
    expect(result.stdout.match(/^::notice.*$/gm)).toEqual([
      expect.stringContaining("statuses: write"),
      expect.stringContaining("pull-requests: write"),
    ]);
  });
});
