import { type Annotation, allAnnotations } from "../report/annotations.ts";
import { commentBody } from "../report/comment.ts";
import { headline } from "../report/headline.ts";
import type { Report } from "../report/report.ts";
import { explained } from "./fault.ts";
import type { Told } from "./keep-comment.ts";
import { remark } from "./runner.ts";

/** GitHub takes so many annotations in a request (REST reference, checks); more are added by further requests. */
const BATCH = 50;
/** Characters of a title and of a message (same place: 255; 64 KB). */
const [TITLE, MESSAGE] = [255, 60_000];

const CONCLUSIONS = { pass: "success", warn: "neutral", fail: "failure" } as const;

/**
 * A check run with all annotations, of which a step's own are cut at ten. It is no gate: GitHub files it under any workflow
 * of the commit. Each run makes a new one, the last of a name is shown; to write to an old one would only add to it.
 */
export async function reportCheck({ inputs, client, report }: Told): Promise<void> {
  const { owner, repo } = inputs.place;
  const { head, runUrl } = report.provenance;
  if (head === undefined) return;
  const name = inputs.key === "default" ? "gpu-memory report" : `gpu-memory report (${inputs.key})`;
  const [first = [], ...others] = batches(allAnnotations(report).map(annotation));
  try {
    const { data } = await client.rest.checks.create({
      owner,
      repo,
      name,
      head_sha: head,
      status: "completed",
      conclusion: CONCLUSIONS[report.conclusion],
      ...(runUrl === undefined ? {} : { details_url: runUrl }),
      output: { ...output(report), annotations: first },
      request: { retries: 0 },
    });
    for (const annotations of others)
      await client.rest.checks.update({
        owner,
        repo,
        check_run_id: data.id,
        output: { ...output(report), annotations },
        // Sent twice, they would be shown twice.
        request: { retries: 0 },
      });
  } catch (error) {
    remark(`The check run was not written; the verdict is the exit code. ${explained(error, "checks: write")}`);
  }
}

const output = (report: Report) => ({ title: headline(report).slice(0, TITLE), summary: commentBody(report) });

const annotation = ({ file, line, column, level, title, message }: Annotation) => ({
  path: file,
  start_line: line,
  end_line: line,
  start_column: column,
  end_column: column,
  annotation_level: level === "error" ? ("failure" as const) : ("warning" as const),
  title: title.slice(0, TITLE),
  message: message.slice(0, MESSAGE),
});

const batches = <T>(all: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));
