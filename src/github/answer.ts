import type { Occasion, PullRequest, Source } from "../changes/occasion.ts";
import type { Changes } from "../changes/repository.ts";
import type { Inputs } from "../inputs.ts";
import { createEstimator } from "../memory/estimator.ts";
import type { Problem } from "../problem.ts";
import { commentBody } from "../report/comment.ts";
import { markerLine } from "../report/marker.ts";
import type { Provenance, Report } from "../report/report.ts";
import { run } from "../run.ts";
import { VERSION } from "../version.ts";
import { type Client, createClient } from "./client.ts";
import { postComment } from "./comment.ts";
import type { Wish } from "./comment-plan.ts";
import { deliver, withoutEffect } from "./deliver.ts";
import { findPullRequests } from "./find-pull-requests.ts";
import { gitIn } from "./git.ts";
import { type Asked, pullRequestChanges, rangeChanges, wholeCommit } from "./pull-request-changes.ts";
import { putOut, remark, say } from "./runner.ts";

type Answered = Exclude<Occasion, { kind: "ignored" }>;
type Judged = Exclude<Answered, { kind: "publish" }>;

/** Judges what an event is about, tells the verdict, and on a pull request keeps its comment. */
export async function answer(occasion: Answered, inputs: Inputs): Promise<void> {
  const client = createClient({ token: inputs.token, apiUrl: inputs.place.apiUrl, say });
  if (occasion.kind === "publish") return publish(occasion.source, inputs, client);
  const judged = await judge(occasion, inputs, client);
  await deliver(judged.report, inputs.place);
  if (occasion.kind !== "pull-request" || inputs.comment === "never") return;
  await withoutEffect("comment", () => comment(occasion.pullRequest, { inputs, client, report: judged.report }));
}

/**
 * Writes the comment of a pull request whose own run could not. It works everything out anew from files read as text, trusts
 * nothing that the other run left, and its exit code is no gate: that is the other run's.
 */
async function publish(source: Source, inputs: Inputs, client: Client): Promise<void> {
  if (inputs.comment === "never") return say("Nothing to publish: `comment` is `never`.");
  const { owner, repo } = inputs.place;
  const pullRequests = await findPullRequests(client, { owner, repo }, source);
  if (pullRequests.length === 0) say("No open pull request has this head any more; there is nothing to publish.");
  for (const pullRequest of pullRequests) {
    const { report } = await judge({ kind: "pull-request", pullRequest }, inputs, client);
    await withoutEffect("comment", () => comment(pullRequest, { inputs, client, report }));
  }
}

async function judge(occasion: Judged, inputs: Inputs, client: Client): Promise<{ readonly report: Report }> {
  const { fleetFile, wanted, place } = inputs;
  const api = { client, repository: { owner: place.owner, repo: place.repo } };
  const changes = await changesOf(occasion, { git: gitIn(place.workspace), api });
  const report = await run({
    occasion: occasion.kind === "audit" ? "audit" : "pull-request",
    changes,
    fleetFile,
    wanted,
    provenance: provenanceOf(changes, inputs),
    estimator: createEstimator(),
  });
  return { report };
}

async function changesOf(occasion: Judged, source: Pick<Asked, "git" | "api">): Promise<Changes> {
  switch (occasion.kind) {
    case "pull-request": {
      const { head, baseTip } = occasion.pullRequest;
      return pullRequestChanges({ ...source, head, base: baseTip });
    }
    case "merge-group":
    case "push":
      return rangeChanges({ ...source, head: occasion.head, base: occasion.base });
    case "audit":
      return { head: await wholeCommit({ ...source, head: occasion.head }) };
  }
}

function provenanceOf({ head, base }: Changes, { place }: Inputs): Provenance {
  const repositoryUrl = `${place.serverUrl}/${place.owner}/${place.repo}`;
  return {
    ...(head.commit === undefined ? {} : { head: head.commit }),
    ...(base?.commit === undefined ? {} : { base: base.commit }),
    version: VERSION,
    at: new Date().toISOString(),
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${place.run}`,
  };
}

interface Commented {
  readonly inputs: Inputs;
  readonly client: Client;
  readonly report: Report;
}

async function comment(pullRequest: PullRequest, { inputs, client, report }: Commented): Promise<void> {
  const { owner, repo } = inputs.place;
  const posted = await postComment({
    client,
    name: { owner, repo, number: pullRequest.number },
    key: inputs.key,
    head: pullRequest.head,
    wishFor: async (head) => {
      if (head === pullRequest.head) return wishOf(report, inputs);
      const again = { kind: "pull-request", pullRequest: { ...pullRequest, head } } as const;
      return wishOf((await judge(again, inputs, client)).report, inputs);
    },
  });
  switch (posted.kind) {
    case "posted":
      return putOut({ "comment-id": String(posted.id ?? "") });
    case "superseded":
      return say("The pull request has a newer commit by now, whose run will comment.");
    case "gone":
      return say("The pull request is gone; there is nothing to comment on.");
    case "failed":
      return remark(`The comment was not written; the verdict is in the job summary. ${posted.why}`);
  }
}

const isError = ({ severity }: Problem): boolean => severity === "error";

/** Nothing is said where nothing relevant has changed, but what was said before is put right. */
function wishOf(report: Report, { key, place }: Inputs): Wish {
  const { head = "", base, at } = report.provenance;
  const { run, attempt } = place;
  const based = base === undefined ? {} : { base };
  const marker = { schema: 1, key, head, ...based, run, attempt, at, verdict: report.conclusion } as const;
  return {
    body: `${markerLine(marker)}\n${commentBody(report)}`,
    mayCreate: report.runs.length > 0 || report.fleetChange !== undefined || report.problems.some(isError),
  };
}
