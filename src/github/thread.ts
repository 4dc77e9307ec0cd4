import { type Marker, markerOf } from "../report/marker.ts";
import type { Client } from "./client.ts";
import { typesOf } from "./fault.ts";
import type { PullRequestName } from "./place.ts";

/** A comment that this token wrote and that carries our marker. */
export interface OwnComment {
  readonly id: number;
  readonly marker: Marker;
  readonly body: string;
  /** Texts that it had before, newest first, where they were asked for. */
  readonly earlier: readonly string[];
}

/** What GitHub says of a pull request at one moment. */
export interface Thread {
  /** SHA of its head. */
  readonly head: string;
  /** Our comments with the wanted key, oldest first. */
  readonly own: readonly OwnComment[];
}

// A comment's number is taken from its address: `databaseId` holds 32 bits, which such numbers have outgrown, and
// Enterprise Server does not know its successor everywhere.
// An edit's `diff` is the whole text that it left, in spite of its name.
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String, $history: Boolean!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      comments(first: 100, after: $after) {
        nodes {
          url
          viewerDidAuthor
          body
          userContentEdits(first: 50) @include(if: $history) { nodes { diff } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

interface Answer {
  readonly repository: { readonly pullRequest: Page | null } | null;
}

interface Page {
  readonly headRefOid: string;
  readonly comments: {
    readonly nodes: readonly Node[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

interface Node {
  readonly url: string;
  readonly viewerDidAuthor: boolean;
  readonly body: string;
  readonly userContentEdits?: { readonly nodes: readonly ({ readonly diff: string | null } | null)[] | null } | null;
}

interface Wanted {
  readonly key: string;
  /** Whether earlier texts of the comments are read as well. */
  readonly history: boolean;
}

/** Head and own comments of a pull request, all pages read; undefined where there is no such pull request any more. */
export async function readThread(
  client: Client,
  name: PullRequestName,
  { key, history }: Wanted,
): Promise<Thread | undefined> {
  const own: OwnComment[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page | undefined = await readPage(client, { ...name, after, history });
    if (page === undefined) return undefined;
    for (const node of page.comments.nodes) {
      const [id, marker] = [Number(/\d+$/.exec(node.url)?.[0]), markerOf(node.body)];
      if (node.viewerDidAuthor && marker?.key === key)
        own.push({ id, marker, body: node.body, earlier: editsOf(node) });
    }
    after = page.comments.pageInfo.endCursor;
    if (!page.comments.pageInfo.hasNextPage || after === null) return { head: page.headRefOid, own };
  }
}

const editsOf = ({ userContentEdits }: Node): readonly string[] =>
  (userContentEdits?.nodes ?? []).flatMap((edit) => (typeof edit?.diff === "string" ? [edit.diff] : []));

async function readPage(
  client: Client,
  variables: PullRequestName & { readonly after: string | null; readonly history: boolean },
): Promise<Page | undefined> {
  try {
    const answer = await client.graphql<Answer>(QUERY, { ...variables });
    return answer.repository?.pullRequest ?? undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const isNotFound = (error: unknown): boolean => typesOf(error).includes("NOT_FOUND");
