import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkOut, newRepository, openPullRequest, runGit } from "./git-repository.ts";

function pullRequestAfterBaseMoved() {
  const repository = newRepository();
  const start = repository.commit("Start", { "a.yaml": "batch: 16\n", "b.yaml": "batch: 8\n" });
  repository.switchTo("topic", "main");
  repository.commit("Raise the batch", { "a.yaml": "batch: 32\n" });
  repository.switchTo("main");
  repository.commit("Move on", { "b.yaml": null, "c.yaml": { link: "a.yaml" } });
  return { repository, start, pull: openPullRequest(repository, { number: 7, branch: "topic" }) };
}

describe("a repository made for a test", () => {
  it("has the same commit ids every time", () => {
    expect(pullRequestAfterBaseMoved().pull).toEqual(pullRequestAfterBaseMoved().pull);
  });

  it("keeps the merge base apart from a base that moved on", () => {
    const { start, pull } = pullRequestAfterBaseMoved();
    expect(pull.mergeBase).toBe(start);
    expect(pull.base).not.toBe(start);
  });

  it("is checked out shallow on the merge commit, with neither parent in the workspace", () => {
    const { repository, pull } = pullRequestAfterBaseMoved();
    const workspace = checkOut(repository, "refs/pull/7/merge", "shallow");
    expect(runGit(workspace, ["rev-parse", "HEAD"])).toBe(pull.merge);
    expect(runGit(workspace, ["rev-list", "--all"]).split("\n")).toEqual([pull.merge]);
    expect(() => runGit(workspace, ["cat-file", "-e", pull.head])).toThrow();
    expect(readdirSync(workspace).sort()).toEqual([".git", "a.yaml", "c.yaml"]);
  });

  it("is checked out in full with every commit, or not at all", () => {
    const { repository, pull } = pullRequestAfterBaseMoved();
    const workspace = checkOut(repository, "refs/pull/7/merge", "full");
    expect(runGit(workspace, ["merge-base", pull.base, pull.head])).toBe(pull.mergeBase);
    expect(readdirSync(checkOut(repository, "refs/pull/7/merge", "none"))).toEqual([]);
  });
});
