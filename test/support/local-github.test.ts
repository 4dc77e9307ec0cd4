import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newRepository, openPullRequest, type PullRequestCommits } from "./git-repository.ts";
import type { Fault } from "./local-github/fault.ts";
import { type LocalGitHub, startLocalGitHub } from "./local-github/server.ts";
import { addComment, emptyState, type State } from "./local-github/state.ts";

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

let commits: PullRequestCommits;
let state: State;
let github: LocalGitHub;

beforeEach(async () => {
  const repository = newRepository();
  repository.commit("Start", { "a.yaml": "batch: 16\n", "folder/b c.yaml": "batch: 8\n", link: { link: "a.yaml" } });
  repository.switchTo("topic", "main");
  repository.commit("Raise", { "a.yaml": "batch: 32\n", "folder/b c.yaml": null, "moved.yaml": "batch: 8\n" });
  commits = openPullRequest(repository, { number: 7, branch: "topic" });
  state = emptyState(repository.folder);
  state.pulls.push({ ...commits, title: "Raise the batch", headOwner: "acme", state: "open" });
  await start();
});

afterEach(() => github.close());

async function start(faults: readonly Fault[] = []): Promise<void> {
  await github?.close();
  github = await startLocalGitHub(state, { faults });
}

async function ask(request: string, sent?: object, token = "token-write"): Promise<Reply> {
  const [method = "GET", path = ""] = request.split(" ");
  const address = path.startsWith("/") ? path : `/repos/acme/vision/${path}`;
  const headers = { authorization: `token ${token}` };
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
  const response = await fetch(github.url + address, { method, headers, ...body });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

describe("the local GitHub", () => {
  it("keeps comments, in pages that a Link header joins", async () => {
    for (let index = 0; index < 101; index++) addComment(state, { issue: 7, author: "ann", body: `number ${index}` });
    expect((await ask("POST issues/7/comments", { body: "ours" })).status).toBe(201);
    const first = await ask("GET issues/7/comments?per_page=100");
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await ask(`GET ${next.slice(github.url.length)}`);
    expect(second.body).toMatchObject([
      { body: "number 100" },
      { body: "ours", user: { login: "github-actions[bot]" } },
    ]);
    expect(second.headers.get("link")).not.toContain('rel="next"');
    expect(github.mistakes).toEqual([]);
  });

  it("lets nobody write with a read-only token, nor edit what another wrote, nor in without a token", async () => {
    const theirs = addComment(state, { issue: 7, author: "ann", body: "mine" });
    const refused = { message: "Resource not accessible by integration" };
    expect(await ask("POST issues/7/comments", { body: "x" }, "token-read")).toMatchObject({
      status: 403,
      body: refused,
    });
    expect(await ask(`PATCH issues/comments/${theirs.id}`, { body: "x" })).toMatchObject({
      status: 403,
      body: refused,
    });
    expect((await ask("GET issues/7/comments", undefined, "stolen")).status).toBe(401);
    expect(state.comments.map((one) => one.body)).toEqual(["mine"]);
  });

  it("refuses a comment that is too long, and notes a field that GitHub doesn't know", async () => {
    expect((await ask("POST issues/7/comments", { body: "x".repeat(65_536) })).status).toBe(201);
    expect((await ask("POST issues/7/comments", { body: "x".repeat(65_537) })).status).toBe(422);
    expect(github.mistakes).toEqual([]);
    expect((await ask("POST issues/7/comments", { body: "x", marker: "y" })).status).toBe(422);
    expect(github.mistakes).toEqual([
      "POST /repos/acme/vision/issues/7/comments: body must NOT have additional properties: marker",
    ]);
  });

  it("tells a pull request, its files and a comparison as git has them", async () => {
    expect(await ask("GET pulls/7")).toMatchObject({
      status: 200,
      body: { head: { sha: commits.head }, state: "open" },
    });
    const files = [
      { filename: "a.yaml", status: "modified" },
      { filename: "moved.yaml", previous_filename: "folder/b c.yaml", status: "renamed" },
    ];
    expect((await ask("GET pulls/7/files")).body).toMatchObject(files);
    expect((await ask(`GET compare/${commits.base}...${commits.head}`)).body).toMatchObject({
      status: "ahead",
      merge_base_commit: { sha: commits.mergeBase },
      files,
    });
    expect(github.mistakes).toEqual([]);
  });

  it("reads files, folders, links and whole trees at a commit", async () => {
    const { body } = await ask(`GET contents/folder/b%20c.yaml?ref=${commits.base}`);
    const { content } = body as { content: string };
    expect(Buffer.from(content, "base64").toString()).toBe("batch: 8\n");
    expect((await ask(`GET contents/folder?ref=${commits.base}`)).body).toMatchObject([
      { name: "b c.yaml", type: "file" },
    ]);
    expect((await ask(`GET contents/link?ref=${commits.base}`)).body).toMatchObject({ type: "file", path: "link" });
    expect((await ask(`GET contents/folder?ref=${commits.head}`)).status).toBe(404);
    const tree = (await ask(`GET git/trees/${commits.base}?recursive=1`)).body as {
      tree: readonly { path: string; mode: string }[];
    };
    expect(tree.tree.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
      "100644 a.yaml",
      "040000 folder",
      "100644 folder/b c.yaml",
      "120000 link",
    ]);
    expect(github.mistakes).toEqual([]);
  });

  it("answers GraphQL by schema: who wrote a comment, and errors for what is not in it", async () => {
    addComment(state, { issue: 7, author: "ann", body: "theirs" });
    addComment(state, { issue: 7, author: "github-actions[bot]", body: "ours" });
    const comments = "comments(first: 100) { nodes { databaseId viewerDidAuthor author { login } } }";
    const query = `query($n: Int!) { repository(owner: "acme", name: "vision") { pullRequest(number: $n) { ${comments} } } }`;
    expect((await ask("POST /graphql", { query, variables: { n: 7 } })).body).toEqual({
      data: {
        repository: {
          pullRequest: {
            comments: {
              nodes: [
                { databaseId: 1000, viewerDidAuthor: false, author: { login: "ann" } },
                { databaseId: 1001, viewerDidAuthor: true, author: { login: "github-actions" } },
              ],
            },
          },
        },
      },
    });
    expect((await ask("POST /graphql", { query: "{ viewer { shoeSize } }" })).body).toMatchObject({
      errors: [{ message: 'Cannot query field "shoeSize" on type "User".' }],
    });
    expect((await ask("POST /graphql", { query, variables: { n: 8 } })).body).toMatchObject({
      data: { repository: { pullRequest: null } },
      errors: [{ type: "NOT_FOUND", message: "Could not resolve to a PullRequest with the number of 8." }],
    });
  });

  it("adds annotations of later requests to a check run", async () => {
    const annotation = {
      path: "a.yaml",
      start_line: 1,
      end_line: 1,
      annotation_level: "failure",
      message: "too large",
    };
    const output = { title: "t", summary: "s", annotations: Array(50).fill(annotation) };
    const made = await ask("POST check-runs", { name: "gpu", head_sha: commits.head, output });
    const { id } = made.body as { id: number };
    const updated = await ask(`PATCH check-runs/${id}`, { status: "completed", conclusion: "failure", output });
    expect(updated.body).toMatchObject({ conclusion: "failure", output: { annotations_count: 100 } });
    expect((await ask(`GET commits/${commits.head}/check-runs`)).body).toMatchObject({ total_count: 1 });
    expect(github.mistakes).toEqual([]);
  });

  it("fails as planned: refuses, stores and then answers 502, resets, sends half, stops a list short", async () => {
    const once = { operation: "issues/create-comment" };
    await start([
      { ...once, request: 1, what: { kind: "status", status: 403, headers: { "retry-after": "2" } } },
      { ...once, request: 2, what: { kind: "status-after", status: 502 } },
      { ...once, request: 3, what: { kind: "reset" } },
      { ...once, request: 4, what: { kind: "malformed" } },
      { operation: "issues/list-comments", what: { kind: "cut-page", entries: 1 } },
    ]);
    const limited = await ask("POST issues/7/comments", { body: "1" });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([403, "2"]);
    expect((await ask("POST issues/7/comments", { body: "2" })).status).toBe(502);
    await expect(ask("POST issues/7/comments", { body: "3" })).rejects.toThrow("terminated");
    await expect(ask("POST issues/7/comments", { body: "4" })).rejects.toThrow("JSON");
    expect((await ask("POST issues/7/comments", { body: "5" })).status).toBe(201);
    expect(state.comments.map((one) => one.body)).toEqual(["2", "3", "4", "5"]);
    expect((await ask("GET issues/7/comments")).body).toMatchObject([{ body: "2" }]);
    expect(github.requests.map((one) => one.status)).toEqual([403, 502, 201, 201, 201, 200]);
  });

  it("makes a branch, a commit of one file on it, and a pull request, and moves the branch forward only", async () => {
    const made = { ref: "refs/heads/proposal", sha: commits.base };
    expect((await ask("POST git/refs", made)).status).toBe(201);
    expect((await ask("POST git/refs", made)).status).toBe(422);
    const content = Buffer.from("batch: 4\n").toString("base64");
    const change = { message: "Lower", content, branch: "proposal" };
    expect((await ask("PUT contents/a.yaml", change)).status).toBe(422);
    const { sha } = (await ask("GET contents/a.yaml?ref=proposal")).body as { sha: string };
    expect((await ask("PUT contents/a.yaml", { ...change, sha: commits.head })).status).toBe(409);
    expect((await ask("PUT contents/a.yaml", { ...change, sha })).status).toBe(200);
    expect((await ask("PUT contents/new.yaml", change)).status).toBe(201);
    const read = (await ask("GET contents/a.yaml?ref=proposal")).body as { content: string };
    expect(Buffer.from(read.content, "base64").toString()).toBe("batch: 4\n");
    const back = { sha: commits.base };
    expect((await ask("PATCH git/refs/heads/proposal", back)).status).toBe(422);
    expect((await ask("PATCH git/refs/heads/proposal", { ...back, force: true })).status).toBe(200);
    const pull = { title: "Lower", head: "proposal", base: "main", body: "why" };
    const opened = await ask("POST pulls", pull);
    expect([opened.status, opened.body]).toMatchObject([201, { title: "Lower", body: "why", state: "open" }]);
    expect((await ask("POST pulls", pull)).status).toBe(422);
    const { number } = opened.body as { number: number };
    expect((await ask(`PATCH pulls/${number}`, { state: "closed" })).body).toMatchObject({ state: "closed" });
    expect(github.mistakes).toEqual([]);
  });

  it("lists the jobs of a run, and keeps who was cancelled", async () => {
    state.jobs.push({ id: 1, name: "measure", status: "queued", conclusion: null });
    const listed = await ask("GET actions/runs/9/attempts/1/jobs");
    expect(listed.body).toMatchObject({ total_count: 1, jobs: [{ name: "measure", status: "queued" }] });
    expect((await ask("POST actions/runs/9/cancel")).status).toBe(202);
    expect(state.cancelled).toEqual([9]);
    expect(github.mistakes).toEqual([]);
  });
});
