import { type Answers, created, invalid, notFound, ok, paged, type Question, refusal } from "./answer.ts";
import { complete } from "./complete.ts";
import { changedFiles, commitId, git } from "./git-answers.ts";
import { pullShape, repositoryShape, repositoryUrl, userShape } from "./shapes.ts";
import { type PullRequest, type State, type Stored, stamp } from "./state.ts";

const MOST_FILES = 3000;

/** Pull requests, their files and reviews; the repository and who may do what in it. */
export const pullAnswers: Answers = {
  "pulls/list": ({ state, query }) => {
    const wanted = query.get("state") ?? "open";
    const head = query.get("head");
    const pulls = state.pulls.filter(
      (one) =>
        (wanted === "all" || one.state === wanted) && (head === null || head === `${one.headOwner}:${one.branch}`),
    );
    return shortList(state, pulls, query);
  },
  "pulls/get": withPull(({ state }, pull) => {
    const comments = state.comments.filter((one) => one.issue === pull.number).length;
    return ok(complete("pull-request", { ...pullShape(state, pull), comments, merge_commit_sha: pull.merge }));
  }),
  "pulls/create": ({ state, token, body }) => {
    const [branch, target] = [String(body["head"]), String(body["base"])];
    const [head, base] = [commitId(state, `refs/heads/${branch}`), commitId(state, `refs/heads/${target}`)];
    if (head === undefined || base === undefined) return invalid("Validation failed: head or base does not exist");
    if (state.pulls.some((one) => one.state === "open" && one.branch === branch))
      return invalid(`A pull request already exists for ${state.owner}:${branch}.`);
    const { id: number } = stamp(state);
    const mergeBase = git(state, "merge-base", base, head)?.toString().trim() ?? base;
    const said = { title: String(body["title"]), body: String(body["body"] ?? ""), author: token.login };
    const pull = { number, branch, base, mergeBase, head, merge: head, headOwner: state.owner, ...said };
    const added: PullRequest = { ...pull, state: "open" };
    state.pulls.push(added);
    return created(complete("pull-request", pullShape(state, added)));
  },
  "pulls/update": withPull(({ state, body }, pull) => {
    Object.assign(pull, body);
    return ok(complete("pull-request", pullShape(state, pull)));
  }),
  "pulls/list-files": withPull(({ state, query }, pull) => {
    const files = changedFiles(state, pull.mergeBase, pull.head).slice(0, MOST_FILES);
    const { page, headers } = paged(files, `${repositoryUrl(state)}/pulls/${pull.number}/files`, query);
    return { ...ok(page), headers };
  }),
  "pulls/list-reviews": withPull(({ state }, { number }) =>
    ok(state.reviews.filter((one) => one["pull"] === number).map(({ pull: _, comments: __, ...review }) => review)),
  ),
  "pulls/list-review-comments": withPull(({ state, query }, { number }) => {
    const reviews = state.reviews.filter((one) => one["pull"] === number);
    const comments = reviews.flatMap((one) => one["comments"] as readonly object[]);
    const { page, headers } = paged(comments, `${repositoryUrl(state)}/pulls/${number}/comments`, query);
    return { ...ok(page), headers };
  }),
  "pulls/create-review": withPull(({ state, token, body }, { number, head }) => {
    const { id, at } = stamp(state);
    const user = userShape(token.login);
    const known = { id, user, body: body["body"] ?? "", commit_id: body["commit_id"] ?? head, submitted_at: at };
    const review = complete("pull-request-review", { ...known, state: "COMMENTED" });
    const written = (body["comments"] ?? []) as readonly object[];
    const comments = written.map((one) =>
      complete("pull-request-review-comment", { ...one, ...stamp(state), user, pull_request_review_id: id }),
    );
    state.reviews.push({ ...review, pull: number, comments });
    return ok(review);
  }),
  "pulls/delete-review-comment": ({ state, token, parameters }) => {
    const id = Number(parameters["comment_id"]);
    const at = state.reviews.findIndex((one) => commentsOf(one).some((each) => each["id"] === id));
    const review = state.reviews[at];
    if (review === undefined) return notFound();
    const { login } = review["user"] as { login: string };
    if (login !== token.login) return refusal(403, "Resource not accessible by integration");
    state.reviews[at] = { ...review, comments: commentsOf(review).filter((each) => each["id"] !== id) };
    return { status: 204 };
  },
  "repos/list-pull-requests-associated-with-commit": ({ state, parameters, query }) => {
    const sha = commitId(state, parameters["commit_sha"]);
    const pulls = state.pulls.filter((one) => one.head === sha && one.headOwner === state.owner);
    return shortList(state, pulls, query);
  },
  "repos/get": ({ state }) => {
    const repository = repositoryShape(state);
    return ok(complete("full-repository", repository));
  },
  "repos/get-collaborator-permission-level": ({ state, parameters }) => {
    const login = parameters["username"] ?? "";
    const permission = state.permissions[login] ?? "read";
    return ok(complete("repository-collaborator-permission", { permission, role_name: permission }));
  },
};

const commentsOf = (review: Stored): readonly Stored[] => review["comments"] as readonly Stored[];

function shortList(state: State, pulls: readonly PullRequest[], query: URLSearchParams) {
  const { page, headers } = paged(pulls, `${repositoryUrl(state)}/pulls`, query);
  return { ...ok(page.map((one) => complete("pull-request-simple", pullShape(state, one)))), headers };
}

function withPull(answer: (question: Question, pull: PullRequest) => ReturnType<typeof ok>): Answers[string] {
  return (question) => {
    const number = Number(question.parameters["pull_number"]);
    const pull = question.state.pulls.find((one) => one.number === number);
    return pull === undefined ? notFound() : answer(question, pull);
  };
}
