import { isSha } from "../changes/occasion.ts";
import type { Snapshot } from "../changes/repository.ts";
import type { Inputs } from "../inputs.ts";
import type { Client } from "./client.ts";
import { explained } from "./fault.ts";
import { gitIn } from "./git.ts";
import { snapshotAt } from "./pull-request-changes.ts";
import { say } from "./runner.ts";

/**
 * The files that the last scheduled audit looked at: nothing is stored between audits, the commit is that of the workflow's
 * last scheduled run that has ended. undefined where there was none, or where the token may not ask for it.
 */
export async function lastAudit({ place }: Inputs, client: Client): Promise<Snapshot | undefined> {
  const { owner, repo, workflow, run } = place;
  if (workflow === undefined) return undefined;
  try {
    const { data } = await client.rest.actions.listWorkflowRuns({
      owner,
      repo,
      workflow_id: workflow,
      event: "schedule",
      status: "completed",
      per_page: 10,
    });
    const sha = data.workflow_runs.find(({ id }) => id !== run)?.head_sha;
    if (!isSha(sha)) return undefined;
    const snapshot = await snapshotAt(
      { git: gitIn(place.workspace), api: { client, repository: { owner, repo } } },
      sha,
    );
    // A commit that is gone is noticed here, not in the middle of the comparison.
    await snapshot.list();
    return snapshot;
  } catch (error) {
    say(`This audit is not compared with the last one. ${explained(error, "actions: read")}`);
    return undefined;
  }
}
