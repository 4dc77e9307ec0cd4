import { headline } from "../report/headline.ts";
import { explained } from "./fault.ts";
import type { Told } from "./keep-comment.ts";
import { remark } from "./runner.ts";

/** GitHub's description of a status says nothing of a limit; it refuses more than this. */
const DESCRIPTION = 140;
/** A status has no state between the two: what the policy lets pass is a success. */
const STATES = { pass: "success", warn: "success", fail: "failure" } as const;

/**
 * The verdict as a status of the head's commit, which GitHub files under no workflow: it shows on the commit wherever the run
 * was started. A later run's takes its place. It is no gate: require the job.
 */
export async function reportStatus({ inputs, client, report }: Told): Promise<void> {
  const { owner, repo } = inputs.place;
  const { head, runUrl } = report.provenance;
  if (head === undefined) return;
  try {
    await client.rest.repos.createCommitStatus({
      owner,
      repo,
      sha: head,
      state: STATES[report.conclusion],
      context: inputs.key === "default" ? "gpu-memory" : `gpu-memory (${inputs.key})`,
      description: shortened(headline(report)),
      ...(runUrl === undefined ? {} : { target_url: runUrl }),
    });
  } catch (error) {
    remark(`The commit status was not written; the verdict is the exit code. ${explained(error, "statuses: write")}`);
  }
}

/** A description as long as GitHub takes it. */
export const shortened = (text: string): string =>
  text.length <= DESCRIPTION ? text : `${text.slice(0, DESCRIPTION - 1)}…`;
