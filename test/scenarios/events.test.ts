import { describe, expect, it } from "vitest";
import { markerOf } from "../../src/report/marker.ts";
import {
  type Checkout,
  checkOut,
  filesIn,
  type GitRepository,
  newRepository,
  openPullRequest,
} from "../support/git-repository.ts";
import { type Behaviour, type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { addComment, emptyState, type PullRequest } from "../support/local-github/state.ts";
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

type Meanwhile = NonNullable<Behaviour["meanwhile"]>;

async function withPullRequest<T>(
  act: (stage: Stage) => Promise<T>,
  meanwhile?: (...asked: [...Parameters<Meanwhile>, Stage]) => void,
): Promise<T> {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  repository.commit("Change", { [CONFIG]: changed });
  const commits = openPullRequest(repository, { number: NUMBER, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Change", headOwner: "acme", state: "open" };
  const github: LocalGitHub = await startLocalGitHub(emptyState(repository.folder), {
    meanwhile: (operation, request) => meanwhile?.(operation, request, { repository, github, pull }),
  });
  github.state.pulls.push(pull);
  try {
    return await act({ repository, github, pull });
  } finally {
    await github.close();
    expect(github.mistakes).toEqual([]);
  }
}

/** Somebody rewrites the branch: another head, which the checkout does not hold. */
function forcePush({ repository, github, pull }: Stage, batch: number): string {
  repository.git("switch", "--quiet", "--detach", "main");
  repository.commit("Change it otherwise", { [CONFIG]: small.replace("batch: 16", `batch: ${batch}`) });
  repository.git("branch", "--force", "topic", "HEAD");
  const commits = openPullRequest(repository, { number: NUMBER, branch: "topic" });
  github.state.pulls[0] = { ...pull, ...commits };
  return commits.head;
}

const written = ({ github }: Stage): readonly string[] =>
  github.requests.flatMap(({ method, operation }) => (method === "GET" || operation === "graphql" ? [] : [operation]));

function send(
  { repository, github, pull }: Stage,
  name: string,
  payload: object,
  checkout: Checkout = "full",
): Promise<ActionResult> {
  const at = { sha: pull.merge, ref: `refs/pull/${NUMBER}/merge` };
  const workspace = checkOut(repository, at.ref, checkout);
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

describe("a force-push", () => {
  it.concurrent("between two pages of comments leaves the comment to the run for the new head", () =>
    withPullRequest(
      async (stage) => {
        for (let index = 0; index < 150; index++)
          addComment(stage.github.state, { issue: NUMBER, author: "bo", body: `${index}` });
        const { exitCode, outputs, stdout } = await send(stage, "pull_request", opened(stage));
        expect([exitCode, outputs["verdict"]]).toEqual([0, "FITS"]);
        expect(stage.github.requests.map(({ operation }) => operation)).toEqual(["graphql", "graphql"]);
        expect(stdout).toContain("The pull request has a newer commit by now, whose run will comment.");
      },
      (operation, request, stage) => {
        if (operation === "graphql" && request === 2) forcePush(stage, 14);
      },
    ));

  it.concurrent("between reading the comments and writing one ends with the answer for the new head", () =>
    withPullRequest(
      async (stage) => {
        const { exitCode, outputs } = await send(stage, "pull_request", opened(stage));
        expect([exitCode, outputs["verdict"]]).toEqual([0, "FITS"]);
        const { pulls, comments } = stage.github.state;
        expect(pulls[0]?.head).not.toBe(stage.pull.head);
        expect(comments.map(({ body }) => markerOf(body)?.head)).toEqual([pulls[0]?.head]);
        expect(comments[0]?.body).toContain("`batch` `16` → `14`");
        expect(written(stage)).toEqual(["issues/create-comment", "issues/update-comment"]);
      },
      (operation, _request, stage) => {
        if (operation === "issues/create-comment") forcePush(stage, 14);
      },
    ));

  for (const [when, struck] of [
    ["the comparison and the listing of files", "git/get-tree"],
    ["listing files and reading them", "git/get-blob"],
  ] as const)
    it.concurrent(`between ${when}, without a checkout, changes nothing of the verdict`, () =>
      withPullRequest(
        async (stage) => {
          const { exitCode, outputs, summary } = await send(stage, "pull_request", opened(stage), "none");
          expect([exitCode, outputs["verdict"], outputs["configs"]]).toEqual([0, "FITS", "1"]);
          expect(summary).toContain("`batch` `16` → `15`");
          expect(written(stage)).toEqual([]);
        },
        (operation, request, stage) => {
          if (operation === struck && request === 1) forcePush(stage, 14);
        },
      ));

  it.concurrent("after which GitHub no longer has the commit is told in words, without a stack", () =>
    withPullRequest(async (stage) => {
      const gone = { ...stage.pull, head: "f".repeat(40) };
      const payload = { action: "opened", number: NUMBER, pull_request: pullShape(stage.github.state, gone) };
      const { exitCode, stdout } = await send(stage, "pull_request", payload, "none");
      expect([exitCode, stdout.match(/^::error/gm)?.length]).toEqual([1, 1]);
      expect(stdout).not.toMatch(/ {4}at /);
      expect(written(stage)).toEqual([]);
    }));
});

describe("a pull request that has not changed since its last run", () => {
  it.concurrent("costs one read and no write, and on a shallow checkout one read for the merge base and one a file", () =>
    withPullRequest(async (stage) => {
      await send(stage, "pull_request", opened(stage));
      for (const [checkout, cost] of [
        ["full", ["graphql"]],
        ["shallow", ["graphql", "repos/compare-commits-with-basehead", "repos/get-content"]],
      ] as const) {
        const before = stage.github.requests.length;
        const { outputs } = await send(stage, "pull_request", opened(stage), checkout);
        expect(outputs["comment-id"]).toBe(String(stage.github.state.comments[0]?.id));
        const asked = stage.github.requests.slice(before).map(({ operation }) => operation);
        expect(asked.toSorted()).toEqual(cost);
      }
    }));
});
