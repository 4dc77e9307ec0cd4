import { describe, expect, it } from "vitest";
import { markerOf } from "../../src/report/marker.ts";
import { checkOut, filesIn, newRepository, openPullRequest, runGit } from "../support/git-repository.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { repositoryShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

const FLEET = ".github/gpu-fleet.yml";

interface Outcome {
  readonly result: ActionResult;
  readonly pull: PullRequest;
  readonly comments: readonly { readonly author: string; readonly body: string }[];
  readonly writes: readonly string[];
  readonly reads: readonly string[];
  readonly workspace: string;
}

/** A fork's pull request breaks the fleet file; its run has ended, and the base branch is checked out for the publisher. */
async function publish(
  change: {
    readonly head?: string;
    readonly state?: "open" | "closed";
    readonly fetched?: boolean;
    readonly fleet?: string;
  } = {},
): Promise<Outcome> {
  const repository = newRepository();
  const start = repository.commit("Start", filesIn(`${import.meta.dirname}/repositories/vision`));
  repository.switchTo("topic", "main");
  repository.commit("Break it", { [FLEET]: change.fleet ?? "version: one\n" });
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Break it", headOwner: "guest", state: change.state ?? "open" };
  const state = emptyState(repository.folder);
  state.pulls.push(pull);
  const github = await startLocalGitHub(state);
  const payload = {
    action: "completed",
    workflow_run: {
      event: "pull_request",
      head_sha: change.head ?? pull.head,
      head_branch: "topic",
      head_repository: { owner: { login: "guest" } },
      pull_requests: [],
    },
    repository: repositoryShape(state),
  };
  const ref = "refs/heads/main";
  const workspace = checkOut(repository, ref, change.fetched === true ? "full" : "shallow");
  // As the step before does it: into the base's checkout, and not checked out.
  if (change.fetched === true)
    runGit(workspace, ["fetch", "--quiet", "--no-tags", `file://${repository.folder}`, pull.head]);
  const event = { name: "workflow_run", payload };
  const result = await runAction({ event, workspace, apiUrl: github.url, token: "token-write", sha: start, ref });
  await github.close();
  expect(github.mistakes).toEqual([]);
  const writes = github.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql");
  const reads = github.requests.filter((each) => !writes.includes(each));
  const operations = (some: typeof reads) => some.map(({ operation }) => operation);
  return { result, pull, workspace, comments: state.comments, writes: operations(writes), reads: operations(reads) };
}

describe("the publisher", () => {
  it("comments on a fork's pull request, and leaves the gate to the run that it follows", async () => {
    const { result, pull, comments, writes } = await publish();
    expect(comments.map(({ author, body }) => [author, markerOf(body)?.head, markerOf(body)?.verdict])).toEqual([
      ["github-actions[bot]", pull.head, "fail"],
    ]);
    expect(comments[0]?.body).toContain("gpu-fleet.yml");
    expect(result).toMatchObject({ exitCode: 0, stderr: "", outputs: { "comment-id": "1000" } });
    expect(writes).toEqual(["issues/create-comment"]);
  });

  it("says nothing about a head that was pushed over, or a pull request that was closed", async () => {
    for (const { result, comments } of [await publish({ head: "c".repeat(40) }), await publish({ state: "closed" })]) {
      expect(comments).toEqual([]);
      expect(result).toMatchObject({
        exitCode: 0,
        stdout: "No open pull request has this head any more; there is nothing to publish.\n",
      });
    }
  });

  it("reads a head that was fetched with git alone, checks nothing of it out, and asks GitHub for no file", async () => {
    const { comments, pull, reads, workspace } = await publish({ fetched: true });
    expect(comments.map(({ body }) => markerOf(body)?.head)).toEqual([pull.head]);
    expect(reads).toEqual(["pulls/list", "graphql", "graphql"]);
    expect(runGit(workspace, ["status", "--porcelain"])).toBe("");
    expect(runGit(workspace, ["rev-parse", "HEAD"])).toBe(pull.base);
  });

  it("judges by the limits, policy and waivers of the base, and says that the fork changes them", async () => {
    const waived = "version: 1\npools:\n  team-l4: {gpu: H200}\n";
    const { comments } = await publish({ fetched: true, fleet: waived });
    expect(comments[0]?.body.split("\n")[3]).toContain(
      "Limits, policy and waivers are those of the base until this is merged",
    );
  });
});
