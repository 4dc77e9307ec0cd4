import { headline } from "../report/headline.ts";
import { markerOf, sameForReader } from "../report/marker.ts";
import type { Report } from "../report/report.ts";
import type { Client } from "./client.ts";
import { explained, statusOf } from "./fault.ts";
import type { Told } from "./keep-comment.ts";
import type { RepositoryName } from "./place.ts";
import { putOut, remark } from "./runner.ts";
import { signed } from "./signed.ts";

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

interface Tracker {
  readonly client: Client;
  readonly repository: RepositoryName;
  readonly key: string;
}

/**
 * Keeps one open issue about an audit that does not pass: opened when there is none, rewritten in place, closed with a word
 * when all is well. A closed one is never opened again.
 */
export async function keepIssue({ inputs, client, report }: Told): Promise<void> {
  const { owner, repo } = inputs.place;
  const key = `audit-${inputs.key}`;
  try {
    const tracker = { client, repository: { owner, repo }, key };
    const body = signed(report, { ...inputs, key });
    const number = await settle(tracker, report, body);
    putOut({ "issue-number": number === undefined ? "" : String(number) });
  } catch (error) {
    remark(`The issue was not written; the verdict is in the job summary. ${explained(error, "issues: write")}`);
  }
}

async function settle(tracker: Tracker, report: Report, body: string): Promise<number | undefined> {
  const { client, repository } = tracker;
  const title = `GPU memory audit: ${headline(report)}`;
  const [kept, ...others] = await ownIssues(tracker);
  for (const { number } of others) await close(tracker, number, `Continued in #${kept?.number}.`);
  if (report.conclusion === "pass") {
    if (kept !== undefined) await close(tracker, kept.number, `All is well again: ${headline(report)}.`);
    return undefined;
  }
  if (kept === undefined) return open(tracker, title, body);
  if (kept.title !== title || !sameForReader(kept.body, body))
    await client.rest.issues.update({ ...repository, issue_number: kept.number, title, body });
  return kept.number;
}

/** Open issues that this token wrote and that carry our marker, oldest first. */
async function ownIssues({ client, repository, key }: Tracker): Promise<readonly Issue[]> {
  const { viewer } = await client.graphql<{ viewer: { login: string } }>("{ viewer { login } }");
  const open = await client.paginate(client.rest.issues.listForRepo, {
    ...repository,
    state: "open",
    creator: viewer.login,
    sort: "created",
    direction: "asc",
    per_page: 100,
  });
  return open
    .filter(({ user, pull_request: isPull }) => user?.login === viewer.login && isPull === undefined)
    .map(({ number, title, body }) => ({ number, title, body: body ?? "" }))
    .filter(({ body }) => markerOf(body)?.key === key);
}

/** Opens an issue once: where the answer is lost, the list tells whether it was opened. */
async function open(tracker: Tracker, title: string, body: string): Promise<number> {
  try {
    const request = { retries: 0 };
    const { data } = await tracker.client.rest.issues.create({ ...tracker.repository, title, body, request });
    return data.number;
  } catch (error) {
    if ((statusOf(error) ?? 0) < 500) throw error;
    const [found] = await ownIssues(tracker);
    if (found === undefined) throw error;
    return found.number;
  }
}

async function close({ client, repository }: Tracker, number: number, word: string): Promise<void> {
  const request = { retries: 0 };
  await client.rest.issues.createComment({ ...repository, issue_number: number, body: word, request });
  await client.rest.issues.update({ ...repository, issue_number: number, state: "closed", state_reason: "completed" });
}
