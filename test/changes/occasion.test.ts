import { describe, expect, it } from "vitest";
import { isSha, type Occasion, occasionOf } from "../../src/changes/occasion.ts";

const HEAD = "a".repeat(40);
const BASE = "b".repeat(40);
const on = (name: string, payload: unknown, sha = HEAD): Occasion => occasionOf({ name, payload, sha });

const pullRequest = (head: object, action = "synchronize") => ({
  action,
  pull_request: { number: 7, head: { sha: HEAD, ...head }, base: { sha: BASE, repo: { id: 1 } } },
});
const answered = (fromFork: boolean) => ({
  kind: "pull-request",
  pullRequest: { number: 7, head: HEAD, baseTip: BASE, fromFork },
});

describe("a pull request", () => {
  it("is judged from the tip of its base to its head, not the trial merge that the event is for", () => {
    expect(on("pull_request", pullRequest({ repo: { id: 1 } }), "c".repeat(40))).toEqual(answered(false));
  });

  it("is from a fork where its head lies in another repository, or in one that was deleted", () => {
    expect(on("pull_request", pullRequest({ repo: { id: 2 } }))).toEqual(answered(true));
    expect(on("pull_request", pullRequest({ repo: null }))).toEqual(answered(true));
  });

  it("is left alone once it is closed", () => {
    expect(on("pull_request", pullRequest({ repo: { id: 1 } }, "closed"))).toEqual({
      kind: "ignored",
      why: "The pull request is closed.",
    });
  });

  it("whose commits are no SHAs reaches neither git nor an address", () => {
    const why = "The event pull_request does not say which commits it is about.";
    for (const sha of ["--upload-pack=x", "../../x", "main", `${HEAD}\n`, "A".repeat(40), "", null, 7])
      expect(on("pull_request", pullRequest({ sha, repo: { id: 1 } }))).toEqual({ kind: "ignored", why });
  });
});

describe("a merge group", () => {
  it("is compared with the commit that it is queued behind", () => {
    expect(on("merge_group", { merge_group: { head_sha: HEAD, base_sha: BASE } })).toEqual({
      kind: "merge-group",
      head: HEAD,
      base: BASE,
    });
  });
});

describe("a push", () => {
  const push = (change: object) => on("push", { ref: "refs/heads/main", after: HEAD, before: BASE, ...change });

  it("is compared with what the branch was before", () => {
    expect(push({})).toEqual({ kind: "push", head: HEAD, base: BASE });
  });

  it("of a new branch is looked at as a whole: there is nothing before it", () => {
    expect(push({ before: "0".repeat(40) })).toEqual({ kind: "audit", head: HEAD });
  });

  it("that deletes a branch or moves a tag asks for nothing", () => {
    expect(push({ after: "0".repeat(40), deleted: true })).toEqual({
      kind: "ignored",
      why: "The branch was deleted.",
    });
    expect(push({ ref: "refs/tags/v1" })).toEqual({ kind: "ignored", why: "A tag was pushed." });
  });
});

describe("an audit", () => {
  it("is what a schedule and a person by hand ask for", () => {
    expect(on("schedule", { schedule: "0 3 * * *" })).toEqual({ kind: "audit", head: HEAD });
    expect(on("workflow_dispatch", { inputs: null })).toEqual({ kind: "audit", head: HEAD });
  });
});

describe("a run that has ended", () => {
  const ended = (change: object = {}, action = "completed") =>
    on("workflow_run", {
      action,
      workflow_run: {
        event: "pull_request",
        head_sha: BASE,
        head_branch: "topic",
        head_repository: { owner: { login: "guest" } },
        // GitHub leaves this empty for forks.
        pull_requests: [],
        ...change,
      },
    });

  it("asks for the comment of the pull request that it was for", () => {
    expect(ended()).toEqual({ kind: "publish", source: { head: BASE, owner: "guest", branch: "topic" } });
  });

  it("asks for nothing where it was for another event, is still running, or its repository is gone", () => {
    expect([ended({ event: "push" }), ended({}, "requested"), ended({ head_repository: null })]).toEqual([
      { kind: "ignored", why: "The run that ended was not for a pull request." },
      { kind: "ignored", why: "The other run has not ended yet." },
      { kind: "ignored", why: "The repository that the pull request comes from is gone." },
    ]);
  });
});

describe("an event that is not for us", () => {
  it("is ignored by name, names of every object's own properties among them", () => {
    for (const name of ["watch", "constructor", "__proto__", "toString"])
      expect(on(name, {})).toEqual({ kind: "ignored", why: `Nothing to do on the event "${name}".` });
  });

  it("or has any other shape never ends in an exception", () => {
    const names = ["pull_request", "pull_request_target", "merge_group", "push", "workflow_run"];
    const payloads = [undefined, null, 7, "text", [], {}, { pull_request: null }, { pull_request: [] }, { ref: 3 }];
    for (const name of names)
      for (const payload of payloads) expect(on(name, payload)).toMatchObject({ kind: "ignored" });
  });
});

describe("a SHA", () => {
  it("has 40 digits, or 64 where the repository uses SHA-256", () => {
    expect([40, 64, 39, 41, 63].map((length) => isSha("0".repeat(length)))).toEqual([true, true, false, false, false]);
  });
});
