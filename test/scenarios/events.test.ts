import { describe, expect, it } from "vitest";
import { checkOut, filesIn, type GitRepository, newRepository, openPullRequest } from "../support/git-repository.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

const NUMBER = 7;
const CONFIG = "configs/vehicles.yaml";
const vision = filesIn(`${import.meta.dirname}/repositories/vision`);
const small = String(vision[CONFIG]);
const changed = small.replace("batch: 16", "batch: 15");

interface Stage {
  readonly repository: GitRepository;
  readonly github: LocalGitHub;
  readonly pull: PullRequest;
}

async function withPullRequest<T>(act: (stage: Stage) => Promise<T>): Promise<T> {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  repository.commit("Change", { [CONFIG]: changed });
  const commits = openPullRequest(repository, { number: NUMBER, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Change", headOwner: "acme", state: "open" };
  const github = await startLocalGitHub(emptyState(repository.folder));
  github.state.pulls.push(pull);
  try {
    return await act({ repository, github, pull });
  } finally {
    await github.close();
    expect(github.mistakes).toEqual([]);
  }
}

function send({ repository, github, pull }: Stage, name: string, payload: object): Promise<ActionResult> {
  const at = { sha: pull.merge, ref: `refs/pull/${NUMBER}/merge` };
  const workspace = checkOut(repository, at.ref, "full");
  return runAction({ event: { name, payload }, ...at, workspace, apiUrl: github.url, token: "token-write" });
}

const opened = ({ github, pull }: Stage, action = "opened") => ({
  action,
  number: NUMBER,
  pull_request: pullShape(github.state, pull),
});

describe("an event", () => {
  it.concurrent("of a kind that asks for nothing ends green with one line and no request", () =>
    withPullRequest(async (stage) => {
      for (const [name, payload] of [
        ["issues", {}],
        ["pull_request", opened(stage, "closed")],
        ["push", { ref: "refs/tags/v1", before: "0".repeat(40), after: stage.pull.head }],
      ] as const) {
        const { exitCode, stdout } = await send(stage, name, payload);
        expect([exitCode, stdout.trim().split("\n").length]).toEqual([0, 1]);
      }
      expect(stage.github.requests).toEqual([]);
    }));

  it.concurrent("without the commits that it is about ends green and says so", () =>
    withPullRequest(async (stage) => {
      const { exitCode, stdout } = await send(stage, "pull_request", {});
      expect([exitCode, stdout]).toEqual([0, "The event pull_request does not say which commits it is about.\n"]);
    }));

  it.concurrent("of a pull request that is gone by now keeps its verdict", () =>
    withPullRequest(async (stage) => {
      const payload = opened(stage);
      stage.github.state.pulls.length = 0;
      const { exitCode, outputs } = await send(stage, "pull_request", payload);
      expect([exitCode, outputs["verdict"]]).toEqual([0, "FITS"]);
      expect(stage.github.state.comments).toEqual([]);
    }));

  it.concurrent("of a head that was pushed over meanwhile keeps its verdict and leaves the comment to the next run", () =>
    withPullRequest(async (stage) => {
      const payload = opened(stage);
      stage.github.state.pulls[0] = { ...stage.pull, head: "f".repeat(40) };
      const { exitCode, outputs } = await send(stage, "pull_request", payload);
      expect([exitCode, outputs["verdict"]]).toEqual([0, "FITS"]);
      expect(stage.github.state.comments).toEqual([]);
    }));

  it.concurrent("of a merge queue or a push is judged against what it builds on, without a comment", () =>
    withPullRequest(async (stage) => {
      const { head, base } = stage.pull;
      const group = { action: "checks_requested", merge_group: { head_sha: head, base_sha: base } };
      const queued = await send(stage, "merge_group", group);
      const pushed = await send(stage, "push", { ref: "refs/heads/main", before: base, after: head, deleted: false });
      expect(
        [queued, pushed].map(({ exitCode, outputs }) => [exitCode, outputs["verdict"], outputs["configs"]]),
      ).toEqual([
        [0, "FITS", "1"],
        [0, "FITS", "1"],
      ]);
      expect(stage.github.state.comments).toEqual([]);
    }));

  it.concurrent("of an Enterprise Server is answered there, with links that lead there", () =>
    withPullRequest(async ({ repository, github, pull }) => {
      const at = { sha: pull.merge, ref: `refs/pull/${NUMBER}/merge` };
      const event = { name: "pull_request", payload: opened({ repository, github, pull }) };
      const workspace = checkOut(repository, at.ref, "shallow");
      const enterprise = { apiUrl: `${github.url}/api/v3`, serverUrl: "https://git.acme.example" };
      const { exitCode, stdout } = await runAction({ event, ...at, ...enterprise, workspace, token: "token-write" });
      expect([exitCode, stdout.includes("::notice")]).toEqual([0, false]);
      expect(github.state.comments).toHaveLength(1);
      expect(github.state.comments[0]?.body).toContain("https://git.acme.example/acme/vision/actions/runs/1842");
      expect(github.state.comments[0]?.body).not.toContain("github.com");
    }));

  it.concurrent("of a schedule looks at every config", () =>
    withPullRequest(async (stage) => {
      const { exitCode, outputs } = await send(stage, "schedule", { schedule: "0 3 * * *" });
      expect([exitCode, outputs["configs"]]).toEqual([0, "2"]);
    }));
});
