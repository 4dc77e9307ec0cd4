import type { ChangedFile, Snapshot } from "../changes/repository.ts";
import { git } from "./git.ts";

/** A config is text of a few kilobytes; what is larger is not read. */
export const MOST_BYTES = 1024 * 1024;

interface Entry {
  readonly blob: string;
  readonly size: number;
}

/** Regular files of a tree: symlinks (120000) and submodules (160000) are left out. */
async function entries(folder: string, commit: string): Promise<ReadonlyMap<string, Entry>> {
  const listed = await git(folder, ["ls-tree", "-r", "-l", "-z", "--full-tree", commit]);
  const found = new Map<string, Entry>();
  for (const line of (listed ?? "").split("\0")) {
    const match = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line);
    if (match?.[1]?.startsWith("100") && match[2] !== undefined && match[4] !== undefined)
      found.set(match[4], { blob: match[2], size: Number(match[3]) });
  }
  return found;
}

/** A repository at a commit that is there, read with git, never checked out. Paths are relative to `prefix`. */
export function gitSnapshot(folder: string, commit: string, prefix = ""): Snapshot {
  let listed: Promise<ReadonlyMap<string, Entry>> | undefined;
  const all = () => (listed ??= entries(folder, commit));
  const texts = new Map<string, Promise<string | undefined>>();
  const readBlob = async (path: string): Promise<string | undefined> => {
    const entry = (await all()).get(prefix + path);
    if (entry === undefined || entry.size > MOST_BYTES) return undefined;
    return git(folder, ["cat-file", "blob", entry.blob]);
  };
  return {
    commit,
    list: async () =>
      [...(await all()).keys()].flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])),
    read: (path) => {
      const known = texts.get(path) ?? readBlob(path);
      texts.set(path, known);
      return known;
    },
  };
}

const STATUS: Readonly<Record<string, ChangedFile["status"]>> = {
  A: "added",
  M: "modified",
  T: "modified",
  D: "removed",
  R: "renamed",
  C: "added",
};

/** Files in which two commits differ, renames found; paths relative to `prefix`. */
export async function changedFiles(
  folder: string,
  range: { readonly base: string; readonly head: string; readonly prefix: string },
): Promise<readonly ChangedFile[]> {
  const listed = await git(folder, ["diff", "--name-status", "-z", "-M", "--no-ext-diff", range.base, range.head]);
  const fields = (listed ?? "").split("\0");
  const found: ChangedFile[] = [];
  for (let i = 0; i + 1 < fields.length; ) {
    const letter = (fields[i++] ?? "")[0] ?? "";
    const status = STATUS[letter] ?? "modified";
    const first = fields[i++] ?? "";
    const second = letter === "R" || letter === "C" ? fields[i++] : undefined;
    const path = second ?? first;
    if (!path.startsWith(range.prefix)) continue;
    const cut = (each: string): string => (each.startsWith(range.prefix) ? each.slice(range.prefix.length) : each);
    found.push({ path: cut(path), status, ...(letter === "R" ? { previousPath: cut(first) } : {}) });
  }
  return found;
}
