import { type Answers, created, invalid, notFound, ok, paged, type Question, refusal } from "./answer.ts";
import { complete } from "./complete.ts";
import { commentShape, issueShape, repositoryUrl } from "./shapes.ts";
import { addComment, type Comment, type Issue, type State, stamp } from "./state.ts";

const LONGEST_BODY = 65_536;

const tooLong = (body: unknown): boolean => typeof body === "string" && body.length > LONGEST_BODY;
const refuseLength = () => invalid(`Body is too long (maximum is ${LONGEST_BODY} characters)`);

/** Comments and issues. A pull request is an issue too. */
export const issueAnswers: Answers = {
  "issues/list-comments": ({ state, parameters, query }) => {
    const number = Number(parameters["issue_number"]);
    if (!isKnown(state, number)) return notFound();
    const since = query.get("since") ?? "";
    const comments = state.comments.filter((one) => one.issue === number && one.updatedAt >= since);
    const { page, headers } = paged(comments, `${repositoryUrl(state)}/issues/${number}/comments`, query);
    return { ...ok(page.map((one) => commentShape(state, one))), headers };
  },
  "issues/get-comment": withComment(({ state }, comment) => ok(commentShape(state, comment))),
  "issues/create-comment": ({ state, token, parameters, body }) => {
    const issue = Number(parameters["issue_number"]);
    if (!isKnown(state, issue)) return notFound();
    if (tooLong(body["body"])) return refuseLength();
    const comment = addComment(state, { issue, author: token.login, body: String(body["body"]) });
    return created(commentShape(state, comment));
  },
  "issues/update-comment": withComment(({ state, token, body }, comment) => {
    if (comment.author !== token.login) return refusal(403, "Resource not accessible by integration");
    if (tooLong(body["body"])) return refuseLength();
    const { at } = stamp(state);
    // As on GitHub, the first edit makes the text as created an edit too.
    if (comment.edits.length === 0) comment.edits.push({ body: comment.body, at: comment.createdAt });
    comment.edits.push({ body: String(body["body"]), at });
    Object.assign(comment, { body: String(body["body"]), updatedAt: at });
    return ok(commentShape(state, comment));
  }),
  "issues/delete-comment": withComment(({ state }, comment) => {
    state.comments.splice(state.comments.indexOf(comment), 1);
    return { status: 204 };
  }),
  "issues/list-for-repo": ({ state, query }) => {
    const wanted = query.get("state") ?? "open";
    const labels = (query.get("labels") ?? "").split(",").filter(Boolean);
    const author = query.get("creator");
    const issues = state.issues.filter(
      (one) =>
        (wanted === "all" || one.state === wanted) &&
        (author === null || one.author === author) &&
        labels.every((label) => one.labels.includes(label)),
    );
    const { page, headers } = paged(issues, `${repositoryUrl(state)}/issues`, query);
    return { ...ok(page.map((one) => issueShape(state, one))), headers };
  },
  "issues/get": ({ state, parameters }) => {
    const issue = issueOf(state, Number(parameters["issue_number"]));
    return issue === undefined ? notFound() : ok(issueShape(state, issue));
  },
  "issues/create": ({ state, token, body }) => {
    if (tooLong(body["body"])) return refuseLength();
    const issue: Issue = {
      number: stamp(state).id,
      author: token.login,
      title: String(body["title"]),
      body: String(body["body"] ?? ""),
      state: "open",
      labels: (body["labels"] as string[] | undefined) ?? [],
    };
    state.issues.push(issue);
    return created(issueShape(state, issue));
  },
  "issues/update": ({ state, parameters, body }) => {
    const issue = issueOf(state, Number(parameters["issue_number"]));
    if (issue === undefined) return notFound();
    if (tooLong(body["body"])) return refuseLength();
    Object.assign(issue, body);
    return ok(issueShape(state, issue));
  },
  "issues/add-labels": ({ state, parameters, body }) => {
    const labels = (body["labels"] as string[] | undefined) ?? [];
    labelsOf(state, Number(parameters["issue_number"])).push(...labels);
    return ok(labels.map((name) => complete("label", { name })));
  },
  "issues/remove-label": ({ state, parameters }) => {
    const labels = labelsOf(state, Number(parameters["issue_number"]));
    const index = labels.indexOf(decodeURIComponent(parameters["name"] ?? ""));
    if (index < 0) return refusal(404, "Label does not exist");
    labels.splice(index, 1);
    return ok(labels.map((name) => complete("label", { name })));
  },
  "reactions/create-for-issue-comment": withComment(({ state, token, body }, comment) => {
    const reaction = complete("reaction", { ...stamp(state), content: body["content"] });
    state.reactions.push({ comment: comment.id, login: token.login, content: body["content"] });
    return created(reaction);
  }),
};

function withComment(answer: (question: Question, comment: Comment) => ReturnType<typeof ok>): Answers[string] {
  return (question) => {
    const id = Number(question.parameters["comment_id"]);
    const comment = question.state.comments.find((one) => one.id === id);
    return comment === undefined ? notFound() : answer(question, comment);
  };
}

function issueOf(state: State, number: number): Issue | undefined {
  return state.issues.find((one) => one.number === number);
}

/** Of an issue or a pull request. */
const labelsOf = (state: State, number: number): string[] =>
  issueOf(state, number)?.labels ?? state.pulls.find((pull) => pull.number === number)?.labels ?? [];

function isKnown(state: State, number: number): boolean {
  return issueOf(state, number) !== undefined || state.pulls.some((pull) => pull.number === number);
}
