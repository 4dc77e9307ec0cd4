import { describe, expect, it } from "vitest";
import { checkOut, filesIn, newRepository, openPullRequest } from "../support/git-repository.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { runAction } from "./run-action.ts";

const CONFIG = "configs/vehicles.yaml";
const vision = filesIn(`${import.meta.dirname}/repositories/vision`);

interface Suggested {
  readonly path: string;
  readonly line: number;
  readonly body: string;
}

/** A pull request with this config, judged so many times; yields the comments of each review. */
async function reviewsOf(config: string, runs = 1): Promise<readonly (readonly Suggested[])[]> {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  repository.commit("Change", { [CONFIG]: config });
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Change", headOwner: "acme", state: "open" };
  const github = await startLocalGitHub(emptyState(repository.folder));
  github.state.pulls.push(pull);
  const event = { name: "pull_request", payload: { action: "opened", pull_request: pullShape(github.state, pull) } };
  const at = { sha: pull.merge, ref: "refs/pull/7/merge" };
  const workspace = checkOut(repository, at.ref, "full");
  const inputs = { suggestions: "auto" };
  for (let run = 0; run < runs; run++)
    await runAction({ event, ...at, workspace, apiUrl: github.url, token: "token-write", inputs, runId: 1842 + run });
  await github.close();
  expect(github.mistakes).toEqual([]);
  return github.state.reviews.map(({ comments }) => comments as readonly Suggested[]);
}

const before = String(vision[CONFIG]);

describe("suggested changes", () => {
  it.concurrent("mend the line that the pull request changed, comment and all, in one review that is never sent twice", async () => {
    const after = before.replace(/^imgsz: .*$/m, "imgsz: 1280 # far cars");
    const reviews = await reviewsOf(after, 2);
    expect(reviews.map((comments) => comments.map(({ path, line }) => [path, line]))).toEqual([
      [[CONFIG, after.split("\n").findIndex((text) => text.startsWith("imgsz")) + 1]],
    ]);
    expect(reviews[0]?.[0]?.body).toMatch(/\n```suggestion\nimgsz: (?:9|1[012])\d\d? # far cars\n```\n$/);
  });

  it.concurrent("are none where the change that fails is on no line that a fix would change", async () => {
    expect(await reviewsOf(before.replace(/^model: .*$/m, "model: yolov8x.yaml\namp: false"))).toEqual([]);
  });
});
