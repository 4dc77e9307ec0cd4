import type { PullRequestCommits } from "../git-repository.ts";

// What the local GitHub remembers. Everything can be read, and prepared, by a test.

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: string;
  readonly createdAt: string;
  body: string;
  updatedAt: string;
  minimized?: string;
  /** Every text it had, the present one last; empty while it was never edited. */
  edits: { readonly body: string; readonly at: string }[];
}

export interface Issue {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: "open" | "closed";
  labels: string[];
}

export interface PullRequest extends PullRequestCommits {
  readonly title: string;
  /** The owner of the repository that the branch lies in: another one than ours for a fork. */
  readonly headOwner: string;
  readonly state: "open" | "closed";
  readonly labels?: string[];
  /** Of one that was opened here. */
  readonly body?: string;
  readonly author?: string;
}

/** An answer kept as sent, with what is fixed once it is made. */
export type Stored = Readonly<Record<string, unknown>>;

export interface State {
  readonly owner: string;
  readonly repository: string;
  /** The folder of a git repository that contents, trees, blobs and comparisons come from. */
  readonly folder: string;
  readonly pulls: PullRequest[];
  readonly issues: Issue[];
  readonly comments: Comment[];
  readonly checkRuns: Stored[];
  readonly statuses: Stored[];
  readonly reviews: Stored[];
  readonly dispatches: Stored[];
  readonly reactions: Stored[];
  readonly workflowRuns: Stored[];
  /** Of whatever run and attempt is asked for. */
  readonly jobs: Stored[];
  /** Numbers of the workflow runs that somebody cancelled. */
  readonly cancelled: number[];
  readonly permissions: Record<string, "admin" | "write" | "read" | "none">;
  /** Address of the server, without a slash at the end. */
  url: string;
  nextId: number;
}

/** What a token stands for: the author of what it writes, and whether it may write. */
export interface Token {
  readonly login: string;
  readonly mayWrite: boolean;
}

/** The tokens that the server knows: GITHUB_TOKEN with and without write access, an App's and a person's. */
export const tokens: Readonly<Record<string, Token>> = {
  "token-write": { login: "github-actions[bot]", mayWrite: true },
  "token-read": { login: "github-actions[bot]", mayWrite: false },
  "token-app": { login: "fleet-app[bot]", mayWrite: true },
  "token-person": { login: "ann", mayWrite: true },
};

/** A state with nothing in it, over a git repository. */
export function emptyState(folder: string): State {
  return {
    owner: "acme",
    repository: "vision",
    folder,
    pulls: [],
    issues: [],
    comments: [],
    checkRuns: [],
    statuses: [],
    reviews: [],
    dispatches: [],
    reactions: [],
    workflowRuns: [],
    jobs: [],
    cancelled: [],
    permissions: {},
    url: "",
    nextId: 1000,
  };
}

/** The next id, and the time that goes with it: one second later each, so that tests see the same times. */
export function stamp(state: State): { id: number; at: string } {
  const id = state.nextId++;
  return { id, at: new Date(Date.UTC(2026, 2, 2) + id * 1000).toISOString().replace(".000", "") };
}

/** Adds a comment as its author writes it, and returns it. */
export function addComment(state: State, comment: { issue: number; author: string; body: string }): Comment {
  const { id, at } = stamp(state);
  const added = { ...comment, id, createdAt: at, updatedAt: at, edits: [] };
  state.comments.push(added);
  return added;
}

/** Ids that GraphQL knows things by. */
export const nodeId = (kind: "IC" | "PR" | "R", id: number): string => `${kind}_${id}`;
