import type { PullRequest } from "../../changes/occasion.ts";
import { isSha } from "../../changes/occasion.ts";
import type { SmokeInputs } from "../../inputs.ts";
import type { Client } from "../client.ts";
import { Unreadable } from "../fault.ts";

/**
 * The open pull request of this repository whose head is this commit: the only commits that are measured. The code of a fork
 * never gets to a GPU, and a head that has moved on has a later run.
 */
export async function pullRequestOf({ place, smoke: { sha } }: SmokeInputs, client: Client): Promise<PullRequest> {
  const { owner, repo } = place;
  const open = await client.paginate(client.rest.pulls.list, { owner, repo, state: "open", per_page: 100 });
  const found = open.filter((pull) => pull.head.sha === sha && isSha(pull.base.sha));
  const own = found.find(({ head, base }) => head.repo?.id === base.repo.id);
  if (own !== undefined) return { number: own.number, head: sha, baseTip: own.base.sha, fromFork: false };
  if (found.length > 0)
    throw new Unreadable(`${sha} comes from a fork, whose code never runs on a GPU of this repository.`);
  throw new Unreadable(
    `${sha} is the head of no open pull request: it has moved on, or the pull request is closed. Nothing is measured.`,
  );
}
