import { execFile } from "node:child_process";

/** Output of git may be large: whole trees, files up to the limit of a snapshot. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** What git prints; undefined where it fails. Arguments are handed over as they are: no shell is involved. */
export function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Settings of a repository must not run programs for us.
    const safe = ["-C", folder, "-c", "core.fsmonitor=false", "-c", "diff.external=", "-c", "protocol.allow=never"];
    execFile("git", [...safe, ...args], { maxBuffer: MOST_OUTPUT, encoding: "utf8" }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}

/** The full SHA of a commit that is there with its tree; undefined otherwise. */
export async function commitOf(folder: string, ref: string): Promise<string | undefined> {
  if (ref.startsWith("-")) return undefined;
  const sha = await git(folder, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  return sha?.trim();
}
