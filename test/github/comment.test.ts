import { describe, expect, it } from "vitest";
import { createClient } from "../../src/github/client.ts";
import { type Posted, postComment } from "../../src/github/comment.ts";
import { type Marker, markerLine, markerOf } from "../../src/report/marker.ts";
import { newRepository, openPullRequest } from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { addComment, emptyState, type State } from "../support/local-github/state.ts";

const repository = newRepository();
repository.commit("Start", { "README.md": "hello\n" });
repository.switchTo("topic", "main");
repository.commit("Change", { "README.md": "hello you\n" });
const pull = openPullRequest(repository, { number: 7, branch: "topic" });

const bodyOf = (change: Partial<Marker> = {}, text = "Does not fit."): string => {
  const at = "2026-03-01T00:00:00.000Z";
  const own: Marker = {
    schema: 1,
    key: "default",
    head: pull.head,
    run: 10,
    attempt: 1,
    at,
    verdict: "fail",
    ...change,
  };
  return `${markerLine(own)}\n${text}\n`;
};

interface Setting {
  readonly comments?: readonly { readonly author: string; readonly body: string }[];
  readonly faults?: readonly Fault[];
  readonly token?: string;
  readonly head?: string;
}

interface Outcome {
  readonly posted: Posted;
  readonly state: State;
  /** Operations as sent, in order. */
  readonly sent: readonly string[];
}

/** Posts a comment for a head, on a pull request with these comments. */
async function post(setting: Setting = {}): Promise<Outcome> {
  const state = emptyState(repository.folder);
  state.pulls.push({ ...pull, title: "Train larger", headOwner: "acme", state: "open" });
  for (const comment of setting.comments ?? []) addComment(state, { issue: 7, ...comment });
  const github: LocalGitHub = await startLocalGitHub(state, { faults: setting.faults ?? [] });
  try {
    const { token = "token-write", head = pull.head } = setting;
    const client = createClient({ token, apiUrl: github.url, say: () => {} });
    const name = { owner: "acme", repo: "vision", number: 7 };
    const wishFor = async (asked: string) => ({ body: bodyOf({ head: asked }), mayCreate: true });
    const posted = await postComment({ client, name, key: "default", head, wishFor });
    expect(github.mistakes).toEqual([]);
    return { posted, state, sent: github.requests.map(({ operation }) => operation) };
  } finally {
    await github.close();
  }
}

const bot = "github-actions[bot]";

describe("a comment", () => {
  it("is created once, and read again to find duplicates", async () => {
    const { posted, state, sent } = await post();
    expect(sent).toEqual(["graphql", "issues/create-comment", "graphql"]);
    expect(posted).toEqual({ kind: "posted", id: state.comments[0]?.id, writes: 1 });
    expect(state.comments.map(({ author, body }) => [author, body])).toEqual([[bot, bodyOf()]]);
  });

  it("that says the same costs one read and no write", async () => {
    const { sent } = await post({ comments: [{ author: bot, body: bodyOf({ run: 9 }) }] });
    expect(sent).toEqual(["graphql"]);
  });

  it("of somebody else is left alone, be its marker as good as ours", async () => {
    const forged = bodyOf({ run: 999 }, "Fits, promise.");
    const { state } = await post({ comments: [{ author: "mallory", body: forged }] });
    expect(state.comments.map(({ author, body }) => [author, body])).toEqual([
      ["mallory", forged],
      [bot, bodyOf()],
    ]);
  });

  it("with another key, or with our words below other text, is not ours to rewrite", async () => {
    const others = [bodyOf({ key: "nightly" }), `> quoted\n${bodyOf()}`];
    const { state } = await post({ comments: others.map((body) => ({ author: bot, body })) });
    expect(state.comments.map(({ body }) => body)).toEqual([...others, bodyOf()]);
  });

  it("is found on the last of several pages", async () => {
    const others = Array.from({ length: 250 }, (_, index) => ({ author: "bo", body: `${index}` }));
    const { state, sent } = await post({ comments: [...others, { author: bot, body: bodyOf({}, "Old.") }] });
    expect(sent.slice(0, 4)).toEqual(["graphql", "graphql", "graphql", "issues/update-comment"]);
    expect(state.comments.map(({ body }) => markerOf(body)).filter((each) => each !== undefined)).toHaveLength(1);
  });

  it("written several times is folded into the oldest", async () => {
    const duplicates = [11, 12, 9].map((run) => ({ author: bot, body: bodyOf({ run }, `Of run ${run}.`) }));
    const { posted, state } = await post({ comments: duplicates });
    expect(state.comments.map(({ id, body }) => [id, body])).toEqual([[1000, bodyOf({ run: 12 }, "Of run 12.")]]);
    expect(posted).toMatchObject({ kind: "posted", id: 1000 });
  });

  it("is not written for a head that is no more", async () => {
    const { posted, state, sent } = await post({ head: "c".repeat(40) });
    expect([posted, state.comments, sent]).toEqual([{ kind: "superseded" }, [], ["graphql"]]);
  });
});

describe("a fault", () => {
  it("after the comment was stored makes no second one", async () => {
    const fault: Fault = { operation: "issues/create-comment", what: { kind: "status-after", status: 502 } };
    const { posted, state, sent } = await post({ faults: [fault] });
    expect(sent.filter((each) => each === "issues/create-comment")).toHaveLength(1);
    expect([posted.kind, state.comments.length]).toEqual(["posted", 1]);
  });

  it("of a token that may only read is told in words, with the line that would help", async () => {
    const { posted, state } = await post({ token: "token-read" });
    expect(state.comments).toEqual([]);
    expect(posted).toEqual({
      kind: "failed",
      why: "The token may not do this (403: Resource not accessible by integration). A fork's or Dependabot's pull request gets a read-only token; elsewhere add `permissions: {contents: read, pull-requests: write}` to the job.",
    });
  });

  it("that lasts ends as a value after a few tries, and as no exception", async () => {
    const { posted, sent } = await post({ faults: [{ operation: "graphql", what: { kind: "status", status: 503 } }] });
    expect(posted).toMatchObject({ kind: "failed", why: expect.stringMatching(/^GitHub answers 503/) });
    expect(sent.length).toBeLessThan(5);
  });
});
