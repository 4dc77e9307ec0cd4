import { occasionOf, type PullRequest } from "../../changes/occasion.ts";
import type { SmokeInputs } from "../../inputs.ts";
import type { Client } from "../client.ts";
import { explained } from "../fault.ts";
import { remark, say } from "../runner.ts";
import { startSmokeWorkflow } from "../smoke-workflow.ts";
import { plannedFor } from "./planned.ts";

/** Asks for a smoke test of the pull request at hand, where some run of it is to be measured. Never a gate. */
export async function dispatchSmoke(inputs: SmokeInputs, client: Client): Promise<void> {
  const occasion = occasionOf(inputs.event);
  if (occasion.kind !== "pull-request")
    return say("Smoke tests are asked for on pull requests; there is nothing to do.");
  const { pullRequest } = occasion;
  if (pullRequest.fromFork) return say("The code of a fork never runs on a GPU of this repository.");
  try {
    await ask(pullRequest, inputs, client);
  } catch (error) {
    remark(`No smoke test was asked for. ${explained(error, "actions: write")}`);
  }
}

async function ask(pullRequest: PullRequest, inputs: SmokeInputs, client: Client): Promise<void> {
  const { owner, repo } = inputs.place;
  const { data } = await client.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
  if (data.state !== "open" || data.head.sha !== pullRequest.head)
    return say("The pull request has moved on or is closed; a later run asks.");
  const { planned } = await plannedFor(pullRequest, inputs, client);
  for (const { id, why } of planned.leftOut) say(`${id} can't be measured. ${why}`);
  if (planned.jobs.length === 0)
    return say("No run of this pull request is to be measured: see `smoke` of the fleet file's pools.");
  const repository = { owner, repo };
  await startSmokeWorkflow(client, repository, data.base.repo.default_branch, {
    sha: pullRequest.head,
    config: "",
    pool: "",
  });
  say(`Asked for ${planned.tests.length} to be measured on ${planned.jobs.map(({ pool }) => pool).join(", ")}.`);
}
