import { describe, expect, it } from "vitest";
import type { Fault } from "../support/local-github/fault.ts";
import { type Answered, play } from "./scenario.ts";

// A fault of GitHub's changes neither the exit code nor the number of comments where it can be helped, and never the
// verdict. The scenario is one that fails.

type What = Fault["what"];

const status = (code: number, more: object = {}): What => ({ kind: "status", status: code, ...more });

const SECONDARY = { message: "You have exceeded a secondary rate limit.", headers: { "retry-after": "1" } };
const PRIMARY = { message: "API rate limit exceeded.", limitLiftsIn: 1 };

async function played(fault: Fault, more: object = {}): Promise<Answered> {
  const { answers, mistakes } = await play("unknown-gpu", { faults: [fault], ...more });
  expect(mistakes).toEqual([]);
  const [answered] = answers;
  if (answered === undefined) throw new Error("Nothing was pushed.");
  return answered;
}

/** The notices among what the run printed. */
function notices({ result }: Answered): readonly string[] {
  return result.stdout.split("\n").filter((line) => line.startsWith("::notice"));
}

function told(answered: Answered): object {
  const { result, comments } = answered;
  return {
    exitCode: result.exitCode,
    conclusion: result.outputs["conclusion"],
    summarized: result.summary.includes("gpu-fleet.yml can't be read"),
    comments: comments.length,
    // Whether the run knows its comment, and what it remarks.
    known: (result.outputs["comment-id"] ?? "") !== "",
    notices: notices(answered).length,
  };
}

const answeredInFull = { exitCode: 1, conclusion: "fail", summarized: true, comments: 1, known: true, notices: 0 };
const answeredWithoutComment = { ...answeredInFull, comments: 0, known: false, notices: 1 };

