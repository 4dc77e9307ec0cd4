import { type Command, orderIn } from "./command.ts";

/** What an event asks for. */
export type Occasion =
  | { readonly kind: "pull-request"; readonly pullRequest: PullRequest }
  | { readonly kind: "merge-group"; readonly head: string; readonly base: string }
  | { readonly kind: "push"; readonly head: string; readonly base: string }
  | { readonly kind: "audit"; readonly head: string }
  /** The run for a pull request has ended; its token may not have been allowed to write. */
  | { readonly kind: "publish"; readonly source: Source }
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "ignored"; readonly why: string };

export interface PullRequest {
  readonly number: number;
  readonly head: string;
  /** The tip of the branch it is to be merged into; the merge base is found from it. */
  readonly baseTip: string;
  /** Does its head lie in another repository, so that the token may not write? */
  readonly fromFork: boolean;
}

/** Where a pull request comes from. Its number is not told: GitHub leaves it out for forks. */
export interface Source {
  readonly head: string;
  readonly owner: string;
  readonly branch: string;
}

/** An event as GitHub tells it. */
export interface Event {
  readonly name: string;
  /** Of GITHUB_EVENT_PATH; nothing is known of its shape. */
  readonly payload: unknown;
  /** GITHUB_SHA. */
  readonly sha: string;
}

type Reader = (payload: unknown, event: Event) => Occasion;

const READERS: Readonly<Record<string, Reader>> = {
  pull_request: ofPullRequest,
  pull_request_target: ofPullRequest,
  merge_group: (payload, event) => {
    const [head, base] = [textAt(payload, "merge_group", "head_sha"), textAt(payload, "merge_group", "base_sha")];
    return isSha(head) && isSha(base) ? { kind: "merge-group", head, base } : incomplete(event);
  },
  push: ofPush,
  schedule: (_payload, event) => audit(event),
  workflow_dispatch: (_payload, event) => audit(event),
  workflow_run: ofWorkflowRun,
  issue_comment: ofComment,
};

/** What to do on an event. An event of another kind, or one that lacks something, is ignored with the reason. */
export function occasionOf(event: Event): Occasion {
  const reader = Object.hasOwn(READERS, event.name) ? READERS[event.name] : undefined;
  return reader?.(event.payload, event) ?? ignored(`Nothing to do on the event ${JSON.stringify(event.name)}.`);
}

function ofPullRequest(payload: unknown, event: Event): Occasion {
  const number = at(payload, "pull_request", "number");
  const head = textAt(payload, "pull_request", "head", "sha");
  const baseTip = textAt(payload, "pull_request", "base", "sha");
  if (textAt(payload, "action") === "closed") return ignored("The pull request is closed.");
  if (typeof number !== "number" || !isSha(head) || !isSha(baseTip)) return incomplete(event);
  const from = at(payload, "pull_request", "head", "repo", "id");
  const fromFork = from === undefined || from !== at(payload, "pull_request", "base", "repo", "id");
  return { kind: "pull-request", pullRequest: { number, head, baseTip, fromFork } };
}

function ofPush(payload: unknown, event: Event): Occasion {
  const [head, base] = [textAt(payload, "after"), textAt(payload, "before")];
  if (at(payload, "deleted") === true) return ignored("The branch was deleted.");
  if (!textAt(payload, "ref")?.startsWith("refs/heads/")) return ignored("A tag was pushed.");
  if (!isSha(head) || !isSha(base)) return incomplete(event);
  // A new branch has no commit before: there is nothing to compare with.
  return /^0+$/.test(base) ? { kind: "audit", head } : { kind: "push", head, base };
}

function ofWorkflowRun(payload: unknown, event: Event): Occasion {
  if (textAt(payload, "action") !== "completed") return ignored("The other run has not ended yet.");
  if (textAt(payload, "workflow_run", "event") !== "pull_request")
    return ignored("The run that ended was not for a pull request.");
  const head = textAt(payload, "workflow_run", "head_sha");
  const owner = textAt(payload, "workflow_run", "head_repository", "owner", "login");
  const branch = textAt(payload, "workflow_run", "head_branch");
  if (owner === undefined) return ignored("The repository that the pull request comes from is gone.");
  return isSha(head) && branch !== undefined ? { kind: "publish", source: { head, owner, branch } } : incomplete(event);
}

function ofComment(payload: unknown): Occasion {
  const order = orderIn(textAt(payload, "comment", "body") ?? "");
  const [number, comment] = [at(payload, "issue", "number"), at(payload, "comment", "id")];
  const author = textAt(payload, "comment", "user", "login");
  if (order === undefined || textAt(payload, "action") !== "created") return ignored("The comment asks for nothing.");
  if (at(payload, "issue", "pull_request") === undefined) return ignored("The comment is not on a pull request.");
  if (typeof number !== "number" || typeof comment !== "number" || author === undefined)
    return ignored("The comment is not told in full.");
  return { kind: "command", command: { pullRequest: number, comment, author, order } };
}

const audit = (event: Event): Occasion => (isSha(event.sha) ? { kind: "audit", head: event.sha } : incomplete(event));
const ignored = (why: string): Occasion => ({ kind: "ignored", why });
const incomplete = (event: Event): Occasion =>
  ignored(`The event ${event.name} does not say which commits it is about.`);

/** 40 hexadecimal digits, or 64 where a repository uses SHA-256: nothing else may reach git or an address. */
export function isSha(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (typeof node === "object" && node !== null ? (node as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}
