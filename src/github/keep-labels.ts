import type { PullRequest } from "../changes/occasion.ts";
import type { Report } from "../report/report.ts";
import { explained, statusOf } from "./fault.ts";
import type { Told } from "./keep-comment.ts";
import { remark } from "./runner.ts";

/**
 * Keeps at most one label of ours on a pull request, `gpu-memory: fail` or `gpu-memory: warn`; none where all is well. Labels
 * of others are never touched, and none is changed for a head that is no more.
 */
export async function keepLabels(pullRequest: PullRequest, { inputs, client, report }: Told): Promise<void> {
  const { owner, repo } = inputs.place;
  const place = { owner, repo, issue_number: pullRequest.number };
  try {
    const { data } = await client.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
    if (data.head.sha !== pullRequest.head) return;
    const present = data.labels.map(({ name }) => name);
    const wanted = labelFor(report.conclusion, inputs.key);
    for (const name of allLabels(inputs.key))
      if (name !== wanted && present.includes(name))
        await unlessGone(() => client.rest.issues.removeLabel({ ...place, name }));
    if (wanted !== undefined && !present.includes(wanted))
      await client.rest.issues.addLabels({ ...place, labels: [wanted] });
  } catch (error) {
    remark(`The label was not written. ${explained(error, "pull-requests: write")}`);
  }
}

const prefix = (key: string): string => (key === "default" ? "gpu-memory" : `gpu-memory (${key})`);
const allLabels = (key: string): readonly string[] => [`${prefix(key)}: fail`, `${prefix(key)}: warn`];
const labelFor = (conclusion: Report["conclusion"], key: string): string | undefined =>
  conclusion === "pass" ? undefined : `${prefix(key)}: ${conclusion}`;

async function unlessGone(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}