describe("faults that pass leave one comment and the verdict", () => {
  const passing: readonly (readonly [string, Fault])[] = [
    ["500 when comments are read", { operation: "graphql", request: 1, what: status(500) }],
    ["502 when comments are read", { operation: "graphql", request: 1, what: status(502) }],
    ["503 when comments are read", { operation: "graphql", request: 1, what: status(503) }],
    ["reset in the middle of the comments", { operation: "graphql", request: 1, what: { kind: "reset" } }],
    ["half of the comments", { operation: "graphql", request: 1, what: { kind: "malformed" } }],
    ["secondary limit when comments are read", { operation: "graphql", request: 1, what: status(403, SECONDARY) }],
    ["500 when the comment is written", { operation: "issues/create-comment", request: 1, what: status(500) }],
    ["503 when the comment is written", { operation: "issues/create-comment", request: 1, what: status(503) }],
    ["409 when the comment is written", { operation: "issues/create-comment", request: 1, what: status(409) }],
    [
      "502 after it was written",
      { operation: "issues/create-comment", request: 1, what: { kind: "status-after", status: 502 } },
    ],
    ["reset after it was written", { operation: "issues/create-comment", request: 1, what: { kind: "reset" } }],
    [
      "half an answer after it was written",
      { operation: "issues/create-comment", request: 1, what: { kind: "malformed" } },
    ],
    [
      "secondary limit at the comment",
      { operation: "issues/create-comment", request: 1, what: status(403, SECONDARY) },
    ],
    ["429 at the comment", { operation: "issues/create-comment", request: 1, what: status(429, SECONDARY) }],
  ];
  for (const [name, fault] of passing)
    it.concurrent(name, async () => {
      expect(told(await played(fault))).toEqual(answeredInFull);
    });

  it.concurrent("primary limit that lifts in a second", async () => {
    const answered = await played({ operation: "issues/create-comment", request: 1, what: status(403, PRIMARY) });
    expect(told(answered)).toEqual(answeredInFull);
  });

  it.concurrent("primary limit of GraphQL, which is told in an answer with status 200", async () => {
    const body = { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded for installation." }] };
    const answered = await played({ operation: "graphql", request: 1, what: status(200, { body, limitLiftsIn: 1 }) });
    expect(told(answered)).toEqual(answeredInFull);
  });

  for (const ahead of [3600, -3600])
    it.concurrent(`a clock of GitHub's that is ${ahead} s ahead of ours: limits are waited for as they are`, async () => {
      const fault = { operation: "issues/create-comment", request: 1, what: status(403, PRIMARY) };
      const answered = await played(fault, { clockAhead: ahead });
      expect(told(answered)).toEqual(answeredInFull);
      expect(answered.result.stdout).toMatch(/rate limit is reached and lifts in [1-9] s; waiting for it/);
    });

  it.concurrent("a page of comments that lacks ours: a second one is folded into it", async () => {
    const marker = '<!-- gpu-memory {"schema":1,"key":"default","head":"0","run":1,"attempt":1} -->';
    const comments = [{ author: "github-actions[bot]", body: `${marker}\nOld.\n` }];
    const what = { kind: "cut-page", entries: 0 } as const;
    expect(told(await played({ operation: "graphql", request: 1, what }, { comments }))).toEqual(answeredInFull);
  });

  it.concurrent("an answer that takes 30 seconds", async () => {
    const what = { kind: "stall", milliseconds: 30_000 } as const;
    const answered = await played({ operation: "issues/create-comment", request: 1, what });
    expect(told(answered)).toEqual(answeredInFull);
    // It was given up, looked for, and found.
    expect(answered.result.milliseconds).toBeLessThan(30_000);
  });
});

describe("faults that stay cost the comment, not the verdict, and are told in one notice", () => {
  for (const code of [401, 403, 404, 409, 422, 500, 502, 503])
    for (const operation of ["graphql", "issues/create-comment"])
      it.concurrent(`${code} to ${operation}`, async () => {
        const answered = await played({ operation, what: status(code) });
        expect(told(answered)).toEqual(answeredWithoutComment);
      });

  it.concurrent("a token that may not read pull requests, told with the line to add", async () => {
    const errors = [{ type: "FORBIDDEN", path: ["repository"], message: "Resource not accessible by integration" }];
    const body = { data: { repository: null }, errors };
    const answered = await played({ operation: "graphql", what: status(200, { body }) });
    expect(told(answered)).toEqual(answeredWithoutComment);
    expect(notices(answered)[0]).toMatch(
      /403: Resource not accessible by integration\).*`permissions: \{contents: read, pull-requests: write\}`/,
    );
  });

  it.concurrent("a limit that lifts in an hour", async () => {
    const headers = { "retry-after": "3600" };
    const answered = await played({ operation: "graphql", what: status(403, { ...SECONDARY, headers }) });
    expect(told(answered)).toEqual(answeredWithoutComment);
  });
});

describe("faults while commits are read that are not checked out", () => {
  const shallow = { checkout: "shallow" } as const;

  for (const [name, what] of [
    ["502", status(502)],
    ["a reset", { kind: "reset" }],
    ["half an answer", { kind: "malformed" }],
    ["a secondary limit", status(403, SECONDARY)],
  ] as const)
    it.concurrent(`${name}, once, changes nothing`, async () => {
      expect(
        told(await played({ operation: "repos/compare-commits-with-basehead", request: 1, what }, shallow)),
      ).toEqual(answeredInFull);
      expect(told(await played({ operation: "repos/get-content", request: 1, what }, shallow))).toEqual(answeredInFull);
    });

  it.concurrent("a list of files that GitHub cuts short is refused with what would help", async () => {
    const body = { sha: "a".repeat(40), url: "", truncated: true, tree: [] };
    const { result } = await played({ operation: "git/get-tree", what: status(200, { body }) }, { checkout: "none" });
    expect([result.exitCode, result.stdout.match(/^::error::.*$/gm)]).toEqual([
      1,
      [expect.stringContaining("more files than GitHub lists at once. Check it out before this step")],
    ]);
  });

  it.concurrent("where it stays, the run fails and says what it could not read, without a stack", async () => {
    const { result } = await played({ operation: "repos/compare-commits-with-basehead", what: status(404) }, shallow);
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(/^::error/m);
    expect(result.stdout).not.toMatch(/ {4}at /);
  });
});
