import { largestOf, type Oddity, oddityOfMode, refusalOf, textOf } from "../changes/refusal.ts";
import type { Snapshot } from "../changes/repository.ts";

/** One entry of a commit's tree. */
export interface TreeEntry {
  readonly mode: string;
  /** Of the file's content; undefined where only the path is known. */
  readonly sha: string | undefined;
  /** In bytes, where it is known without reading. */
  readonly size?: number;
}

/** A commit's files by path, submodules and symlinks among them. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/**
 * Files that may hold runs and are read from GitHub, one request each, at most: a workflow's token has 1,000 requests an hour and
 * repository (docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api), and both sides of a comparison are read.
 */
export const MOST_REQUESTS = 200;

type Found = { readonly text: string } | { readonly oddity: Oddity } | undefined;

/** A snapshot from a commit's tree and a way to its blobs. Each file is read once. */
export function treeSnapshot(
  commit: string,
  tree: () => Promise<Tree>,
  blob: (entry: TreeEntry, path: string) => Promise<Uint8Array | Oddity | undefined>,
  /** Whether a file can be read without a request; absent: every one. */
  isFree?: (entry: TreeEntry) => Promise<boolean>,
): Snapshot {
  let loaded: Promise<Tree> | undefined;
  const entries = (): Promise<Tree> => {
    loaded ??= tree();
    return loaded;
  };
  const found = new Map<string, Promise<Found>>();
  const find = async (path: string): Promise<Found> => {
    const entry = (await entries()).get(path);
    if (entry === undefined) return undefined;
    const oddity = oddityOfMode(entry.mode);
    if (oddity !== undefined) return { oddity };
    if ((entry.size ?? 0) > largestOf(path)) return { oddity: "too-large" };
    const content = await blob(entry, path);
    if (content === undefined) return undefined;
    return typeof content === "string" ? { oddity: content } : textOf(content, path);
  };
  const findOnce = (path: string): Promise<Found> => {
    const known = found.get(path) ?? find(path);
    found.set(path, known);
    return known;
  };
  return {
    commit,
    list: async () =>
      [...(await entries())].filter(([, { mode }]) => oddityOfMode(mode) === undefined).map(([path]) => path),
    read: async (path) => {
      const file = await findOnce(path);
      return file !== undefined && "text" in file ? file.text : undefined;
    },
    ...(isFree && {
      affordable: async (paths) => {
        const all = await entries();
        const free = await Promise.all(paths.map((path) => isFree(all.get(path) ?? { mode: "", sha: undefined })));
        let left = MOST_REQUESTS;
        return paths.filter((_, at) => free[at] === true || left-- > 0);
      },
    }),
    refusal: async (path) => {
      const file = await findOnce(path);
      return file !== undefined && "oddity" in file ? refusalOf(path, file.oddity) : undefined;
    },
  };
}
