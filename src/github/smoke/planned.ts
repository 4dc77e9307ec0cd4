import type { PullRequest } from "../../changes/occasion.ts";
import type { SmokeInputs } from "../../inputs.ts";
import { type Planned, poolJobs } from "../../smoke/pool-job.ts";
import { smokeTests } from "../../smoke/smoke-tests.ts";
import type { Client } from "../client.ts";
import { type Judgement, judge } from "../judge.ts";

/**
 * The pull request judged by its base's fleet file, and what of it is to be measured. Every stage works it out anew and trusts
 * nothing that another has handed on. `paths` and `pools` choose what is measured, and never what the comment says.
 */
export async function plannedFor(
  pullRequest: PullRequest,
  inputs: SmokeInputs,
  client: Client,
): Promise<{ readonly judgement: Judgement; readonly planned: Planned }> {
  const { wanted, pools } = inputs;
  const whole = { ...inputs, wanted: undefined, pools: [] };
  const judgement = await judge({ kind: "pull-request", pullRequest }, whole, client);
  const { report } = judgement;
  // The list of common GPUs has no runners.
  const chosen = smokeTests(report.fleet.file === undefined ? [] : report.runs, { wanted, pools });
  const planned = poolJobs(chosen, pullRequest.head);
  return { judgement, planned };
}
