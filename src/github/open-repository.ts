import { UsageError } from "../commands/answer.ts";
import type { OpenedRepository } from "../commands/dispatch.ts";
import { commitOf, git } from "./git.ts";
import { changedFiles, gitSnapshot } from "./git-snapshot.ts";
import { workTree } from "./work-tree.ts";

/** A folder for the command: as it is now, or with `base` what changed since the merge base. */
export async function openRepository(
  folder: string,
  refs: { readonly base?: string; readonly head?: string },
): Promise<OpenedRepository> {
  if (refs.base === undefined && refs.head === undefined) return { changes: { head: workTree(folder) }, prefix: "" };
  const prefix = (await git(folder, ["rev-parse", "--show-prefix"]))?.trim();
  if (prefix === undefined)
    throw new UsageError(`${folder} is in no git repository, so there is nothing to compare with.`);
  const head = await commitOf(folder, refs.head ?? "HEAD");
  if (head === undefined) throw new UsageError(`--head ${refs.head ?? "HEAD"} is no commit of this repository.`);
  if (refs.base === undefined) return { changes: { head: gitSnapshot(folder, head, prefix) }, prefix };
  const named = await commitOf(folder, refs.base);
  if (named === undefined)
    throw new UsageError(
      `--base ${refs.base} is no commit of this repository. In a shallow clone, fetch it first: git fetch --depth=1 origin ${refs.base}`,
    );
  const base = (await git(folder, ["merge-base", named, head]))?.trim() || named;
  return {
    changes: {
      head: gitSnapshot(folder, head, prefix),
      base: gitSnapshot(folder, base, prefix),
      changed: await changedFiles(folder, { base, head, prefix }),
    },
    prefix,
  };
}
