import { type Oddity, oddityOfMode, refusalOf, textOf } from "../changes/refusal.ts";
import type { Snapshot } from "../changes/repository.ts";

/** One entry of a commit's tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly sha: string;
}

/** A commit's files by path, submodules and symlinks among them. */
export type Tree = ReadonlyMap<string, TreeEntry>;

type Found = { readonly text: string } | { readonly oddity: Oddity } | undefined;

/** A snapshot from a commit's tree and a way to its blobs. Each file is read once. */
export function treeSnapshot(
  commit: string,
  tree: () => Promise<Tree>,
  blob: (sha: string, path: string) => Promise<Uint8Array | undefined>,
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
    const content = await blob(entry.sha, path);
    return content === undefined ? undefined : textOf(content);
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
