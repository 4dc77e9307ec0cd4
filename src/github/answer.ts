import type { Occasion, PullRequest, Source } from "../changes/occasion.ts";
import type { Inputs } from "../inputs.ts";
import { reportCheck } from "./check-run.ts";
import { type Client, createClient } from "./client.ts";
import { obey } from "./commands.ts";
import { reportStatus } from "./commit-status.ts";
import { deliver, withoutEffect } from "./deliver.ts";
import { findPullRequests } from "./find-pull-requests.ts";
import { type Judgement, judge } from "./judge.ts";
import { keepComment, type Told } from "./keep-comment.ts";
import { keepIssue } from "./keep-issue.ts";
import { keepLabels } from "./keep-labels.ts";
import { say } from "./runner.ts";
import { suggest } from "./suggest.ts";

/** Judges what an event is about, tells the verdict, and keeps the comment of a pull request or the issue of an audit. */
export async function answer(occasion: Exclude<Occasion, { kind: "ignored" }>, inputs: Inputs): Promise<void> {
  const client = createClient({ token: inputs.token, apiUrl: inputs.place.apiUrl, say });
  if (occasion.kind === "publish") return publish(occasion.source, inputs, client);
  if (occasion.kind === "command") return obey(occasion.command, inputs, client);
  const judgement = await judge(occasion, inputs, client);
  const { report } = judgement;
  await deliver(judgement, inputs);
  const told = { inputs, client, report };
  if (inputs.check === "auto") await withoutEffect("check run", () => reportCheck(told));
  if (inputs.status === "auto") await withoutEffect("commit status", () => reportStatus(told));
  if (occasion.kind === "pull-request") await tell(occasion.pullRequest, judgement, told);
  if (occasion.kind === "audit" && inputs.issue === "auto") await withoutEffect("issue", () => keepIssue(told));
}

/** Label, comment and suggestions, the last only where the comment is for the present head. */
async function tell(pullRequest: PullRequest, judgement: Judgement, told: Told): Promise<void> {
  const { comment, suggestions, labels } = told.inputs;
  if (labels === "auto") await withoutEffect("label", () => keepLabels(pullRequest, told));
  if (comment === "never") return;
  await withoutEffect("comment", async () => {
    const isPresent = await keepComment(pullRequest, told);
    if (isPresent && suggestions === "auto") await suggest(pullRequest, judgement, told);
  });
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
    const judgement = await judge({ kind: "pull-request", pullRequest }, inputs, client);
    await tell(pullRequest, judgement, { inputs, client, report: judgement.report });
  }
}
