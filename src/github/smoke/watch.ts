import { setTimeout as wait } from "node:timers/promises";
import type { SmokeInputs } from "../../inputs.ts";
import { unansweredStatus } from "../../smoke/smoke-status.ts";
import type { Client } from "../client.ts";
import { say } from "../runner.ts";
import { type MeasureJob, measureJobs } from "./jobs.ts";
import { setStatus } from "./set-status.ts";

const BETWEEN_LOOKS_MS = 15_000;

/** What a job is in until a runner takes it. */
const UNTAKEN = ["queued", "pending", "waiting", "requested"];

/**
 * Ends a run for which no runner comes: a job that is queued for so many minutes counts as unanswered. Jobs that a runner has
 * taken, or that wait for another of their pool, are let go on first; the run is cancelled when only unanswered ones are left.
 */
export async function watchSmoke(inputs: SmokeInputs, client: Client): Promise<void> {
  const { place, smoke } = inputs;
  const patience = smoke.minutes * 60_000;
  const [started, queuedSince] = [performance.now(), new Map<number, number>()];
  for (;;) {
    const jobs = await measureJobs(inputs, client);
    const waiting = unanswered(jobs, queuedSince, patience);
    const untaken = jobs.filter(({ status }) => UNTAKEN.includes(status));
    const isMeasuring = jobs.some(({ status }) => status === "in_progress");
    if (jobs.length > 0 && untaken.length === 0) return say("Every job was answered by a runner.");
    if (jobs.length === 0 && performance.now() - started > patience) return say("No job measures anything.");
    if (waiting.length > 0 && waiting.length === untaken.length && !isMeasuring) {
      await setStatus(
        inputs,
        client,
        unansweredStatus(
          waiting.map(({ pool }) => pool),
          smoke.minutes,
        ),
      );
      const { owner, repo, run } = place;
      await client.rest.actions.cancelWorkflowRun({ owner, repo, run_id: run });
      return say("The run is cancelled.");
    }
    await wait(Math.min(BETWEEN_LOOKS_MS, Math.max(100, patience / 4)));
  }
}

/** Those that were queued at every look for so long. */
function unanswered(
  jobs: readonly MeasureJob[],
  queuedSince: Map<number, number>,
  milliseconds: number,
): readonly MeasureJob[] {
  const now = performance.now();
  for (const { id, status } of jobs) {
    if (status !== "queued") queuedSince.delete(id);
    else if (!queuedSince.has(id)) queuedSince.set(id, now);
  }
  return jobs.filter(({ id }) => now - (queuedSince.get(id) ?? now) >= milliseconds && queuedSince.has(id));
}
