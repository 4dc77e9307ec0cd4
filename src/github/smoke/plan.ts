import type { SmokeInputs } from "../../inputs.ts";
import { createEstimator } from "../../memory/estimator.ts";
import { findings } from "../../smoke/findings.ts";
import { pendingStatus, type SmokeStatus, smokeStatus } from "../../smoke/smoke-status.ts";
import type { Client } from "../client.ts";
import { putOut, say } from "../runner.ts";
import { pullRequestOf } from "./head.ts";
import { plannedFor } from "./planned.ts";
import { setStatus } from "./set-status.ts";

/** Puts out the matrix of the jobs that measure, one a pool; empty where there is nothing to measure. */
export async function planSmoke(inputs: SmokeInputs, client: Client): Promise<void> {
  const pullRequest = await pullRequestOf(inputs, client);
  const { planned } = await plannedFor(pullRequest, inputs, client);
  const { jobs, tests, leftOut } = planned;
  for (const { id, pool, why } of leftOut) say(`${id}${pool === undefined ? "" : ` on ${pool}`}: ${why}`);
  putOut({ matrix: jobs.length === 0 ? "" : JSON.stringify(jobs) });
  if (jobs.length > 0)
    return setStatus(
      inputs,
      client,
      pendingStatus(
        jobs.map(({ pool }) => pool),
        tests.length,
      ),
    );
  const isNamed = inputs.wanted !== undefined || inputs.pools.length > 0;
  if (isNamed && leftOut.length === 0) return setStatus(inputs, client, NONE_OF_THAT_NAME);
  const nothing = { commit: pullRequest.head, records: [], unanswered: new Set<string>() };
  await setStatus(inputs, client, smokeStatus(findings(planned, nothing, createEstimator())));
}

const NONE_OF_THAT_NAME: SmokeStatus = {
  state: "error",
  description: "No run that this pull request changes is what was named, on a pool with a runner",
};
