import { describe, expect, it } from "vitest";
import { checkOut, filesIn, newRepository, openPullRequest } from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { startLocalGitHub } from "../support/local-github/server.ts";
import { addComment, emptyState, type PullRequest, type State } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

const FLEET = ".github/gpu-fleet.yml";

interface Asked {
  readonly result: ActionResult;
  readonly state: State;
  readonly pull: PullRequest;
  readonly writes: readonly string[];
}

/** Somebody writes a comment on a pull request that breaks the fleet file. */
async function asks(
  text: string,
  more: Partial<Pick<PullRequest, "headOwner" | "state">> & { author?: string; faults?: readonly Fault[] } = {},
): Promise<Asked> {
  const { author = "ann", faults = [], ...others } = more;
  const repository = newRepository();
  const start = repository.commit("Start", filesIn(`${import.meta.dirname}/repositories/vision`));
  repository.switchTo("topic", "main");
  repository.commit("Break it", { [FLEET]: "version: one\n" });
  const commits = openPullRequest(repository, { number: 7, branch: "topic" });
  const pull: PullRequest = { ...commits, title: "Break it", headOwner: "acme", state: "open", ...others };
  const state = { ...emptyState(repository.folder), permissions: { ann: "write", bob: "read" } as const };
  state.pulls.push(pull);
  const { id } = addComment(state, { issue: 7, author, body: text });
  const github = await startLocalGitHub(state, { faults });
  const comment = { id, body: text, user: { login: author } };
  const payload = { action: "created", issue: { number: 7, pull_request: {} }, comment };
  const ref = "refs/heads/main";
  const workspace = checkOut(repository, ref, "shallow");
  const event = { name: "issue_comment", payload };
  const result = await runAction({ event, workspace, apiUrl: github.url, token: "token-write", sha: start, ref });
  await github.close();
  expect(github.mistakes).toEqual([]);
  const writes = github.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql");
  return { result, state, pull, writes: writes.map(({ operation }) => operation) };
}

const REACTION = "reactions/create-for-issue-comment";
const reactions = ({ state }: Asked): readonly unknown[] => state.reactions.map(({ content }) => content);

describe("a comment on a pull request", () => {
  it.concurrent("has its head judged once more, for who may write", async () => {
    const asked = await asks("/gpu-memory recheck");
    expect(asked.writes).toEqual([REACTION, "issues/create-comment"]);
    expect(asked.state.comments.at(-1)?.body).toContain(`"head":"${asked.pull.head}"`);
    expect([asked.result.exitCode, reactions(asked)]).toEqual([0, ["eyes"]]);
  });

  it.concurrent("has no effect for who may only read", async () => {
    for (const author of ["bob", "stranger"]) {
      const asked = await asks("/gpu-memory recheck", { author });
      expect([asked.result.exitCode, asked.writes, reactions(asked)]).toEqual([0, [REACTION], ["-1"]]);
    }
  });

  it.concurrent("starts a smoke test of the head, by its full SHA, on the default branch's workflow", async () => {
    const asked = await asks("/gpu-memory smoke configs/vehicles.yaml team-l4");
    expect(asked.state.dispatches).toEqual([
      {
        workflow: "gpu-memory-smoke.yml",
        ref: "main",
        inputs: { sha: asked.pull.head, config: "configs/vehicles.yaml", pool: "team-l4" },
      },
    ]);
  });

  it.concurrent("never starts a smoke test of a fork's code", async () => {
    const asked = await asks("/gpu-memory smoke configs/vehicles.yaml", { headOwner: "guest" });
    expect(asked.state.dispatches).toEqual([]);
    expect(asked.result.stdout).toContain("The code of a fork never runs on a GPU of this repository.");
  });

  it.concurrent("that is not understood is answered with what there is", async () => {
    const asked = await asks("/gpu-memory rechek");
    expect(asked.state.comments.at(-1)?.body).toContain("`/gpu-memory recheck`");
  });

  it.concurrent("that asks for nothing, or on a closed pull request, changes nothing", async () => {
    const nothing = await asks("How large is /gpu-memory?");
    expect([nothing.result.exitCode, nothing.writes]).toEqual([0, []]);
    const closed = await asks("/gpu-memory recheck", { state: "closed" });
    expect([closed.result.exitCode, closed.writes]).toEqual([0, [REACTION]]);
  });

  it.concurrent("that GitHub does not let be done is told to who asked, and why in the log", async () => {
    const what = { kind: "status", status: 404, message: "Not Found" } as const;
    for (const [text, operation, why] of [
      ["/gpu-memory smoke configs/vehicles.yaml", "actions/create-workflow-dispatch", "gpu-memory-smoke.yml"],
      ["/gpu-memory recheck", "pulls/get", "GitHub finds no such place"],
      ["/gpu-memory help", "issues/create-comment", "GitHub finds no such place"],
    ] as const) {
      const asked = await asks(text, { faults: [{ operation, what }] });
      expect([asked.result.exitCode, reactions(asked)]).toEqual([1, ["eyes", "confused"]]);
      expect(asked.result.stdout).toMatch(
        new RegExp(`^::error::/gpu-memory \\w+ could not be carried out\\..*${why}`, "m"),
      );
      expect(asked.result.stdout).not.toMatch(/ {4}at /);
    }
  });
});
