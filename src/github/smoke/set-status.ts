import type { SmokeInputs } from "../../inputs.ts";
import { printable } from "../../report/escape.ts";
import { SMOKE_CONTEXT, type SmokeStatus } from "../../smoke/smoke-status.ts";
import type { Client } from "../client.ts";
import { shortened } from "../commit-status.ts";
import { explained } from "../fault.ts";
import { remark, say } from "../runner.ts";

/** Writes the status `gpu-memory/smoke` of the commit, with a link to this run. It is no gate: where it can't be written, a notice says so. */
export async function setStatus(
  { place: { owner, repo, serverUrl, run }, smoke: { sha } }: SmokeInputs,
  client: Client,
  { state, description }: SmokeStatus,
): Promise<void> {
  const text = printable(description);
  say(`${SMOKE_CONTEXT}: ${state}: ${text}`);
  try {
    await client.rest.repos.createCommitStatus({
      owner,
      repo,
      sha,
      state,
      context: SMOKE_CONTEXT,
      description: shortened(text),
      target_url: `${serverUrl}/${owner}/${repo}/actions/runs/${run}`,
    });
  } catch (error) {
    remark(`The commit status was not written. ${explained(error, "statuses: write")}`);
  }
}
