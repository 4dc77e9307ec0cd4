import type { ChangedFile, Changes } from "../changes/repository.ts";
import { commitNamed, type Git, gitIn, mergeBase } from "./git.ts";
import { gitChanges } from "./git-changes.ts";
import { gitSnapshot } from "./git-snapshot.ts";
import { workTree } from "./work-tree.ts";

/** Names that a user gave to the two sides; without a head it is the work tree, without a base everything counts. */
export interface Sides {
  readonly base?: string;
  readonly head?: string;
}

/** A name that the repository does not hold, in words for the user. */
export class UnknownCommit extends Error {}

/** The two sides of a comparison in a local folder, which need not be a repository unless a side is named. */
export async function openRepository(folder: string, { base, head }: Sides): Promise<Changes> {
  const git = gitIn(folder);
  const after = head === undefined ? undefined : await commit(git, head);
  const snapshot = after === undefined ? await workTree(folder, git) : gitSnapshot(git, after);
  if (base === undefined) return { head: snapshot };
  const named = await commit(git, base);
  const before = (await mergeBase(git, named, after ?? "HEAD")) ?? named;
  const changed = await gitChanges(git, before, after);
  const untracked = after === undefined ? await untrackedFiles(git) : [];
  return { head: snapshot, base: gitSnapshot(git, before), changed: [...changed, ...untracked] };
}

async function commit(git: Git, name: string): Promise<string> {
  const sha = await commitNamed(git, name);
  if (sha !== undefined) return sha;
  const shallow = (await git(["rev-parse", "--is-shallow-repository"])).toString().trim() === "true";
  const remedy = shallow ? " This clone is shallow: `git fetch --unshallow` brings the rest." : "";
  throw new UnknownCommit(`There is no commit ${JSON.stringify(name)} in this repository.${remedy}`);
}

async function untrackedFiles(git: Git): Promise<readonly ChangedFile[]> {
  const printed = (await git(["ls-files", "-z", "--others", "--exclude-standard"])).toString();
  return printed
    .split("\0")
    .filter((path) => path !== "" && !path.endsWith("/"))
    .map((path) => ({ path, status: "added" }));
}
