import type { Oddity } from "../changes/refusal.ts";
import type { ChangedFile, Snapshot } from "../changes/repository.ts";
import { eachOnce, type ReadBlob } from "./blobs.ts";
import type { Client } from "./client.ts";
import { statusOf, Unreadable } from "./fault.ts";
import type { RepositoryName } from "./place.ts";
import { type Costs, type Tree, treeSnapshot } from "./tree.ts";

export interface ApiSource {
  readonly client: Client;
  readonly repository: RepositoryName;
  /** Content by its SHA. */
  readonly blob: (sha: string) => Promise<Uint8Array>;
  /** Whether the local repository holds a content. */
  readonly holds: (sha: string) => Promise<boolean>;
  /** Whether a content is worth a request, once that is decided: two commits share most of their files. */
  readonly decided: Map<string, boolean>;
  /** Counts a request for a file; throws `Unreadable` where it would be one too many. */
  readonly spend: () => void;
}

/** Files read from GitHub in one run, at most: what runs refer to comes on top of what is looked through (see tree.ts). */
const MOST_READS = 800;

/** Counts the files that are read from GitHub. */
export function spender(): ApiSource["spend"] {
  let left = MOST_READS;
  return () => {
    if (left-- > 0) return;
    throw new Unreadable(
      `More than ${MOST_READS} files would have to be read from GitHub, which allows a workflow few requests. Check out the repository before this step (actions/checkout with fetch-depth: 0).`,
    );
  };
}

/** A commit that is not in the local repository: one read for its tree, and one for each file that is not either. */
export function apiSnapshot(
  source: ApiSource,
  commit: string,
  tree = (): Promise<Tree> => apiTree(source, commit),
): Snapshot {
  return treeSnapshot(commit, tree, ({ sha = "" }) => source.blob(sha), costsIn(source));
}

const costsIn = ({ holds, decided }: ApiSource): Costs => ({
  worth: async ({ sha }) => (sha === undefined ? undefined : (decided.get(sha) ?? ((await holds(sha)) || undefined))),
  decide: ({ sha }, isWorth) => {
    if (sha !== undefined) decided.set(sha, isWorth);
  },
});

/**
 * The merge base, told from the head's files and what has changed since. Nothing is read but the changed files that are
 * asked for, one read each.
 */
export function baseByDifference(
  source: ApiSource,
  commit: string,
  { head, changed }: { head: () => Promise<Tree>; changed: readonly ChangedFile[] },
): Snapshot {
  const tree = async (): Promise<Tree> => {
    const files = new Map(await head());
    for (const { path, status } of changed) if (status !== "removed") files.delete(path);
    for (const { path, status, previousPath } of changed)
      if (status !== "added") files.set(previousPath ?? path, { mode: "100644", sha: undefined });
    return files;
  };
  return treeSnapshot(
    commit,
    tree,
    ({ sha }, path) => (sha === undefined ? contentAt(source, commit, path) : source.blob(sha)),
    costsIn(source),
  );
}

/** A commit's tree, submodules and symlinks among its entries: GitHub tells up to 100,000, or 7 MB of them. */
export async function apiTree({ client, repository }: ApiSource, commit: string): Promise<Tree> {
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: "true" });
  if (data.truncated)
    throw new Unreadable(
      "The repository has more files than GitHub lists at once. Check it out before this step (actions/checkout with fetch-depth: 0).",
    );
  const files = data.tree.filter(({ type }) => type !== "tree");
  return new Map(files.map(({ path, mode, sha, size = 0 }) => [path, { mode, sha, size }]));
}

/** A blob from the local repository where it holds it, else from GitHub. */
export function blobReader({
  client,
  repository,
  spend,
  local,
}: Pick<ApiSource, "client" | "repository" | "spend"> & { readonly local: ReadBlob }): ApiSource["blob"] {
  return eachOnce(async (sha) => {
    const held = await local(sha);
    if (held !== undefined) return held;
    spend();
    const { data } = await client.rest.git.getBlob({ ...repository, file_sha: sha });
    return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
  });
}

async function contentAt(
  { client, repository, spend }: ApiSource,
  ref: string,
  path: string,
): Promise<Uint8Array | Oddity | undefined> {
  spend();
  try {
    const { data } = await client.rest.repos.getContent({ ...repository, ref, path });
    if (Array.isArray(data)) return undefined;
    if (data.type !== "file") return data.type;
    // Above 1 MB GitHub sends no content in this form.
    return "encoding" in data && data.encoding === "base64" ? Buffer.from(data.content, "base64") : "too-large";
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
