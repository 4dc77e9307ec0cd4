import type { SmokeInputs } from "../../inputs.ts";
import { createEstimator } from "../../memory/estimator.ts";
import { summaryBody } from "../../report/summary.ts";
import { findings } from "../../smoke/findings.ts";
import { readRecords } from "../../smoke/read-records.ts";
import { smokeStatus } from "../../smoke/smoke-status.ts";
import type { Client } from "../client.ts";
import { withoutEffect } from "../deliver.ts";
import { explained, Unreadable } from "../fault.ts";
import { keepComment } from "../keep-comment.ts";
import { remark, summarize } from "../runner.ts";
import { pullRequestOf } from "./head.ts";
import { measureJobs } from "./jobs.ts";
import { plannedFor } from "./planned.ts";
import { recordTexts } from "./record-files.ts";
import { setStatus } from "./set-status.ts";

/**
 * Compares what was measured with the prediction, and tells it in the commit's status, the job summary and the pull request's
 * comment. What the measuring jobs have left is read as a stranger's text.
 */
export async function reportSmoke(inputs: SmokeInputs, client: Client): Promise<void> {
  const pullRequest = await pullRequestOf(inputs, client).catch(async (error: unknown) => {
    // The commit was to be measured when the run began: its status must not stay as it is.
    if (error instanceof Unreadable)
      await setStatus(inputs, client, { state: "error", description: "The pull request has moved on, or is closed" });
    throw error;
  });
  const { judgement, planned } = await plannedFor(pullRequest, inputs, client);
  const { records, mistakes } = readRecords(await recordTexts(inputs.smoke.records));
  for (const mistake of mistakes) remark(`A record can't be read. ${mistake}`);
  const unanswered = await unansweredPools(inputs, client);
  const evidence = { commit: pullRequest.head, records, unanswered };
  const found = findings(planned, evidence, createEstimator());
  await setStatus(inputs, client, smokeStatus(found));
  const report = { ...judgement.report, measured: found };
  await withoutEffect("job summary", () => summarize(summaryBody(report)));
  if (inputs.comment === "never") return;
  await withoutEffect("comment", async () => {
    await keepComment(pullRequest, { inputs: { ...inputs, wanted: undefined, pools: [] }, client, report });
  });
}

async function unansweredPools(inputs: SmokeInputs, client: Client): Promise<ReadonlySet<string>> {
  try {
    const jobs = await measureJobs(inputs, client);
    return new Set(jobs.filter(({ isTaken }) => !isTaken).map(({ pool }) => pool));
  } catch (error) {
    remark(`Whether a runner answered is not known. ${explained(error, "actions: read")}`);
    return new Set();
  }
}
