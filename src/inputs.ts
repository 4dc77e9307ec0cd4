import { getInput, getMultilineInput } from "@actions/core";
import { type Event, isSha } from "./changes/occasion.ts";
import { globMatches } from "./fleet/globs.ts";
import { readEvent } from "./github/event.ts";

/** All that the action is told: its inputs, the event, and where it runs. Read once, and checked. */
export interface Inputs {
  readonly token: string;
  readonly fleetFile: string;
  readonly mode: Mode;
  readonly comment: CommentMode;
  readonly suggestions: SuggestionMode;
  readonly check: CheckMode;
  readonly issue: IssueMode;
  readonly status: StatusMode;
  readonly labels: LabelMode;
  readonly html: HtmlMode;
  readonly readmes: ReadmeMode;
  /** Tells this comment from others of the same pull request. */
  readonly key: string;
  /** Which files are looked at; absent: all. */
  readonly wanted: ((path: string) => boolean) | undefined;
  /** Names of the only pools to judge by; empty: every pool. */
  readonly pools: readonly string[];
  /** The program that has torch and ultralytics, where a GPU is asked. */
  readonly python: string;
  /** Present in mode `smoke`. */
  readonly smoke?: SmokeStage;
  readonly event: Event;
  readonly place: Place;
}

/** A stage of the smoke test, and what is told to it; what a stage does not need is empty. */
export interface SmokeStage {
  readonly stage: Stage;
  /** The full SHA of the head that is measured. */
  readonly sha: string;
  /** An entry of the matrix that the stage `plan` put out, as JSON. */
  readonly job: string;
  /** The folder with the records of all jobs. */
  readonly records: string;
  /** The program that has torch and ultralytics. */
  readonly python: string;
  readonly minutes: number;
}

/** Inputs of mode `smoke`. */
export type SmokeInputs = Inputs & { readonly smoke: SmokeStage };

/** Where and as which run the action runs. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly workspace: string;
  /** For the reports. */
  readonly temporary: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly run: number;
  readonly attempt: number;
  /** File name of the workflow, such as `audit.yml`; undefined where the runner does not tell. */
  readonly workflow: string | undefined;
}

export const MODES = ["auto", "audit", "smoke", "doctor"] as const;
export type Mode = (typeof MODES)[number];
export const COMMENT_MODES = ["auto", "never"] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];
export const SUGGESTION_MODES = ["never", "auto"] as const;
export type SuggestionMode = (typeof SUGGESTION_MODES)[number];
export const CHECK_MODES = ["never", "auto"] as const;
export type CheckMode = (typeof CHECK_MODES)[number];
export const ISSUE_MODES = ["never", "auto"] as const;
export type IssueMode = (typeof ISSUE_MODES)[number];
export const STATUS_MODES = ["never", "auto"] as const;
export type StatusMode = (typeof STATUS_MODES)[number];
export const LABEL_MODES = ["never", "auto"] as const;
export type LabelMode = (typeof LABEL_MODES)[number];
export const HTML_MODES = ["never", "auto"] as const;
export type HtmlMode = (typeof HTML_MODES)[number];
export const STAGES = ["dispatch", "plan", "measure", "report", "watch"] as const;
export type Stage = (typeof STAGES)[number];
export const README_MODES = ["never", "auto"] as const;
export type ReadmeMode = (typeof README_MODES)[number];

/** The inputs, or every mistake in them, in words. */
export function readInputs(environment: NodeJS.ProcessEnv): Inputs | { readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const mode = choice("mode", MODES, mistakes);
  const comment = choice("comment", COMMENT_MODES, mistakes);
  const suggestions = choice("suggestions", SUGGESTION_MODES, mistakes);
  const check = choice("check", CHECK_MODES, mistakes);
  const issue = choice("issue", ISSUE_MODES, mistakes);
  const status = choice("status", STATUS_MODES, mistakes);
  const labels = choice("labels", LABEL_MODES, mistakes);
  const html = choice("html", HTML_MODES, mistakes);
  const readmes = choice("readmes", README_MODES, mistakes);
  const fleetFile = plainPath("fleet", getInput("fleet"), mistakes);
  const key = getInput("key") || "default";
  if (!/^[\w.-]{1,50}$/.test(key))
    mistakes.push(`key: ${quoted(key)} must be 1 to 50 letters, digits, dots, underscores or hyphens.`);
  const smoke = mode === "smoke" ? { smoke: readStage(mistakes) } : {};
  const place = readPlace(environment, mistakes);
  const event = readEvent(environment);
  mistakes.push(...event.mistakes);
  if (mistakes.length > 0) return { mistakes };
  const modes = { mode, comment, suggestions, check, issue, status, labels, html, readmes };
  const [token, wanted, pools] = [getInput("github-token"), wantedBy("paths"), listed("pools")];
  const python = getInput("python") || "python3";
  return { ...modes, ...smoke, python, token, fleetFile, key, wanted, pools, event, place };
}

