import { type Git, GitError } from "./git.ts";

/** The content of a blob by its SHA; undefined where the repository does not hold it. */
export type ReadBlob = (sha: string) => Promise<Buffer | undefined>;

interface Asked {
  readonly sha: string;
  readonly answer: (content: Buffer | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** Blobs of a repository. Those asked for in one turn of the event loop are read by one git process. */
export function blobsOf(git: Git): ReadBlob {
  let waiting: Asked[] = [];
  const flush = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    try {
      const input = asked.map(({ sha }) => `${sha}\n`).join("");
      const printed = await git(["cat-file", "--batch"], input);
      let at = 0;
      for (const { answer } of asked) {
        const { content, next } = objectAt(printed, at);
        answer(content);
        at = next;
      }
    } catch (error) {
      for (const { answer, fail } of asked) isNoRepository(error) ? answer(undefined) : fail(error);
    }
  };
  return (sha) =>
    new Promise((answer, fail) => {
      waiting.push({ sha, answer, fail });
      if (waiting.length === 1) setImmediate(() => void flush());
    });
}

/** Nothing is checked out, or there is no git to ask: what is not held here is read elsewhere. */
function isNoRepository(error: unknown): boolean {
  return error instanceof GitError && /not a git repository|could not be started/.test(error.message);
}

/** The same where there may be no repository at all: then it holds nothing. */
export function blobsIfAny(git: Git): ReadBlob {
  const read = blobsOf(git);
  return (sha) =>
    read(sha).catch((error: unknown) => {
      if (error instanceof GitError) return undefined;
      throw error;
    });
}

/** The same way to blobs, each asked for once: two commits share most of their files. */
export function eachOnce<T>(read: (sha: string) => Promise<T>): (sha: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (sha) => {
    const content = known.get(sha) ?? read(sha);
    known.set(sha, content);
    return content;
  };
}

/** One answer of `git cat-file --batch`: `<sha> <type> <size>`, content, newline; or `<sha> missing`. */
function objectAt(printed: Buffer, at: number): { readonly content: Buffer | undefined; readonly next: number } {
  const end = printed.indexOf(0x0a, at);
  if (end < 0) throw new GitError("git cat-file ended early.");
  const [, type, size] = printed.subarray(at, end).toString().split(" ");
  if (type === "missing") return { content: undefined, next: end + 1 };
  const next = end + 1 + Number(size);
  return { content: printed.subarray(end + 1, next), next: next + 1 };
}
