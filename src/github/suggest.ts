import type { PullRequest } from "../changes/occasion.ts";
import { type Suggestion, suggestions } from "../report/suggestions.ts";
import type { Client } from "./client.ts";
import { explained } from "./fault.ts";
import type { Judgement } from "./judge.ts";
import type { Told } from "./keep-comment.ts";
import { remark } from "./runner.ts";

/**
 * Posts what can be mended with one click as one review, which sends one message. What was suggested before with the same
 * values is not suggested again, whatever became of it; of two runs that suggest the same at once, the later takes it back.
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
    const told = await suggested(client, place);
    const fresh = wanted.filter(({ mark }) => !told.some(({ body }) => body.startsWith(mark)));
    if (fresh.length === 0) return;
    const request = { retries: 0 };
    const comments = fresh.map(reviewComment);
    const { data: review } = await client.rest.pulls.createReview({
      ...place,
      commit_id: pullRequest.head,
      event: "COMMENT",
      comments,
      request,
    });
    await takeBackTwins(client, place, { review: review.id, marks: fresh.map(({ mark }) => mark) });
  } catch (error) {
    remark(
      `The suggestions were not written; the comment has them in words. ${explained(error, "pull-requests: write")}`,
    );
  }
}

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly pull_number: number;
}

const suggested = (client: Client, place: Place) =>
  client.paginate(client.rest.pulls.listReviewComments, { ...place, per_page: 100 });

/** Deletes those comments of a review of ours that another run had written before, unseen by the read before ours. */
async function takeBackTwins(
  client: Client,
  place: Place,
  { review, marks }: { readonly review: number; readonly marks: readonly string[] },
): Promise<void> {
  const { owner, repo } = place;
  const told = await suggested(client, place);
  for (const mark of marks) {
    const same = told.filter(({ body }) => body.startsWith(mark)).sort((a, b) => a.id - b.id);
    const own = same.find(({ pull_request_review_id: of }) => of === review);
    if (own !== undefined && own !== same[0])
      await client.rest.pulls.deleteReviewComment({ owner, repo, comment_id: own.id });
  }
}

const reviewComment = ({ file, line, body }: Suggestion) => ({ path: file, line, side: "RIGHT", body });
