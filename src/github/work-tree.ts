import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { largestOf, type Oddity, refusalOf, textOf } from "../changes/refusal.ts";
import type { Snapshot } from "../changes/repository.ts";
import { type Git, GitError } from "./git.ts";

type Found = { readonly text: string } | { readonly oddity: Oddity } | undefined;

/** The files as they lie in a folder. Nothing outside of it is read, whatever a path or a link says. */
export async function workTree(folder: string, git: Git): Promise<Snapshot> {
  const root = await realpath(folder);
  let listed: Promise<readonly string[]> | undefined;
  const find = (path: string): Promise<Found> => found(root, path);
  return {
    list: () => {
      listed ??= list(root, git);
      return listed;
    },
    read: async (path) => {
      const file = await find(path);
      return file !== undefined && "text" in file ? file.text : undefined;
    },
    refusal: async (path) => {
      const file = await find(path);
      return file !== undefined && "oddity" in file ? refusalOf(path, file.oddity) : undefined;
    },
  };
}

async function found(root: string, path: string): Promise<Found> {
  const file = join(root, path);
  const inside = relative(root, file);
  if (inside === "" || inside.startsWith("..") || path.includes("\0")) return undefined;
  try {
    if ((await realpath(file)) !== file) return { oddity: "symlink" };
    const { size, ...stat } = await stats(file);
    if (!stat.isFile) return undefined;
    return size > largestOf(path) ? { oddity: "too-large" } : textOf(await readFile(file), path);
  } catch {
    // A link to nowhere, a file that has just gone, or none at all.
    return (await isLink(file)) ? { oddity: "symlink" } : undefined;
  }
}

async function stats(file: string): Promise<{ readonly isFile: boolean; readonly size: number }> {
  const stat = await lstat(file);
  return { isFile: stat.isFile(), size: stat.size };
}

async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch {
    return false;
  }
}

/** What git tracks or would track; in a folder without git, everything but what is known to be no source. */
async function list(root: string, git: Git): Promise<readonly string[]> {
  const paths = await tracked(git).catch((error: unknown) => {
    if (error instanceof GitError) return walk(root, root);
    throw error;
  });
  const plain = await Promise.all(paths.map(async (path) => ((await isPlainFile(root, path)) ? path : undefined)));
  return plain.filter((path) => path !== undefined).sort();
}

async function tracked(git: Git): Promise<readonly string[]> {
  const printed = await git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  return [...new Set(printed.toString().split("\0"))].filter((path) => path !== "");
}

const SKIPPED = new Set([".git", "node_modules", ".venv", "venv", "site-packages", "__pycache__"]);

async function walk(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const below = entries
    .filter((entry) => !SKIPPED.has(entry.name))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(root, path);
      return entry.isFile() ? [relative(root, path).replaceAll(sep, "/")] : [];
    });
  return (await Promise.all(below)).flat();
}

async function isPlainFile(root: string, path: string): Promise<boolean> {
  try {
    return (await lstat(join(root, path))).isFile();
  } catch {
    return false;
  }
}
