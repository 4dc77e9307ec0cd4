import { UsageError } from "./answer.ts";

/** Folders and files as the command sees them; paths with `/`. */
export interface Folders {
  readonly absolute: (path: string) => string;
  readonly kind: (path: string) => "file" | "folder" | undefined;
}

export interface Located {
  /** The repository's root, absolute. */
  readonly root: string;
  /** The paths relative to it; "" is the root itself. */
  readonly paths: readonly string[];
}

const MARKS = [".git", ".github/gpu-fleet.yml"];

/** The repository that holds the paths: the nearest folder upwards with a fleet file or a .git, else the folder itself. */
export function locate(written: readonly string[], folders: Folders): Located {
  const paths = written.length === 0 ? ["."] : written;
  const missing = paths.find((path) => folders.kind(path) === undefined);
  if (missing !== undefined) throw new UsageError(`${missing}: no such file or folder.`);
  const absolute = paths.map(folders.absolute);
  const roots = new Set(absolute.map((path) => rootOf(path, folders)));
  const [root = ""] = roots;
  if (roots.size > 1) throw new UsageError(`The paths lie in several repositories: ${[...roots].join(", ")}.`);
  return { root, paths: absolute.map((path) => path.slice(root === "/" ? 1 : root.length + 1)) };
}

function rootOf(path: string, { absolute, kind }: Folders): string {
  const start = kind(path) === "file" ? parentOf(path) : path;
  for (let folder = start; ; folder = parentOf(folder)) {
    if (MARKS.some((mark) => kind(`${folder === "/" ? "" : folder}/${mark}`) !== undefined)) return folder;
    if (parentOf(folder) === folder) break;
  }
  const here = absolute(".");
  return path !== start && `${start}/`.startsWith(`${here}/`) ? here : start;
}

/** `/` and a drive (`C:`) are their own parents. */
const parentOf = (path: string): string => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : path);

/** Whether a file of the repository is one of the paths or lies below one. */
export const isBelow = (paths: readonly string[]): ((file: string) => boolean) | undefined =>
  paths.includes("") ? undefined : (file) => paths.some((path) => file === path || file.startsWith(`${path}/`));
