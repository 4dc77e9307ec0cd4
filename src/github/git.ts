import { type ChildProcess, spawn } from "node:child_process";

/** Runs git in a repository; yields what it printed, or throws with what it said. */
export type Git = (args: readonly string[], input?: string) => Promise<Buffer>;

/** git refused, or there is none. */
export class GitError extends Error {}

/** No prompt can stop the run, no other program is started for a diff, and a folder that another user owns is read all the same. */
const SETTINGS = ["--no-pager", "-c", "safe.directory=*", "-c", "diff.external=", "-c", "core.fsmonitor=false"];
const ENVIRONMENT = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };

/** git in this folder, by argument arrays: no shell reads them. */
export function gitIn(folder: string): Git {
  return (args, input = "") =>
    new Promise((resolve, reject) => {
      const child = spawn("git", [...SETTINGS, ...args], { cwd: folder, env: { ...process.env, ...ENVIRONMENT } });
      const printed = collect(child);
      child.on("error", (cause) => reject(new GitError("git could not be started.", { cause })));
      child.on("close", (status) => {
        if (status === 0) resolve(Buffer.concat(printed.out));
        else reject(new GitError(`git ${args[0]}: ${Buffer.concat(printed.err).toString().trim()}`));
      });
      // git may end before it has read everything; that is told by its exit status.
      child.stdin.on("error", () => {});
      child.stdin.end(input);
    });
}

function collect(child: ChildProcess): { readonly out: Buffer[]; readonly err: Buffer[] } {
  const printed = { out: [] as Buffer[], err: [] as Buffer[] };
  child.stdout?.on("data", (data: Buffer) => printed.out.push(data));
  child.stderr?.on("data", (data: Buffer) => printed.err.push(data));
  return printed;
}

/** The full SHA that a name stands for; undefined where the repository does not hold that commit. */
export async function commitNamed(git: Git, name: string): Promise<string | undefined> {
  try {
    return (await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`])).toString().trim();
  } catch {
    return undefined;
  }
}

/** The commit where the two lines of history part; undefined where the repository does not hold enough of them. */
export async function mergeBase(git: Git, a: string, b: string): Promise<string | undefined> {
  try {
    return (await git(["merge-base", "--", a, b])).toString().trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The parents that a commit names, whether or not the repository holds them. */
export async function parentsOf(git: Git, commit: string): Promise<readonly string[]> {
  const [head = ""] = (await git(["cat-file", "commit", commit])).toString().split("\n\n", 1);
  return [...head.matchAll(/^parent (\w+)$/gm)].map(([, sha = ""]) => sha);
}
