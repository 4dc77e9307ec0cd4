import type { Snapshot } from "../changes/repository.ts";
import { blobsOf } from "./blobs.ts";
import { type Git, GitError } from "./git.ts";
import { type Tree, treeSnapshot } from "./tree.ts";

/** A commit that the local repository holds. */
export function gitSnapshot(git: Git, commit: string): Snapshot {
  const blob = blobsOf(git);
  return treeSnapshot(
    commit,
    () => gitTree(git, commit),
    async ({ sha = "" }) => {
      const content = await blob(sha);
      if (content === undefined) throw new GitError(`The repository names the blob ${sha} and does not hold it.`);
      return content;
    },
  );
}

/** All entries of a commit's tree below the current folder, relative to it. */
export async function gitTree(git: Git, commit: string): Promise<Tree> {
  const printed = (await git(["ls-tree", "-r", "-z", commit])).toString();
  // <mode> SP <type> SP <sha> TAB <path>, ended by a NUL, so that any path can be told.
  return new Map(
    printed
      .split("\0")
      .filter((line) => line !== "")
      .map((line) => {
        const tab = line.indexOf("\t");
        const [mode = "", , sha = ""] = line.slice(0, tab).split(" ");
        return [line.slice(tab + 1), { mode, sha }] as const;
      }),
  );
}
