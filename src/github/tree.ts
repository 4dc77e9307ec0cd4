import { LARGEST_FILE, type Oddity, oddityOfMode, refusalOf, textOf } from "../changes/refusal.ts";
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

type Found = { readonly text: string } | { readonly oddity: Oddity } | undefined;

/** A snapshot from a commit's tree and a way to its blobs. Each file is read once. */
export function treeSnapshot(
  commit: string,
  tree: () => Promise<Tree>,
  blob: (entry: TreeEntry, path: string) => Promise<Uint8Array | Oddity | undefined>,
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
    if ((entry.size ?? 0) > LARGEST_FILE) return { oddity: "too-large" };
    const content = await blob(entry, path);
    if (content === undefined) return undefined;
    return typeof content === "string" ? { oddity: content } : textOf(content);
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
    refusal: async (path) => {
      const file = await findOnce(path);
      return file !== undefined && "oddity" in file ? refusalOf(path, file.oddity) : undefined;
    },
  };
}
