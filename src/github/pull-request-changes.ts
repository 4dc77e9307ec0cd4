import type { ChangedFile, Changes, Snapshot } from "../changes/repository.ts";
import { type ApiSource, apiSnapshot, apiTree, baseByDifference, blobReader, spender } from "./api-snapshot.ts";
import { blobsIfAny, eachOnce } from "./blobs.ts";
import { type Comparison, compare } from "./comparison.ts";
import { commitNamed, type Git, mergeBase, parentsOf } from "./git.ts";
import { gitChanges } from "./git-changes.ts";
import { gitSnapshot, gitTree } from "./git-snapshot.ts";
import type { Tree } from "./tree.ts";

/** Two commits that GitHub names, and both places where they may lie. */
export interface Asked {
  readonly git: Git;
  readonly api: Pick<ApiSource, "client" | "repository">;
  readonly head: string;
  /** Tip of the branch to merge into. */
  readonly base: string;
}

/**
 * A pull request's head and what it has changed since the merge base: by git as far as the local repository reaches, from
 * GitHub for the rest. A full checkout costs no read; the default one, shallow and on the merge commit, one read for the
 * merge base and one for each older version that is needed; no checkout, one more for the tree and one for each file.
 */
export async function pullRequestChanges({ git, api, ...asked }: Asked): Promise<Changes> {
  const { head } = asked;
  const [merge, held] = await Promise.all([mergeCommit(git, head), commitNamed(git, head)]);
  const base = merge?.base ?? asked.base;
  const holdsHead = held !== undefined;
  const local = holdsHead ? await mergeBase(git, base, head) : undefined;
  if (local !== undefined)
    return { head: gitSnapshot(git, head), base: gitSnapshot(git, local), changed: await gitChanges(git, local, head) };
  const source = sourceOf(git, api);
  const compared = await compare(api.client, api.repository, { base, head });
  // Merged without any change of the base's own, the merge commit holds the same files as the head.
  const twin = holdsHead ? head : merge?.base === compared.mergeBase ? merge.commit : undefined;
  const tree = once(() => (twin === undefined ? apiTree(source, head) : gitTree(git, twin)));
  const headSnapshot =
    twin === undefined ? apiSnapshot(source, head, tree) : { ...gitSnapshot(git, twin), commit: head };
  return { head: headSnapshot, ...(await since(source, { git, compared, tree })) };
}

/** What lies between two commits, of which the first is compared as it is: a push, a merge group. */
export async function rangeChanges({ git, api, head, base }: Asked): Promise<Changes> {
  const held = await Promise.all([commitNamed(git, base), commitNamed(git, head)]);
  if (!held.includes(undefined))
    return { head: gitSnapshot(git, head), base: gitSnapshot(git, base), changed: await gitChanges(git, base, head) };
  const source = sourceOf(git, api);
  const [before, after] = [base, head].map((commit, side) =>
    once(() => (held[side] === undefined ? apiTree(source, commit) : gitTree(git, commit))),
  ) as [() => Promise<Tree>, () => Promise<Tree>];
  return {
    head: apiSnapshot(source, head, after),
    base: apiSnapshot(source, base, before),
    changed: differing(await before(), await after()),
  };
}

/** What to look at as a whole: the commit that is checked out, or, where none is, the one that the event names. */
export async function wholeCommit({ git, api, head }: Omit<Asked, "base">): Promise<Snapshot> {
  const held = await commitNamed(git, "HEAD");
  return held === undefined ? apiSnapshot(sourceOf(git, api), head) : gitSnapshot(git, held);
}

/** A commit that GitHub knows: from the local repository where it holds it. */
export async function snapshotAt({ git, api }: Pick<Asked, "git" | "api">, commit: string): Promise<Snapshot> {
  const held = await commitNamed(git, commit);
  return held === undefined ? apiSnapshot(sourceOf(git, api), commit) : gitSnapshot(git, held);
}

function sourceOf(git: Git, api: Asked["api"]): ApiSource {
  const local = eachOnce(blobsIfAny(git));
  const spend = spender();
  return {
    ...api,
    spend,
    blob: blobReader({ ...api, spend, local }),
    holds: async (sha) => (await local(sha)) !== undefined,
    decided: new Map(),
  };
}

async function since(
  source: ApiSource,
  found: { git: Git; compared: Comparison; tree: () => Promise<Tree> },
): Promise<Pick<Changes, "base" | "changed">> {
  const { mergeBase: commit, changed } = found.compared;
  const holds = (await commitNamed(found.git, commit)) !== undefined;
  if (holds) {
    const base = gitSnapshot(found.git, commit);
    return { base, changed: changed ?? differing(await gitTree(found.git, commit), await found.tree()) };
  }
  if (changed !== undefined) return { base: baseByDifference(source, commit, { head: found.tree, changed }), changed };
  const baseTree = once(() => apiTree(source, commit));
  return { base: apiSnapshot(source, commit, baseTree), changed: differing(await baseTree(), await found.tree()) };
}

/** The commit that is checked out, if it is GitHub's trial merge of this head. */
async function mergeCommit(
  git: Git,
  head: string,
): Promise<{ readonly commit: string; readonly base: string } | undefined> {
  const commit = await commitNamed(git, "HEAD");
  if (commit === undefined) return undefined;
  const [base, merged] = await parentsOf(git, commit);
  return base !== undefined && merged === head ? { commit, base } : undefined;
}

/** Files in which two trees differ, renames not looked for. */
export function differing(before: Tree, after: Tree): readonly ChangedFile[] {
  const removed = [...before.keys()].filter((path) => !after.has(path));
  const changed = [...after].filter(([path, { sha }]) => before.get(path)?.sha !== sha);
  return [
    ...removed.map((path) => ({ path, status: "removed" }) as const),
    ...changed.map(([path]) => ({ path, status: before.has(path) ? "modified" : "added" }) as const),
  ];
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
