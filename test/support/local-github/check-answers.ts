import { type Answers, created, notFound, ok, pagingOf } from "./answer.ts";
import { complete } from "./complete.ts";
import { userShape } from "./shapes.ts";
import { type Stored, stamp } from "./state.ts";

/** Check runs, commit statuses and workflow runs. */
export const checkAnswers: Answers = {
  "checks/create": ({ state, body }) => {
    const { id, at } = stamp(state);
    const run = { started_at: at, status: "queued", external_id: "", details_url: null, ...body, id };
    state.checkRuns.push(run);
    return created(checkShape(run));
  },
  "checks/update": ({ state, parameters, body }) => {
    const index = state.checkRuns.findIndex((one) => one["id"] === Number(parameters["check_run_id"]));
    const before = state.checkRuns[index];
    if (before === undefined) return notFound();
    const run = { ...before, ...body, output: joined(before["output"], body["output"]) };
    state.checkRuns[index] = run;
    return ok(checkShape(run));
  },
  "checks/list-for-ref": ({ state, parameters, query }) => {
    const name = query.get("check_name");
    const runs = state.checkRuns.filter(
      (one) => one["head_sha"] === parameters["ref"] && (name === null || one["name"] === name),
    );
    const { page, perPage } = pagingOf(query);
    const shown = runs.slice((page - 1) * perPage, page * perPage);
    return ok({ total_count: runs.length, check_runs: shown.map(checkShape) });
  },
  "repos/create-commit-status": ({ state, token, parameters, body }) => {
    const { id, at } = stamp(state);
    const status = { target_url: null, description: null, context: "default", ...body, id, created_at: at };
    state.statuses.push({ ...status, sha: parameters["sha"], login: token.login });
    return created(complete("status", { ...status, creator: userShape(token.login) }));
  },
  "repos/list-commit-statuses-for-ref": ({ state, parameters }) => {
    const found = state.statuses.filter((one) => one["sha"] === parameters["ref"]).reverse();
    return ok(
      found.map(({ sha: _, login, ...one }) => complete("status", { ...one, creator: userShape(String(login)) })),
    );
  },
  "actions/create-workflow-dispatch": ({ state, parameters, body }) => {
    state.dispatches.push({ workflow: parameters["workflow_id"], ...body });
    return { status: 204 };
  },
  "actions/get-workflow-run": ({ state, parameters }) => {
    const run = state.workflowRuns.find((one) => one["id"] === Number(parameters["run_id"]));
    return run === undefined ? notFound() : ok(complete("workflow-run", run));
  },
  "actions/list-workflow-runs": ({ state, query }) => {
    const asked = ["event", "status"].filter((name) => query.has(name));
    const runs = state.workflowRuns.filter((one) => asked.every((name) => one[name] === query.get(name)));
    return ok({ total_count: runs.length, workflow_runs: runs.map((one) => complete("workflow-run", one)) });
  },
  "actions/list-jobs-for-workflow-run-attempt": ({ state, query }) => {
    const { page, perPage } = pagingOf(query);
    const shown = state.jobs.slice((page - 1) * perPage, page * perPage);
    return ok({ total_count: state.jobs.length, jobs: shown.map((one) => complete("job", one)) });
  },
  "actions/cancel-workflow-run": ({ state, parameters }) => {
    state.cancelled.push(Number(parameters["run_id"]));
    return { status: 202, body: {} };
  },
};

/** Annotations of a later request are added to the earlier ones, everything else takes their place. */
function joined(before: unknown, after: unknown): unknown {
  const [old = {}, now = {}] = [before as Stored | undefined, after as Stored | undefined];
  const annotations = [...annotationsOf(old), ...annotationsOf(now)];
  return { ...old, ...now, annotations };
}

const annotationsOf = (output: Stored): readonly unknown[] => (output["annotations"] as unknown[] | undefined) ?? [];

function checkShape({ output = {}, actions: _, ...run }: Stored): object {
  const { title = null, summary = null, text = null, ...rest } = output as Stored;
  const count = annotationsOf(rest).length;
  const shown = { title, summary, text, annotations_count: count, annotations_url: "" };
  return complete("check-run", { conclusion: null, completed_at: null, ...run, output: shown });
}
