import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Snapshot } from "../changes/repository.ts";
import { MOST_BYTES } from "./git-snapshot.ts";

/** Folders that hold no training configs of the repository's own. */
const SKIPPED: ReadonlySet<string> = new Set([
  ".git",
  "node_modules",
  ".venv",
  "venv",
  "__pycache__",
  "site-packages",
  ".tox",
  "runs",
]);

async function* walk(root: string, folder: string): AsyncGenerator<string> {
  for (const entry of (await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* walk(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** Is every part of the path a folder or file of its own, and no symlink that leads elsewhere? */
async function isPlain(root: string, path: string): Promise<boolean> {
  const parts = path.split("/");
  if (path.startsWith("/") || parts.some((part) => part === ".." || part === "")) return false;
  for (let depth = 1; depth <= parts.length; depth++) {
    const state = await lstat(join(root, ...parts.slice(0, depth))).catch(() => undefined);
    if (state === undefined || state.isSymbolicLink()) return false;
    if (depth === parts.length) return state.isFile() && state.size <= MOST_BYTES;
  }
  return false;
}

/** The files below a folder as they are now. */
export function workTree(root: string): Snapshot {
  let listed: Promise<readonly string[]> | undefined;
  const all = async (): Promise<readonly string[]> => {
    const paths: string[] = [];
    for await (const path of walk(root, "")) paths.push(path);
    return paths;
  };
  return {
    list: () => (listed ??= all()),
    read: async (path) => ((await isPlain(root, path)) ? readFile(join(root, path), "utf8") : undefined),
  };
}
