import type { PullRequest } from "../changes/occasion.ts";
import { type Suggestion, suggestions } from "../report/suggestions.ts";
import { explained } from "./fault.ts";
import type { Judgement } from "./judge.ts";
import type { Told } from "./keep-comment.ts";
import { remark } from "./runner.ts";

/**
 * Posts what can be mended with one click as one review, which sends one message. What was suggested before with the same
 * values is not suggested again, whatever became of it.
 */
export async function suggest(
  pullRequest: PullRequest,
  { changes }: Judgement,
  { inputs, client, report }: Told,
): Promise<void> {
  const files = new Set(report.runs.flatMap(({ run }) => Object.values(run?.places ?? {}).map(({ file }) => file)));
  const texts = await Promise.all(
    [...files].map(async (file) => [file, (await changes.head.read(file))?.split("\n")] as const),
  );
  const lines = new Map(texts);
  const wanted = suggestions(report, changes.changed ?? [], (file) => lines.get(file));
  if (wanted.length === 0) return;
  const { owner, repo } = inputs.place;
  const place = { owner, repo, pull_number: pullRequest.number };
  try {
    const told = await client.paginate(client.rest.pulls.listReviewComments, { ...place, per_page: 100 });
    const fresh = wanted.filter(({ mark }) => !told.some(({ body }) => body.startsWith(mark)));
    if (fresh.length === 0) return;
    const request = { retries: 0 };
    const comments = fresh.map(reviewComment);
    await client.rest.pulls.createReview({
      ...place,
      commit_id: pullRequest.head,
      event: "COMMENT",
      comments,
      request,
    });
  } catch (error) {
    remark(
      `The suggestions were not written; the comment has them in words. ${explained(error, "pull-requests: write")}`,
    );
  }
}

const reviewComment = ({ file, line, body }: Suggestion) => ({ path: file, line, side: "RIGHT", body });
