import { type Marker, markerOf } from "../report/marker.ts";
import type { Client } from "./client.ts";
import type { PullRequestName } from "./place.ts";

/** A comment that this token wrote and that carries our marker. */
export interface OwnComment {
  readonly id: number;
  readonly marker: Marker;
  readonly body: string;
}

/** What GitHub says of a pull request at one moment. */
export interface Thread {
  /** SHA of its head. */
  readonly head: string;
  readonly isOpen: boolean;
  /** Our comments with the wanted key, oldest first. */
  readonly own: readonly OwnComment[];
}

// A comment's number is taken from its address: `databaseId` holds 32 bits, which such numbers have outgrown, and
// Enterprise Server does not know its successor everywhere.
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      state
      comments(first: 100, after: $after) {
        nodes { url viewerDidAuthor body }
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
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly comments: {
    readonly nodes: readonly { readonly url: string; readonly viewerDidAuthor: boolean; readonly body: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Head and own comments of a pull request, all pages read; undefined where there is no such pull request any more. */
export async function readThread(client: Client, name: PullRequestName, key: string): Promise<Thread | undefined> {
  const own: OwnComment[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page | undefined = await readPage(client, name, after);
    if (page === undefined) return undefined;
    for (const { url, viewerDidAuthor, body } of page.comments.nodes) {
      const [id, marker] = [Number(/\d+$/.exec(url)?.[0]), markerOf(body)];
      if (viewerDidAuthor && marker?.key === key) own.push({ id, marker, body });
    }
    after = page.comments.pageInfo.endCursor;
    if (!page.comments.pageInfo.hasNextPage || after === null)
      return { head: page.headRefOid, isOpen: page.state === "OPEN", own };
  }
}

async function readPage(client: Client, name: PullRequestName, after: string | null): Promise<Page | undefined> {
  try {
    const answer = await client.graphql<Answer>(QUERY, { ...name, after });
    return answer.repository?.pullRequest ?? undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  const errors = (error as { errors?: unknown }).errors;
  return Array.isArray(errors) && errors.some((each) => each?.type === "NOT_FOUND");
}
