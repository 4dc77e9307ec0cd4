import type { Oddity } from "../changes/refusal.ts";
import type { ChangedFile, Snapshot } from "../changes/repository.ts";
import type { ReadBlob } from "./blobs.ts";
import type { Client } from "./client.ts";
import { statusOf } from "./fault.ts";
import type { RepositoryName } from "./place.ts";
import { type Tree, type TreeEntry, treeSnapshot } from "./tree.ts";

/** GitHub tells trees up to 100,000 entries or 7 MB in one answer. */
export class TreeTooLarge extends Error {}

export interface ApiSource {
  readonly client: Client;
  readonly repository: RepositoryName;
  /** Blobs that the local repository happens to hold: nobody is asked for them. */
  readonly local: ReadBlob;
}

/** A commit that is not in the local repository: one read for its tree, and one for each file that is not either. */
export function apiSnapshot(
  source: ApiSource,
  commit: string,
  tree = (): Promise<Tree> => apiTree(source, commit),
): Snapshot {
  return treeSnapshot(commit, tree, (entry) => blobContent(source, entry));
}

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
  return treeSnapshot(commit, tree, (entry, path) =>
    entry.sha === undefined ? contentAt(source, commit, path) : blobContent(source, entry),
  );
}

/** A commit's tree, submodules and symlinks among its entries. */
export async function apiTree({ client, repository }: ApiSource, commit: string): Promise<Tree> {
  const { data } = await client.rest.git.getTree({ ...repository, tree_sha: commit, recursive: "true" });
  if (data.truncated)
    throw new TreeTooLarge(
      "The repository has more files than GitHub lists at once. Check it out before this step (actions/checkout with fetch-depth: 0).",
    );
  const files = data.tree.filter(({ type }) => type !== "tree");
  return new Map(files.map(({ path, mode, sha }) => [path, { mode, sha }]));
}

async function blobContent({ client, repository, local }: ApiSource, { sha = "" }: TreeEntry): Promise<Uint8Array> {
  const held = await local(sha);
  if (held !== undefined) return held;
  const { data } = await client.rest.git.getBlob({ ...repository, file_sha: sha });
  return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
}

async function contentAt(
  { client, repository }: ApiSource,
  ref: string,
  path: string,
): Promise<Uint8Array | Oddity | undefined> {
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