function choice<T extends string>(name: string, allowed: readonly [T, ...T[]], mistakes: string[]): T {
  const written = getInput(name) || allowed[0];
  const found = allowed.find((each) => each === written);
  if (found === undefined) mistakes.push(`${name}: ${quoted(written)} is none of ${allowed.join(", ")}.`);
  return found ?? allowed[0];
}

const NEEDS_SHA: readonly Stage[] = ["plan", "report", "watch"];

function readStage(mistakes: string[]): SmokeStage {
  const stage = STAGES.find((each) => each === getInput("stage"));
  if (stage === undefined) mistakes.push(`stage: ${quoted(getInput("stage"))} is none of ${STAGES.join(", ")}.`);
  const [sha, job, records] = [getInput("sha"), getInput("job"), getInput("records")];
  if (stage !== undefined && NEEDS_SHA.includes(stage) && !isSha(sha))
    mistakes.push(`sha: ${quoted(sha)} must be the full SHA of a pull request's head.`);
  if (stage === "measure" && job === "") mistakes.push("job: the stage `measure` needs an entry of the plan's matrix.");
  if (stage === "report" && records === "")
    mistakes.push("records: the stage `report` needs the folder of the records.");
  const minutes = Number(getInput("minutes") || 15);
  if (!(minutes > 0 && minutes <= 360))
    mistakes.push(`minutes: ${quoted(getInput("minutes"))} must be above 0, at most 360.`);
  return { stage: stage ?? "dispatch", sha, job, records, python: getInput("python") || "python3", minutes };
}

function plainPath(name: string, written: string, mistakes: string[]): string {
  const path = (written || ".github/gpu-fleet.yml").replace(/^(\.\/)+/, "");
  if (path.startsWith("/") || path.split("/").includes(".."))
    mistakes.push(`${name}: ${quoted(written)} must be a path inside the repository.`);
  return path;
}

/** Names, one a line or parted by commas. */
const listed = (name: string): readonly string[] =>
  getMultilineInput(name)
    .flatMap((line) => line.split(","))
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** One glob a line; `!` before one leaves its files out. Without any there is nothing to ask. */
function wantedBy(name: string): ((path: string) => boolean) | undefined {
  const globs = getMultilineInput(name);
  if (globs.length === 0) return undefined;
  const [without, wanted] = [
    globs.filter((glob) => glob.startsWith("!")),
    globs.filter((glob) => !glob.startsWith("!")),
  ];
  return (path) =>
    (wanted.length === 0 || wanted.some((glob) => globMatches(glob, path))) &&
    !without.some((glob) => globMatches(glob.slice(1), path));
}

function readPlace(environment: NodeJS.ProcessEnv, mistakes: string[]): Place {
  const { GITHUB_REPOSITORY = "", GITHUB_WORKSPACE, RUNNER_TEMP, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
  const [owner = "", repo = ""] = GITHUB_REPOSITORY.split("/");
  if (owner === "" || repo === "") mistakes.push(`GITHUB_REPOSITORY: ${quoted(GITHUB_REPOSITORY)} is no owner/name.`);
  const workspace = GITHUB_WORKSPACE || process.cwd();
  return {
    owner,
    repo,
    workspace,
    temporary: RUNNER_TEMP || workspace,
    apiUrl: environment["GITHUB_API_URL"] || "https://api.github.com",
    serverUrl: environment["GITHUB_SERVER_URL"] || "https://github.com",
    run: Number(GITHUB_RUN_ID ?? 0),
    attempt: Number(GITHUB_RUN_ATTEMPT ?? 1),
    // `acme/vision/.github/workflows/audit.yml@refs/heads/main`
    workflow: /\/([^/@]+)@/.exec(environment["GITHUB_WORKFLOW_REF"] ?? "")?.[1],
  };
}

const quoted = (text: string): string => JSON.stringify(text);
