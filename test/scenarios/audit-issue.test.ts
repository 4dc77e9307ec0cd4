import { describe, expect, it } from "vitest";
import { checkOut, filesIn, type GitRepository, newRepository } from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { emptyState, type Issue } from "../support/local-github/state.ts";
import { type ActionResult, runAction } from "./run-action.ts";

const FLEET = ".github/gpu-fleet.yml";
const vision = filesIn(`${import.meta.dirname}/repositories/vision`);
const good = String(vision[FLEET]);
const BROKEN = "version: one\n";
const WORSE = "version: two\n";

interface Stage {
  readonly repository: GitRepository;
  readonly github: LocalGitHub;
}

async function withRepository(act: (stage: Stage) => Promise<void>, faults: readonly Fault[] = []): Promise<void> {
  const repository = newRepository();
  repository.commit("Start", vision);
  const github = await startLocalGitHub(emptyState(repository.folder), { faults });
  try {
    await act({ repository, github });
  } finally {
    await github.close();
    expect(github.mistakes).toEqual([]);
  }
}

/** Commits this fleet file and audits the branch, as the workflow for audits does. */
function audit({ repository, github }: Stage, fleet: string, more: { token?: string } = {}): Promise<ActionResult> {
  const sha = repository.commit("Change the fleet", { [FLEET]: fleet });
  const ref = "refs/heads/main";
  return runAction({
    event: { name: "schedule", payload: { schedule: "17 5 * * 1" } },
    workspace: checkOut(repository, ref, "shallow"),
    apiUrl: github.url,
    token: more.token ?? "token-write",
    sha,
    ref,
    inputs: { issue: "auto" },
  });
}

const told = ({ github }: Stage): readonly (readonly [number, Issue["state"]])[] =>
  github.state.issues.map(({ number, state }) => [number, state]);

describe("the issue of an audit", () => {
  it.concurrent("is opened, rewritten, closed, and never opened again: another one is", () =>
    withRepository(async (stage) => {
      const { issues, comments } = stage.github.state;
      expect((await audit(stage, good)).exitCode).toBe(0);
      expect(told(stage)).toEqual([]);

      const first = await audit(stage, BROKEN);
      expect([first.exitCode, first.outputs["issue-number"]]).toEqual([1, String(issues[0]?.number)]);
      const before = issues[0]?.body;

      await audit(stage, WORSE);
      expect(told(stage).map(([, state]) => state)).toEqual(["open"]);
      expect(issues[0]?.body).not.toBe(before);

      const fixed = await audit(stage, good);
      expect([fixed.exitCode, fixed.outputs["issue-number"]]).toEqual([0, ""]);
      expect(told(stage).map(([, state]) => state)).toEqual(["closed"]);
      expect(comments.map(({ body }) => body)).toEqual([expect.stringMatching(/^All is well again: /)]);

      await audit(stage, BROKEN);
      expect(told(stage).map(([, state]) => state)).toEqual(["closed", "open"]);
    }));

  it.concurrent("is none that somebody else wrote, marker or not", () =>
    withRepository(async (stage) => {
      const body = '<!-- gpu-memory {"schema":1,"key":"audit-default","head":"","run":1,"attempt":1} -->\n';
      const foreign: Issue = { number: 3, author: "ann", title: "Mine", body, state: "open", labels: [] };
      stage.github.state.issues.push(foreign);
      await audit(stage, BROKEN);
      expect(stage.github.state.issues.map(({ author }) => author)).toEqual(["ann", "github-actions[bot]"]);
      expect(foreign).toMatchObject({ title: "Mine", state: "open", body });
    }));

  it.concurrent("is opened once though GitHub answers 502 after it was opened", () =>
    withRepository(
      async (stage) => {
        const { outputs } = await audit(stage, BROKEN);
        expect(told(stage)).toEqual([[Number(outputs["issue-number"]), "open"]]);
      },
      [{ operation: "issues/create", request: 1, what: { kind: "status-after", status: 502 } }],
    ));

  it.concurrent("costs nothing but a notice where the token may not write", () =>
    withRepository(async (stage) => {
      const { exitCode, stdout, summary } = await audit(stage, BROKEN, { token: "token-read" });
      expect([exitCode, told(stage)]).toEqual([1, []]);
      expect(stdout.match(/^::notice.*$/gm)).toEqual([expect.stringContaining("issues: write")]);
      expect(summary).toContain("gpu-fleet.yml");
    }));
});
