import { describe, expect, it } from "vitest";
import { markerOf } from "../../src/report/marker.ts";
import {
  checkOut,
  filesIn,
  newRepository,
  openPullRequest,
  type PullRequestCommits,
} from "../support/git-repository.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape, repositoryShape } from "../support/local-github/shapes.ts";
import { addComment, emptyState, type PullRequest } from "../support/local-github/state.ts";
import { type ActionResult, type ActionRun, runAction } from "./run-action.ts";

// Many runs on one pull request at once: real processes, GitHub with delays. RACE=100 is the whole bar; by default fewer.
const RUNS = Number(process.env["RACE"] ?? 24);
const PUSHES = 8;
/** More at once would only wait for a processor. */
const AT_ONCE = 24;
const NUMBER = 7;

const FLEET = ".github/gpu-fleet.yml";
/** As many answers to one head: a run that has nothing else to say than an earlier one leaves that one's. */
const OTHER_FLEETS = Array.from({ length: RUNS }, (_, index) => `.github/fleet-${index}.yml`);
const vision = filesIn(`${import.meta.dirname}/repositories/vision`);

interface Race {
  readonly github: LocalGitHub;
  readonly pushes: readonly PullRequest[];
  readonly workspace: string;
}

/** A pull request with several pushes, each of which breaks the fleet file in its own place: a quick, failing verdict. */
async function prepare(): Promise<Race> {
  const repository = newRepository();
  repository.commit("Start", vision);
  repository.switchTo("topic", "main");
  const pushes = Array.from({ length: PUSHES }, (_, index): PullRequest => {
    const others = Object.fromEntries(OTHER_FLEETS.map((path) => [path, "version: one\n"]));
    repository.commit(`Push ${index}`, { ...others, [FLEET]: `${"\n".repeat(index)}version: one\n` });
    const commits: PullRequestCommits = openPullRequest(repository, { number: NUMBER, branch: "topic" });
    return { ...commits, title: "Break it", headOwner: "acme", state: "open" };
  });
  const state = emptyState(repository.folder);
  const github = await startLocalGitHub(state, { delay: () => Math.random() * 150 });
  return { github, pushes, workspace: checkOut(repository, `refs/pull/${NUMBER}/merge`, "full") };
}

function run(
  { github, workspace }: Race,
  pull: PullRequest,
  { runId, inputs = {} }: Pick<ActionRun, "inputs"> & { readonly runId: number },
): Promise<ActionResult> {
  const payload = {
    action: "synchronize",
    number: NUMBER,
    pull_request: pullShape(github.state, pull),
    repository: repositoryShape(github.state),
  };
  const event = { name: "pull_request", payload };
  const at = { sha: pull.merge, ref: `refs/pull/${NUMBER}/merge`, runId };
  return runAction({ event, ...at, workspace, apiUrl: github.url, token: "token-write", inputs });
}

/** Starts the jobs in this order, a few at a time. */
async function allOf<T>(jobs: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const waiting = jobs.entries();
  const results: T[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, job] of waiting) results[index] = await job();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Shuffled within reach: runs of neighbouring pushes overtake each other, as they do on real runners. */
const shuffled = (values: readonly number[]): number[] =>
  values
    .map((value) => ({ value, at: value + (Math.random() * RUNS) / 3 }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

describe("runs that race", () => {
  it(`leave one comment, of the newest head, when ${RUNS} have ended`, async () => {
    const race = await prepare();
    const { github, pushes } = race;
    let newest = -1;
    const jobs = shuffled(Array.from({ length: RUNS }, (_, index) => index)).map((index) => async () => {
      // A run can't start before its push; pushes come in order.
      const push = Math.floor((index * PUSHES) / RUNS);
      newest = Math.max(newest, push);
      github.state.pulls.splice(0, 1, pushes[newest] ?? pushes[0]!);
      return run(race, pushes[push]!, { runId: 1000 + index });
    });
    const results = await allOf(jobs);
    await github.close();
    expect(github.mistakes).toEqual([]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual(results.map(() => 1));
    expect(github.state.comments.map(({ body }) => markerOf(body)?.head)).toEqual([pushes.at(-1)?.head]);
  }, 600_000);

  it("leave the answer of the latest run, where all judge one head and find different things", async () => {
    const race = await prepare();
    const { github, pushes } = race;
    const head = pushes.at(-1)!;
    github.state.pulls.push(head);
    const jobs = shuffled(Array.from({ length: RUNS }, (_, index) => index)).map((index) => () => {
      const inputs = { fleet: OTHER_FLEETS[index] ?? "" };
      return run(race, head, { runId: 1000 + index, inputs });
    });
    await allOf(jobs);
    await github.close();
    expect(github.mistakes).toEqual([]);
    expect(github.state.comments).toHaveLength(1);
    const [{ body } = { body: "" }] = github.state.comments;
    expect(body).toContain(OTHER_FLEETS[RUNS - 1]);
    expect(markerOf(body)?.run).toBe(1000 + RUNS - 1);
  }, 600_000);
});

describe("an own comment", () => {
  for (const [token, author] of [
    ["token-write", "github-actions[bot]"],
    ["token-app", "fleet-app[bot]"],
    ["token-person", "ann"],
  ] as const)
    it.concurrent(`of ${author} is found among 1,000 others`, async () => {
      const race = await prepare();
      const { github, pushes } = race;
      const [first, second] = [pushes[0]!, pushes.at(-1)!];
      const at = { ref: `refs/pull/${NUMBER}/merge`, workspace: race.workspace, apiUrl: github.url, token };
      const started = async (pull: PullRequest, runId: number): Promise<ActionResult> => {
        github.state.pulls.splice(0, 1, pull);
        const event = {
          name: "pull_request",
          payload: { number: NUMBER, pull_request: pullShape(github.state, pull) },
        };
        return runAction({ ...at, event, sha: pull.merge, runId });
      };
      for (let index = 0; index < 500; index++)
        addComment(github.state, { issue: NUMBER, author: "bo", body: `${index}` });
      const posted = await started(first, 1);
      for (let index = 0; index < 500; index++)
        addComment(github.state, { issue: NUMBER, author, body: `mine ${index}` });
      const updated = await started(second, 2);
      await github.close();
      expect(github.mistakes).toEqual([]);
      expect(updated.outputs["comment-id"]).toBe(posted.outputs["comment-id"]);
      const own = github.state.comments.filter(({ body }) => markerOf(body) !== undefined);
      expect(own.map(({ body }) => markerOf(body)?.head)).toEqual([second.head]);
    });
});
