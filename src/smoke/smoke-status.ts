import { inPast } from "./compare.ts";
import type { Finding, MeasuredFinding } from "./finding.ts";

/** As GitHub has it: `failure` where a run does not train as written, `error` where something could not be measured. */
export interface SmokeStatus {
  readonly state: "success" | "failure" | "error" | "pending";
  /** One line of plain text, of any length; it may hold other people's text. */
  readonly description: string;
}

export const SMOKE_CONTEXT = "gpu-memory/smoke";

const fails = (finding: Finding): finding is MeasuredFinding =>
  finding.kind === "measured" && finding.outcome.kind !== "trains";
const isWrong = (finding: Finding): finding is MeasuredFinding =>
  finding.kind === "measured" && finding.wrong.length > 0;

/** All findings in one line: what fails first, then what could not be measured, then what the prediction had wrong. */
export function smokeStatus(findings: readonly Finding[]): SmokeStatus {
  const measured = findings.filter(({ kind }) => kind === "measured").length;
  const failing = findings.filter(fails);
  const missing = findings.filter((each) => each.kind === "not-measured");
  const wrong = findings.filter(isWrong);
  const mistaken =
    wrong.length === 0 ? "" : `; the prediction was wrong${findings.length > 1 ? ` for ${wrong.length}` : ""}`;
  const rest = (shown: number): string => (shown > 1 ? ` (and ${shown - 1} more)` : "");
  const [failed, missed, mistake] = [failing[0], missing[0], wrong[0]];
  if (failed !== undefined) {
    const description = `${failed.id} on ${failed.pool} ${inPast(failed.outcome)}${rest(failing.length)}${mistaken}`;
    return { state: "failure", description };
  }
  if (missed !== undefined) {
    const on = missed.pool === "" ? "" : ` on ${missed.pool}`;
    const description = `${missed.id}${on} was not measured: ${missed.why.replaceAll("`", "")}${rest(missing.length)}`;
    return { state: "error", description };
  }
  if (mistake !== undefined) {
    const which = `${mistake.id} on ${mistake.pool}: ${mistake.wrong[0]}`;
    return { state: "success", description: `The prediction was wrong, and it trains: ${which}${rest(wrong.length)}` };
  }
  const all = measured === 1 ? "1 run measured: it trains" : `${measured} runs measured: all train`;
  return { state: "success", description: measured === 0 ? "Nothing to measure" : `${all} as written, as predicted` };
}

/** While runners are waited for. */
export const pendingStatus = (pools: readonly string[], runs: number): SmokeStatus => ({
  state: "pending",
  description: `Waiting for ${runs === 1 ? "a run" : `${runs} runs`} to be measured on ${pools.join(", ")}`,
});

/** When none came. */
export const unansweredStatus = (pools: readonly string[], minutes: number): SmokeStatus => ({
  state: "error",
  description: `No runner answered within ${minutes} min for ${pools.join(", ")}`,
});
