import type { Command, Order } from "../changes/command.ts";
import { isSha, type PullRequest } from "../changes/occasion.ts";
import type { Inputs } from "../inputs.ts";
import type { Client } from "./client.ts";
import { explained, statusOf } from "./fault.ts";
import { judge } from "./judge.ts";
import { keepComment } from "./keep-comment.ts";
import type { RepositoryName } from "./place.ts";
import { fail, remark, say } from "./runner.ts";
import { SMOKE_WORKFLOW, startSmokeWorkflow } from "./smoke-workflow.ts";

const HELP = `Comments that gpu-memory answers, from people with write access:

- \`/gpu-memory recheck\` judges the head once more and rewrites the comment.
- \`/gpu-memory smoke CONFIG [POOL]\` measures a config of the head on a real GPU, by the workflow \`gpu-memory-smoke.yml\`; never for forks.
- \`/gpu-memory help\` shows this.
`;

interface Asked {
  readonly client: Client;
  readonly repository: RepositoryName;
  readonly inputs: Inputs;
}

interface OpenPullRequest extends PullRequest {
  readonly defaultBranch: string;
}

/**
 * Does what a comment asks for, if its author may write to the repository. 👀 on the comment says that it was heard, 👎 that
 * it was refused, 😕 that GitHub would not have it done. The exit code is no gate.
 */
export async function obey(command: Command, inputs: Inputs, client: Client): Promise<void> {
  const { owner, repo } = inputs.place;
  const asked = { client, inputs, repository: { owner, repo } };
  if (!(await mayWrite(asked, command.author))) {
    say(`${command.author} may not write to this repository; nothing is done.`);
    return react(asked, command, "-1");
  }
  await react(asked, command, "eyes");
  try {
    await ORDERS[command.order.kind](command, asked);
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    await react(asked, command, "confused");
    fail(`/gpu-memory ${command.order.kind} could not be carried out. ${explained(error, NEEDS[command.order.kind])}`);
  }
}

/** What the job's token must be allowed to do, beside reading. */
const NEEDS: Readonly<Record<Order["kind"], string>> = {
  recheck: "pull-requests: write",
  smoke: `actions: write\`, and the default branch the workflow \`.github/workflows/${SMOKE_WORKFLOW}`,
  help: "pull-requests: write",
};

const ORDERS: Readonly<Record<Order["kind"], (command: Command, asked: Asked) => Promise<void>>> = {
  recheck: async ({ pullRequest: number }, asked) => {
    const pullRequest = await openPullRequest(asked, number);
    if (pullRequest === undefined) return;
    const { report } = await judge({ kind: "pull-request", pullRequest }, asked.inputs, asked.client);
    await keepComment(pullRequest, { ...asked, report });
  },
  smoke: async ({ pullRequest: number, order }, asked) => {
    const pullRequest = await openPullRequest(asked, number);
    if (pullRequest === undefined || order.kind !== "smoke") return;
    if (pullRequest.fromFork) return remark("The code of a fork never runs on a GPU of this repository.");
    const request = { sha: pullRequest.head, config: order.config, pool: order.pool ?? "" };
    await startSmokeWorkflow(asked.client, asked.repository, pullRequest.defaultBranch, request);
    say(`Asked ${SMOKE_WORKFLOW} to try ${order.config} of ${pullRequest.head}.`);
  },
  help: async ({ pullRequest }, { client, repository }) => {
    const request = { retries: 0 };
    await client.rest.issues.createComment({ ...repository, issue_number: pullRequest, body: HELP, request });
  },
};

async function mayWrite({ client, repository }: Asked, username: string): Promise<boolean> {
  try {
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username });
    return data.permission === "admin" || data.permission === "write";
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** The pull request as it is now: what was pushed after the comment is judged as well, and named by its SHA. */
async function openPullRequest({ client, repository }: Asked, number: number): Promise<OpenPullRequest | undefined> {
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
  const { head, base, state } = data;
  if (state === "open" && isSha(head.sha) && isSha(base.sha))
    return {
      number,
      head: head.sha,
      baseTip: base.sha,
      fromFork: head.repo?.id !== base.repo.id,
      defaultBranch: base.repo.default_branch,
    };
  say("The pull request is closed; nothing is done.");
  return undefined;
}

async function react(
  { client, repository }: Asked,
  { comment }: Command,
  content: "eyes" | "-1" | "confused",
): Promise<void> {
  try {
    await client.rest.reactions.createForIssueComment({ ...repository, comment_id: comment, content });
  } catch (error) {
    remark(`The comment got no reaction. ${explained(error, "pull-requests: write")}`);
  }
}
