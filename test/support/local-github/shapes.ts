import { complete } from "./complete.ts";
import { type Comment, type Issue, nodeId, type PullRequest, type State } from "./state.ts";

// Our records in the form that GitHub's REST interface gives them.

export const repositoryUrl = (state: State): string => `${state.url}/repos/${state.owner}/${state.repository}`;

export function userShape(login: string): object {
  return complete("simple-user", { login, id: idOf(login), type: login.endsWith("[bot]") ? "Bot" : "User" });
}

export function commentShape(state: State, comment: Comment): object {
  const page = `https://github.com/${state.owner}/${state.repository}/pull/${comment.issue}`;
  return complete("issue-comment", {
    id: comment.id,
    node_id: nodeId("IC", comment.id),
    url: `${repositoryUrl(state)}/issues/comments/${comment.id}`,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(state)}/issues/${comment.issue}`,
    user: userShape(comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: "NONE",
  });
}

export function issueShape(state: State, issue: Issue): object {
  return complete("issue", {
    id: issue.number,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: userShape(issue.author),
    labels: issue.labels.map((name) => ({ name })),
    url: `${repositoryUrl(state)}/issues/${issue.number}`,
    html_url: `https://github.com/${state.owner}/${state.repository}/issues/${issue.number}`,
  });
}

export function repositoryShape(state: State, owner = state.owner): Record<string, unknown> {
  return complete("repository", {
    id: idOf(owner),
    name: state.repository,
    full_name: `${owner}/${state.repository}`,
    owner: userShape(owner),
    fork: owner !== state.owner,
    private: false,
    default_branch: "main",
    html_url: `https://github.com/${owner}/${state.repository}`,
  });
}

/** A pull request in the short form of lists, which has all that the long form adds nothing to. */
export function pullShape(state: State, pull: PullRequest): Record<string, unknown> {
  const page = `https://github.com/${state.owner}/${state.repository}/pull/${pull.number}`;
  return {
    id: pull.number,
    node_id: nodeId("PR", pull.number),
    number: pull.number,
    title: pull.title,
    state: pull.state,
    draft: false,
    labels: (pull.labels ?? []).map((name) => complete("label", { name })),
    body: pull.body ?? null,
    user: userShape(pull.author ?? pull.headOwner),
    html_url: page,
    url: `${repositoryUrl(state)}/pulls/${pull.number}`,
    head: sideShape(state, { owner: pull.headOwner, ref: pull.branch, sha: pull.head }),
    base: sideShape(state, { owner: state.owner, ref: "main", sha: pull.base }),
  };
}

function sideShape(state: State, { owner, ref, sha }: { owner: string; ref: string; sha: string }): object {
  return { label: `${owner}:${ref}`, ref, sha, user: userShape(owner), repo: repositoryShape(state, owner) };
}

/** The same number for the same name. */
function idOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}
