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
async function reviewsOf(
  config: string,
  { runs = 1, atOnce = false } = {},
): Promise<readonly (readonly Suggested[])[]> {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  repository.commit("Change", { [CONFIG]: config });
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Change", headOwner: "acme", state: "open" };
  const github = await startLocalGitHub(emptyState(repository.folder), {
    meanwhile: atOnce ? together(runs) : () => {},
  });
  github.state.pulls.push(pull);
  const event = { name: "pull_request", payload: { action: "opened", pull_request: pullShape(github.state, pull) } };
  const at = { sha: pull.merge, ref: "refs/pull/7/merge" };
  const workspace = checkOut(repository, at.ref, "full");
  const inputs = { suggestions: "auto" };
  const started = (run: number) =>
    runAction({ event, ...at, workspace, apiUrl: github.url, token: "token-write", inputs, runId: 1842 + run });
  if (atOnce) await Promise.all(Array.from({ length: runs }, (_, run) => started(run)));
  else for (let run = 0; run < runs; run++) await started(run);
  await github.close();
  expect(github.mistakes).toEqual([]);
  return github.state.reviews.map(({ comments }) => comments as readonly Suggested[]);
}

/** Holds the first so many requests for suggestions until all of them have come: nobody sees what another is about to write. */
function together(runs: number): (operation: string) => Promise<void> | undefined {
  const waiting: (() => void)[] = [];
  return (operation) => {
    if (operation !== "pulls/create-review") return undefined;
    return new Promise((go) => {
      waiting.push(go);
      if (waiting.length === runs) for (const each of waiting) each();
    });
  };
}

const before = String(vision[CONFIG]);

describe("suggested changes", () => {
  it.concurrent("mend the line that the pull request changed, comment and all, in one review that is never sent twice", async () => {
    const after = before.replace(/^imgsz: .*$/m, "imgsz: 1280 # far cars");
    const reviews = await reviewsOf(after, { runs: 2 });
    expect(reviews.map((comments) => comments.map(({ path, line }) => [path, line]))).toEqual([
      [[CONFIG, after.split("\n").findIndex((text) => text.startsWith("imgsz")) + 1]],
    ]);
    expect(reviews[0]?.[0]?.body).toMatch(/\n```suggestion\nimgsz: (?:9|1[012])\d\d? # far cars\n```\n$/);
  });

  it.concurrent("of runs that suggest the same at once are left once, the oldest", async () => {
    const after = before.replace(/^imgsz: .*$/m, "imgsz: 1280");
    const reviews = await reviewsOf(after, { runs: 3, atOnce: true });
    expect(reviews.map((comments) => comments.length)).toEqual([1, 0, 0]);
  });

  it.concurrent("are none where the change that fails is on no line that a fix would change", async () => {
    expect(await reviewsOf(before.replace(/^model: .*$/m, "model: yolov8x.yaml\namp: false"))).toEqual([]);
  });
});
