import { markerOf } from "../report/marker.ts";
import type { Client } from "./client.ts";
import { answerIn, measuredIn, nextStep, type Step, type Wish } from "./comment-plan.ts";
import { explained, statusOf } from "./fault.ts";
import type { PullRequestName } from "./place.ts";
import { readThread } from "./thread.ts";

/** What became of the comment. */
export type Posted =
  | { readonly kind: "posted"; readonly id: number | undefined; readonly writes: number }
  /** The pull request's head is another by now: the run for that head answers. */
  | { readonly kind: "superseded" }
  | { readonly kind: "gone" }
  /** In words, with what would help. */
  | { readonly kind: "failed"; readonly why: string };

export interface Posting {
  readonly client: Client;
  readonly name: PullRequestName;
  readonly key: string;
  /** SHA that the first answer is for. */
  readonly head: string;
  /**
   * The answer for a head: asked once, and again where this run wrote late and may have covered a newer answer, or with what
   * was measured for that head by the words of an earlier answer.
   */
  readonly wishFor: (head: string, measured?: unknown) => Promise<Wish>;
}

/** More than any race needs: each round is one read and at most one write. */
const ROUNDS = 12;
/** So often a comment is created whose answer is lost, and which no list shows. */
const CREATIONS = 3;
/** An answer that was lost gets this long to show up in a list. */
const SETTLE_MS = 1000;

/**
 * Brings a pull request's one comment to the answer for its head: found by marker and author, updated in place, duplicates
 * folded into the oldest, until a read after the last write finds nothing to do. Never throws for what GitHub answers.
 */
export async function postComment(posting: Posting): Promise<Posted> {
  try {
    return await settle(posting);
  } catch (error) {
    return { kind: "failed", why: explained(error, "pull-requests: write") };
  }
}

async function settle({ client, name, key, head, wishFor }: Posting): Promise<Posted> {
  let [current, wish, writes] = [head, await wishFor(head), 0];
  const lost: unknown[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // After a write, what it may have covered counts too: another run may have written between our read and our write.
    const thread = await readThread(client, name, { key, history: writes > 0 });
    if (thread === undefined) return { kind: "gone" };
    if (thread.head !== current) {
      if (writes === 0) return { kind: "superseded" };
      current = thread.head;
      const answered = answerIn(thread);
      wish = answered === undefined ? await wishFor(current) : { body: answered, mayCreate: true };
    }
    const measured = measuredIn(thread);
    if (measured !== undefined && markerOf(wish.body)?.measured === undefined) wish = await wishFor(current, measured);
    const step = nextStep(thread, wish);
    if (step.kind === "done") return { kind: "posted", id: step.id, writes };
    if (step.kind === "create" && lost.length === CREATIONS) throw lost.at(-1);
    await take(client, name, step).catch((error: unknown) => {
      if (!isUnknownFate(step, error)) throw error;
      lost.push(error);
      return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    });
    writes++;
  }
  return { kind: "failed", why: "Other runs kept rewriting the comment." };
}

/** Whether a comment may have been created though the answer says otherwise: the next read tells. */
function isUnknownFate(step: Step, error: unknown): boolean {
  const status = statusOf(error);
  return step.kind === "create" && (status === undefined || status >= 500 || status === 409);
}

/** Carries a step out. Where another run was faster, the next read tells. */
async function take(client: Client, name: PullRequestName, step: Exclude<Step, { kind: "done" }>): Promise<void> {
  const { owner, repo, number } = name;
  switch (step.kind) {
    case "create":
      await client.rest.issues.createComment({
        owner,
        repo,
        issue_number: number,
        body: step.body,
        request: { retries: 0 },
      });
      return;
    case "update":
      return unlessGone(() => client.rest.issues.updateComment({ owner, repo, comment_id: step.id, body: step.body }));
    case "delete":
      for (const id of step.ids)
        await unlessGone(() => client.rest.issues.deleteComment({ owner, repo, comment_id: id }));
  }
}

async function unlessGone(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}
