import type { PullRequest } from "../changes/occasion.ts";
import type { Inputs } from "../inputs.ts";
import type { Problem } from "../problem.ts";
import type { Report } from "../report/report.ts";
import { readFindings } from "../smoke/read-findings.ts";
import type { Client } from "./client.ts";
import { postComment } from "./comment.ts";
import type { Wish } from "./comment-plan.ts";
import { judge } from "./judge.ts";
import { putOut, remark, say } from "./runner.ts";
import { signed } from "./signed.ts";

/** A report and who tells it. */
export interface Told {
  readonly inputs: Inputs;
  readonly client: Client;
  readonly report: Report;
}

/**
 * Brings a pull request's comment to a report, and says in the log or in one notice what became of it. Yields whether this
 * run has answered for the pull request's present head.
 */
export async function keepComment(pullRequest: PullRequest, { inputs, client, report }: Told): Promise<boolean> {
  const { owner, repo } = inputs.place;
  const posted = await postComment({
    client,
    name: { owner, repo, number: pullRequest.number },
    key: inputs.key,
    head: pullRequest.head,
    wishFor: async (head, measured) => {
      if (head === pullRequest.head) return wishOf(withFindings(report, measured), inputs);
      const again = { kind: "pull-request", pullRequest: { ...pullRequest, head } } as const;
      return wishOf(withFindings((await judge(again, inputs, client)).report, measured), inputs);
    },
  });
  switch (posted.kind) {
    case "posted":
      putOut({ "comment-id": String(posted.id ?? "") });
      return true;
    case "superseded":
      say("The pull request has a newer commit by now, whose run will comment.");
      return false;
    case "gone":
      say("The pull request is gone; there is nothing to comment on.");
      return false;
    case "failed":
      remark(`The comment was not written; the verdict is in the job summary. ${posted.why}`);
      return false;
  }
}

const isError = ({ severity }: Problem): boolean => severity === "error";

/** A report with what an earlier answer tells of smoke tests, unless it tells of newer ones itself. */
function withFindings(report: Report, earlier: unknown): Report {
  const measured = report.measured ?? readFindings(earlier);
  return measured === undefined ? report : { ...report, measured };
}

/** Nothing is said where nothing relevant has changed, but what was said before is put right. */
const wishOf = (report: Report, inputs: Inputs): Wish => ({
  body: signed(report, inputs),
  mayCreate: report.runs.length > 0 || report.fleetChange !== undefined || report.problems.some(isError),
});
