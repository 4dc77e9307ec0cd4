import { readFileSync } from "node:fs";
import { buildSchema, graphqlSync } from "graphql";
import { type Comment, nodeId, type PullRequest, type State, type Token } from "./state.ts";

const schema = buildSchema(readFileSync(new URL("./schema.graphql", import.meta.url), "utf8"));

interface Asker {
  readonly state: State;
  readonly token: Token;
}

interface Span {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
  readonly before?: string;
}

const LARGEST_PAGE = 100;

/** An error with the type that GitHub gives it. */
class Refusal extends Error {
  readonly type: string;
  constructor(type: "NOT_FOUND" | "FORBIDDEN", message: string) {
    super(message);
    this.type = type;
  }
}

/** Answers a GraphQL request as GitHub would: what its schema doesn't know is an error in the answer. */
export function answerGraphql(asker: Asker, { query, variables }: { query: string; variables?: object }): object {
  const { data, errors } = graphqlSync({
    schema,
    source: query,
    rootValue: rootOf(asker),
    variableValues: { ...variables },
  });
  const written = errors?.map(({ message, path, originalError }) => ({
    ...(originalError instanceof Refusal ? { type: originalError.type } : {}),
    ...(path === undefined ? {} : { path }),
    message,
  }));
  return written === undefined ? { data } : { data: data ?? null, errors: written };
}

function rootOf(asker: Asker): object {
  const { state, token } = asker;
  const node = ({ id }: { id: string }) => nodeOf(asker, id);
  return {
    viewer: { login: token.login },
    node,
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => node({ id })),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (owner === state.owner && name === state.repository) return repositoryOf(asker);
      throw new Refusal("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    minimizeComment: ({ input }: { input: { subjectId: string; classifier: string } }) => {
      if (!token.mayWrite) throw new Refusal("FORBIDDEN", "Resource not accessible by integration");
      const comment = state.comments.find((one) => nodeId("IC", one.id) === input.subjectId);
      if (comment === undefined)
        throw new Refusal("NOT_FOUND", `Could not resolve to a node with the global id of '${input.subjectId}'`);
      comment.minimized = input.classifier.toLowerCase();
      return {};
    },
  };
}

function nodeOf(asker: Asker, id: string): object | null {
  const { comments, pulls } = asker.state;
  const comment = comments.find((one) => nodeId("IC", one.id) === id);
  if (comment !== undefined) return commentNode(asker, comment);
  const pull = pulls.find((one) => nodeId("PR", one.number) === id);
  return pull === undefined ? null : pullNode(asker, pull);
}

function repositoryOf(asker: Asker): object {
  const { owner, repository, pulls } = asker.state;
  return {
    id: nodeId("R", 1),
    nameWithOwner: `${owner}/${repository}`,
    pullRequest: ({ number }: { number: number }) => {
      const pull = pulls.find((one) => one.number === number);
      if (pull === undefined)
        throw new Refusal("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullNode(asker, pull);
    },
  };
}

function pullNode(asker: Asker, pull: PullRequest): object {
  return {
    __typename: "PullRequest",
    id: nodeId("PR", pull.number),
    number: pull.number,
    title: pull.title,
    state: pull.state.toUpperCase(),
    headRefName: pull.branch,
    headRefOid: pull.head,
    baseRefName: "main",
    baseRefOid: pull.base,
    isCrossRepository: pull.headOwner !== asker.state.owner,
    comments: (span: Span) => commentsOf(asker, pull.number, span),
  };
}

function commentsOf(asker: Asker, issue: number, span: Span): object {
  const size = span.first ?? span.last;
  if (size === undefined) throw new Error("You must provide a `first` or `last` value to paginate the connection.");
  if (size > LARGEST_PAGE) throw new Error(`Requesting ${size} records exceeds the \`first\` limit of 100 records.`);
  const all = asker.state.comments.filter((one) => one.issue === issue);
  const place = (cursor: string): number => all.findIndex((one) => String(one.id) === cursor);
  const from = span.after === undefined || span.after === null ? 0 : place(span.after) + 1;
  const to = span.before === undefined || span.before === null ? all.length : place(span.before);
  const within = all.slice(from, to);
  const page = span.first === undefined ? within.slice(-size) : within.slice(0, size);
  const [start, end] = [page.at(0), page.at(-1)];
  return {
    totalCount: all.length,
    nodes: page.map((one) => commentNode(asker, one)),
    pageInfo: {
      hasPreviousPage: start !== undefined && all.indexOf(start) > 0,
      hasNextPage: end !== undefined && all.indexOf(end) < all.length - 1,
      startCursor: start === undefined ? null : String(start.id),
      endCursor: end === undefined ? null : String(end.id),
    },
  };
}

function commentNode({ state, token }: Asker, comment: Comment): object {
  const own = comment.author === token.login;
  const isBot = comment.author.endsWith("[bot]");
  return {
    __typename: "IssueComment",
    id: nodeId("IC", comment.id),
    databaseId: comment.id,
    fullDatabaseId: comment.id,
    // GraphQL names bots without the "[bot]" of REST.
    author: { __typename: isBot ? "Bot" : "User", login: comment.author.replace("[bot]", "") },
    body: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    url: `https://github.com/${state.owner}/${state.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    viewerDidAuthor: own,
    viewerCanUpdate: own && token.mayWrite,
    viewerCanDelete: own && token.mayWrite,
    isMinimized: comment.minimized !== undefined,
    minimizedReason: comment.minimized ?? null,
    userContentEdits: (span: Span) => editsOf(comment, span),
  };
}

/** Newest first; each holds the whole text that it left. */
function editsOf({ id, edits }: Comment, { first }: Span): object {
  if (first === undefined || first > LARGEST_PAGE) throw new Error("You must provide a `first` of at most 100.");
  const all = [...edits].reverse();
  return {
    totalCount: all.length,
    nodes: all.slice(0, first).map(({ body, at }, index) => ({
      __typename: "UserContentEdit",
      id: `UCE_${id}_${index}`,
      diff: body,
      editedAt: at,
    })),
    pageInfo: { hasPreviousPage: false, hasNextPage: all.length > first, startCursor: null, endCursor: null },
  };
}
