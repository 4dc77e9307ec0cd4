import { isSha, type PullRequest, type Source } from "../changes/occasion.ts";
import type { Client } from "./client.ts";
import type { RepositoryName } from "./place.ts";

/** The open pull requests of a branch, with one head: usually one, several where a branch is to go into several others. */
export async function findPullRequests(
  client: Client,
  repository: RepositoryName,
  { head, owner, branch }: Source,
): Promise<readonly PullRequest[]> {
  const found = await client.rest.pulls.list({
    ...repository,
    state: "open",
    head: `${owner}:${branch}`,
    per_page: 100,
  });
  return found.data
    .filter((pull) => pull.head.sha === head && isSha(pull.base.sha))
    .map(({ number, base, head: { repo } }) => {
      return { number, head, baseTip: base.sha, fromFork: repo?.id !== base.repo.id };
    });
}
