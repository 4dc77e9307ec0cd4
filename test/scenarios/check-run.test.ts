import { describe, expect, it } from "vitest";
import { checkOut, filesIn, newRepository, openPullRequest } from "../support/git-repository.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape } from "../support/local-github/shapes.ts";
import { emptyState, type PullRequest } from "../support/local-github/state.ts";
import { runAction } from "./run-action.ts";

const vision = filesIn(`${import.meta.dirname}/repositories/vision`);
const wrong = (index: number): string =>
  `model: yolov8n.yaml\ndata: data/vehicles.yaml\nbatch: banana-${index}\nimgsz: -1\n`;

/** A pull request with so many configs, each with two mistakes, judged with `check: auto`. */
async function checked(configs: number, token: string) {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  const files = Array.from({ length: configs }, (_, index) => [`configs/run-${index}.yaml`, wrong(index)] as const);
  repository.commit("Add configs", Object.fromEntries(files));
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Add", headOwner: "acme", state: "open" };
  const github = await startLocalGitHub(emptyState(repository.folder));
  github.state.pulls.push(pull);
  const event = { name: "pull_request", payload: { action: "opened", pull_request: pullShape(github.state, pull) } };
  const at = { sha: pull.merge, ref: "refs/pull/7/merge" };
  const workspace = checkOut(repository, at.ref, "full");
  const inputs = { check: "auto", comment: "never" };
  const result = await runAction({ event, ...at, workspace, apiUrl: github.url, token, inputs });
  await github.close();
  expect(github.mistakes).toEqual([]);
  const sent = github.requests.filter(({ operation }) => operation.startsWith("checks/"));
  return { result, pull, runs: github.state.checkRuns, sent };
}

const annotationsOf = ({ body }: { body: unknown }): number =>
  (body as { output: { annotations: readonly unknown[] } }).output.annotations.length;

describe("the check run", () => {
  it("is of the head, not of the trial merge, and has all annotations, 50 a request", async () => {
    const { pull, runs, sent } = await checked(60, "token-write");
    expect(runs).toMatchObject([{ name: "gpu-memory report", head_sha: pull.head, conclusion: "neutral" }]);
    expect(sent.map(({ operation }) => operation)).toEqual(["checks/create", "checks/update", "checks/update"]);
    expect(sent.map(annotationsOf)).toEqual([50, 50, 20]);
  });

  it("costs nothing but a notice where the token may not write", async () => {
    const { result, runs } = await checked(1, "token-read");
    expect([result.exitCode, runs]).toEqual([0, []]);
    expect(result.stdout.match(/^::notice.*$/gm)).toEqual([expect.stringContaining("checks: write")]);
  });
});
