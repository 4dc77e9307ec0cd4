import type { Occasion } from "../changes/occasion.ts";
import type { Changes } from "../changes/repository.ts";
import type { Inputs } from "../inputs.ts";
import type { Timelines } from "../memory/estimate-types.ts";
import { createEstimator } from "../memory/estimator.ts";
import { sinceAudit } from "../pipeline/since.ts";
import type { Provenance, Report } from "../report/report.ts";
import { run } from "../run.ts";
import { VERSION } from "../version.ts";
import type { Client } from "./client.ts";
import { gitIn } from "./git.ts";
import { lastAudit } from "./last-audit.ts";
import { type Asked, pullRequestChanges, rangeChanges, wholeCommit } from "./pull-request-changes.ts";

/** Occasions that name the commits to judge. */
export type Judged = Extract<Occasion, { kind: "pull-request" | "merge-group" | "push" | "audit" }>;

/** What was found, and in which files. */
export interface Judgement {
  readonly report: Report;
  readonly changes: Changes;
  /** Of the runs that were judged. */
  readonly timelines: Timelines;
}

/** Reads the commits that an occasion is about, and judges them. */
export async function judge(occasion: Judged, inputs: Inputs, client: Client): Promise<Judgement> {
  const { fleetFile, wanted, pools, readmes, place } = inputs;
  const api = { client, repository: { owner: place.owner, repo: place.repo } };
  const changes = await changesOf(occasion, { git: gitIn(place.workspace), api });
  const estimator = createEstimator();
  const judged = (changes: Changes) =>
    run({
      occasion: occasion.kind === "audit" ? "audit" : "pull-request",
      changes,
      fleetFile,
      ...(wanted === undefined ? {} : { wanted }),
      pools,
      readmes: readmes === "auto",
      provenance: provenanceOf(changes, inputs),
      estimator,
    });
  const report = await judged(changes);
  const earlier = occasion.kind === "audit" ? await lastAudit(inputs, client) : undefined;
  // The same estimator: of what has not changed, nothing is worked out twice.
  const since = earlier === undefined ? {} : { since: sinceAudit(await judged({ head: earlier }), report) };
  return { report: { ...report, ...since }, changes, timelines: estimator };
}

async function changesOf(occasion: Judged, source: Pick<Asked, "git" | "api">): Promise<Changes> {
  switch (occasion.kind) {
    case "pull-request": {
      const { head, baseTip } = occasion.pullRequest;
      return pullRequestChanges({ ...source, head, base: baseTip });
    }
    case "merge-group":
    case "push":
      return rangeChanges({ ...source, head: occasion.head, base: occasion.base });
    case "audit":
      return { head: await wholeCommit({ ...source, head: occasion.head }) };
  }
}

function provenanceOf({ head, base }: Changes, { place }: Inputs): Provenance {
  const repositoryUrl = `${place.serverUrl}/${place.owner}/${place.repo}`;
  return {
    ...(head.commit === undefined ? {} : { head: head.commit }),
    ...(base?.commit === undefined ? {} : { base: base.commit }),
    version: VERSION,
    at: new Date().toISOString(),
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${place.run}`,
  };
}
