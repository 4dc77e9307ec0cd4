import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Checkout,
  checkOut,
  type Files,
  filesIn,
  type GitRepository,
  newRepository,
  type OddEntry,
  openPullRequest,
  type PullRequestCommits,
} from "../support/git-repository.ts";
import type { Fault } from "../support/local-github/fault.ts";
import { type Behaviour, type LocalGitHub, startLocalGitHub } from "../support/local-github/server.ts";
import { pullShape, repositoryShape, userShape } from "../support/local-github/shapes.ts";
import { addComment, emptyState, type PullRequest, type State } from "../support/local-github/state.ts";
import { type ActionResult, type ActionRun, runAction } from "./run-action.ts";

/**
 * scenario.json. Beside it lie folders of files: base/ (on top of repositories/vision), one folder for each push, and
 * moved-on/, which is committed to the base branch after the pull request has left it.
 */
export interface Scenario {
  /** What is shown, as a claim. */
  readonly title: string;
  readonly event?: "pull_request" | "workflow_dispatch";
  readonly checkout?: Checkout;
  readonly token?: "token-write" | "token-read" | "token-app" | "token-person";
  readonly fork?: boolean;
  /** Folders whose files are pushed one after the other, each followed by a run; ["head"] when absent. */
  readonly pushes?: readonly string[];
  /** Paths that the commit of a folder removes. */
  readonly remove?: Readonly<Record<string, readonly string[]>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly comments?: readonly { readonly author: string; readonly body: string }[];
  readonly faults?: readonly Fault[];
}

/** One push and what the run for it did. */
export interface Answered {
  readonly push: string;
  readonly result: ActionResult;
  readonly commits: Partial<PullRequestCommits>;
  readonly workspace: string;
  /** Comments on the pull request when the run had ended. */
  readonly comments: readonly { readonly author: string; readonly body: string }[];
  /** Requests of this run, as lines. */
  readonly requests: readonly string[];
}

const NUMBER = 7;
const folderOf = (name: string): string => join(import.meta.dirname, name);

export function readScenario(name: string): Scenario {
  return JSON.parse(readFileSync(join(folderOf(name), "scenario.json"), "utf8"));
}

/** How a scenario is played other than its file says. */
export interface Otherwise extends Partial<Scenario>, Behaviour {
  /** Path of the Node to run on. */
  readonly node?: string;
  /** What to commit in place of folders' files. */
  readonly files?: Readonly<Record<string, Files>>;
  /** A file that each push has too, at a path that git stores and checks out nowhere. */
  readonly entry?: OddEntry;
}

export interface Played {
  readonly answers: readonly Answered[];
  /** What GitHub would not accept, or would not have answered. */
  readonly mistakes: readonly string[];
}

/** Plays a scenario: makes its repository, pushes, and runs the action after each push. */
export async function play(name: string, otherwise: Otherwise = {}): Promise<Played> {
  const scenario = { ...readScenario(name), ...otherwise };
  const files = filesOf(name, scenario);
  const repository = newRepository();
  repository.commit("Start", { ...filesIn(folderOf("repositories/vision")), ...files("base") });
  const state = emptyState(repository.folder);
  const github = await startLocalGitHub(state, scenario);
  for (const comment of scenario.comments ?? []) addComment(state, { issue: NUMBER, ...comment });
  const stage = { name, scenario, files, repository, github, state, node: otherwise.node, entry: otherwise.entry };
  try {
    const answers = scenario.event === "workflow_dispatch" ? [await dispatch(stage)] : await pushAll(stage);
    return { answers, mistakes: github.mistakes };
  } finally {
    await github.close();
  }
}

interface Stage {
  readonly name: string;
  readonly scenario: Scenario;
  readonly files: (folder: string) => Files;
  readonly repository: GitRepository;
  readonly github: LocalGitHub;
  readonly state: State;
  readonly node: string | undefined;
  readonly entry: OddEntry | undefined;
}

function filesOf(name: string, { remove = {}, files = {} }: Otherwise): (folder: string) => Files {
  return (folder) => ({
    ...(files[folder] ?? filesIn(join(folderOf(name), folder))),
    ...Object.fromEntries((remove[folder] ?? []).map((path) => [path, null])),
  });
}

async function pushAll(stage: Stage): Promise<readonly Answered[]> {
  const { name, scenario, files, repository, state, entry } = stage;
  repository.switchTo("topic", "main");
  if (existsSync(join(folderOf(name), "moved-on"))) {
    repository.switchTo("main");
    repository.commit("Move on", files("moved-on"));
  }
  const answers: Answered[] = [];
  for (const push of scenario.pushes ?? ["head"]) {
    repository.switchTo("topic");
    repository.commit(`Push ${push}`, files(push));
    if (entry !== undefined) repository.addEntry(entry);
    const commits = openPullRequest(repository, { number: NUMBER, branch: "topic" });
    const headOwner = scenario.fork === true ? "guest" : state.owner;
    const pull: PullRequest = { ...commits, title: "Train larger", headOwner, state: "open" };
    state.pulls.splice(0, 1, pull);
    const payload = {
      action: answers.length === 0 ? "opened" : "synchronize",
      number: NUMBER,
      pull_request: pullShape(state, pull),
      repository: repositoryShape(state),
      sender: userShape("ann"),
    };
    const event = { name: "pull_request", payload };
    const at = { sha: commits.merge, ref: `refs/pull/${NUMBER}/merge`, runId: 1842 + answers.length };
    answers.push(await runIn(stage, { push, commits, run: { event, ...at } }));
  }
  return answers;
}

async function dispatch(stage: Stage): Promise<Answered> {
  const { repository, state } = stage;
  const head = repository.git("rev-parse", "main");
  const payload = {
    inputs: null,
    ref: "refs/heads/main",
    repository: repositoryShape(state),
    sender: userShape("ann"),
  };
  const event = { name: "workflow_dispatch", payload };
  return runIn(stage, { push: "main", commits: { head }, run: { event, sha: head, ref: "refs/heads/main" } });
}

interface Turn {
  readonly push: string;
  readonly commits: Partial<PullRequestCommits>;
  readonly run: Pick<ActionRun, "event" | "sha" | "ref" | "runId">;
}

async function runIn({ scenario, repository, github, state, node }: Stage, turn: Turn): Promise<Answered> {
  const workspace = checkOut(repository, turn.run.ref, scenario.checkout ?? "full");
  const before = github.requests.length;
  const result = await runAction({
    ...turn.run,
    workspace,
    apiUrl: github.url,
    token: scenario.token ?? "token-write",
    inputs: scenario.inputs ?? {},
    ...(node === undefined ? {} : { node }),
  });
  const requests = github.requests.slice(before).map(({ method, path, query, status }) => {
    return `${method} ${decodeURIComponent(path)}${query === "" ? "" : `?${query}`} -> ${status}`;
  });
  const comments = state.comments.map(({ author, body }) => ({ author, body }));
  return { push: turn.push, result, commits: turn.commits, workspace, comments, requests };
}
