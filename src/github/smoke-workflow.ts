import type { Client } from "./client.ts";
import type { RepositoryName } from "./place.ts";

/** The workflow of the repository itself, on its default branch, that tries configs on real GPUs. */
export const SMOKE_WORKFLOW = "gpu-memory-smoke.yml";

/** What it is started with: the full SHA of a head, and the configs (a glob) and the pool that somebody named, or "". */
export interface SmokeRequest {
  readonly sha: string;
  readonly config: string;
  readonly pool: string;
}

/** Starts the default branch's workflow: that of the head could be anything. */
export async function startSmokeWorkflow(
  client: Client,
  repository: RepositoryName,
  defaultBranch: string,
  request: SmokeRequest,
): Promise<void> {
  await client.rest.actions.createWorkflowDispatch({
    ...repository,
    workflow_id: SMOKE_WORKFLOW,
    ref: defaultBranch,
    inputs: { ...request },
    request: { retries: 0 },
  });
}
