import type { SmokeInputs } from "../../inputs.ts";
import { measureJobName } from "../../smoke/pool-job.ts";
import type { Client } from "../client.ts";

/** A job that measures, as far as GitHub tells. */
export interface MeasureJob {
  readonly pool: string;
  readonly id: number;
  /** `queued`: it waits for a runner. `pending` and `waiting`: for another job of its concurrency group, or an approval. */
  readonly status: string;
  /** A runner has taken it. */
  readonly isTaken: boolean;
}

const NAME = measureJobName("");

/** The jobs of this run that measure; needs `actions: read`. */
export async function measureJobs({ place }: SmokeInputs, client: Client): Promise<readonly MeasureJob[]> {
  const { owner, repo, run, attempt } = place;
  const jobs = await client.paginate(client.rest.actions.listJobsForWorkflowRunAttempt, {
    owner,
    repo,
    run_id: run,
    attempt_number: attempt,
    per_page: 100,
  });
  return jobs
    .filter(({ name }) => name.startsWith(NAME))
    .map(({ id, name, status, runner_id }) => ({
      pool: name.slice(NAME.length),
      id,
      status,
      isTaken: Boolean(runner_id),
    }));
}
