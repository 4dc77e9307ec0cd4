import { largestOf, type Oddity, oddityOfMode, refusalOf, textOf } from "../changes/refusal.ts";
import type { Affordable, Snapshot } from "../changes/repository.ts";

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
 * Files that cost a request each and are read all the same, at most, on each side: a workflow's token has 1,000 requests an hour and
 * repository (docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api), and both sides of a comparison are read.
 */
const MOST_REQUESTS = 200;

/** Files that are not in the local repository. */
export interface Costs {
  /** Whether it is read: because that is free, or because of what was decided before; undefined where it is to be decided. */
  readonly worth: (entry: TreeEntry) => Promise<boolean | undefined>;
  /** Holds wherever the same content comes again. */
  readonly decide: (entry: TreeEntry, isWorth: boolean) => void;
}

type Found = { readonly text: string } | { readonly oddity: Oddity } | undefined;

/** A snapshot from a commit's tree and a way to its blobs. Each file is read once. */
export function treeSnapshot(
  commit: string,
  tree: () => Promise<Tree>,
  blob: (entry: TreeEntry, path: string) => Promise<Uint8Array | Oddity | undefined>,
  /** Absent: reading costs nothing. */
  costs?: Costs,
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
    const oddity = oddityOf(path, entry);
    if (oddity !== undefined) return { oddity };
    const content = await blob(entry, path);
    if (content === undefined) return undefined;
    return typeof content === "string" ? { oddity: content } : textOf(content, path);
  };
  const findOnce = (path: string): Promise<Found> => {
    const known = found.get(path) ?? find(path);
    found.set(path, known);
    return known;
  };
  const affordable = costs && affordableOf(entries, costs);
  return {
    commit,
    list: async () => [...(await entries())].filter(([path, { mode }]) => isPlain(path, mode)).map(([path]) => path),
    read: async (path) => {
      const file = await findOnce(path);
      return file !== undefined && "text" in file ? file.text : undefined;
    },
    ...(affordable && { affordable: affordable.of }),
    refusal: async (path) => {
      // To tell why a file was not read, none is read that would cost something.
      const file = found.has(path) || affordable === undefined ? await findOnce(path) : await affordable.refused(path);
      return file !== undefined && "oddity" in file ? refusalOf(path, file.oddity) : undefined;
    },
  };
}

/** Keeps within the requests that a snapshot may cost. */
function affordableOf(entries: () => Promise<Tree>, { worth, decide }: Costs) {
  let left = MOST_REQUESTS;
  const dropped = new Set<string>();
  const of: Affordable = async (paths, { most = MOST_REQUESTS, whole = false } = {}) => {
    const all = await entries();
    const known = paths.map((path) => ({ path, entry: all.get(path) ?? { mode: "", sha: undefined } }));
    const decided = await Promise.all(known.map(({ entry }) => worth(entry)));
    const open = known.filter((_, at) => decided[at] === undefined);
    const chosen = open.slice(0, Math.min(most, left));
    if (whole && (chosen.length < open.length || decided.includes(false))) return [];
    left -= chosen.length;
    for (const [at, { entry }] of open.entries()) decide(entry, at < chosen.length);
    const leftOut = [...known.filter((_, at) => decided[at] === false), ...open.slice(chosen.length)];
    for (const { path } of leftOut) dropped.add(path);
    return paths.filter((path) => !dropped.has(path));
  };
  const refused = async (path: string): Promise<Found> => {
    const entry = (await entries()).get(path);
    const oddity = entry && (oddityOf(path, entry) ?? (dropped.has(path) ? "unaffordable" : undefined));
    return oddity && { oddity };
  };
  return { of, refused };
}

/** What is known of a file without reading it. */
function oddityOf(path: string, { mode, size = 0 }: TreeEntry): Oddity | undefined {
  if (!isPath(path)) return "no-path";
  return oddityOfMode(mode) ?? (size > largestOf(path) ? "too-large" : undefined);
}

const isPlain = (path: string, mode: string): boolean => isPath(path) && oddityOfMode(mode) === undefined;

/** Whether a file can have this path: git stores any, and refuses to check some out (verify_path in its read-cache.c). */
const isPath = (path: string): boolean => !/(?:^|\/)(?:\.|\.\.|\.git)?(?:\/|$)/i.test(path);
