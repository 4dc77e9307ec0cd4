import type { ChangedFile } from "../changes/repository.ts";
import type { Git } from "./git.ts";
import { filesOfPatch, linesOfPatch } from "./patch.ts";

type Lines = NonNullable<ChangedFile["lines"]>;

/** Renames are found; no program named in the repository's settings is run. */
const PLAIN = ["-M", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=none", "--relative"];
/** Sources in which lines are pointed at. */
const SOURCES = ["yaml", "yml", "py", "ipynb", "sh", "bash", "sbatch", "slurm", "bat", "cmd", "ps1", "mk", "json"]
  .map((ending) => `:(icase,glob)**/*.${ending}`)
  .concat([":(icase,glob)**/*Makefile*", ":(icase,glob)**/*Dockerfile*", ":(icase,glob)**/justfile"]);

/**
 * Files that differ between two commits, or between a commit and the work tree; of sources, the lines too.
 * Paths are relative to the current folder, and what lies outside of it is left out.
 */
export async function gitChanges(git: Git, base: string, head: string | undefined): Promise<readonly ChangedFile[]> {
  const sides = head === undefined ? [base] : [base, head];
  const [status, sources, patch] = (await Promise.all([
    git(["diff", "--name-status", "-z", ...PLAIN, ...sides, "--"]),
    git(["diff", "--name-status", "-z", ...PLAIN, ...sides, "--", ...SOURCES]),
    git(["diff", "-U0", ...PLAIN, ...sides, "--", ...SOURCES]),
  ])) as [Buffer, Buffer, Buffer];
  const files = statusOf(status.toString());
  const names = statusOf(sources.toString()).map(({ path }) => path);
  if (names.length === 0) return files;
  const lines = filesOfPatch(patch.toString()).map(linesOfPatch);
  const byPath = new Map(names.map((name, index) => [name, lines[index]]));
  return files.map((file) => withLines(file, byPath.get(file.path)));
}

const withLines = (file: ChangedFile, lines: Lines | undefined): ChangedFile =>
  lines === undefined || file.status === "removed" ? file : { ...file, lines };

/** `git diff --name-status -z`: a letter, then a path, or two for a rename or a copy. */
export function statusOf(printed: string): readonly ChangedFile[] {
  const parts = printed.split("\0");
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < parts.length; ) {
    const [letter, first = "", second = ""] = [parts[at]?.[0], parts[at + 1], parts[at + 2]];
    if (letter === "R") files.push({ path: second, status: "renamed", previousPath: first });
    else if (letter === "C") files.push({ path: second, status: "added" });
    else files.push({ path: first, status: letter === "A" ? "added" : letter === "D" ? "removed" : "modified" });
    at += letter === "R" || letter === "C" ? 3 : 2;
  }
  return files;
}
