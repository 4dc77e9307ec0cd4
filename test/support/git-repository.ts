import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

// Real git repositories in temporary folders, with fixed names and times: the same files give the same commit ids.

/** What to write at a path: text or bytes, a link to another path, a submodule at a commit, or null to take the file away. */
export type FileContent = string | Uint8Array | { readonly link: string } | { readonly submodule: string } | null;
export type Files = Readonly<Record<string, FileContent>>;

/** A repository with one branch in front of the user; every commit returns its id. */
export interface GitRepository {
  readonly folder: string;
  git(...words: readonly string[]): string;
  commit(message: string, files: Files): string;
  switchTo(branch: string, from?: string): void;
}

/** The commits of a pull request as GitHub keeps them: refs/pull/N/head and refs/pull/N/merge. */
export interface PullRequestCommits {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly mergeBase: string;
  readonly head: string;
  readonly merge: string;
}

const identity = {
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.com",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.com",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new, empty folder that is removed when the test process ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `gpu-memory-${name}-`));
  folders.push(folder);
  return folder;
}

/** A new repository on branch main, without a commit. */
export function newRepository(): GitRepository {
  return repositoryIn(temporaryFolder("repository"));
}

function repositoryIn(folder: string): GitRepository {
  let clock = Date.UTC(2026, 2, 1);
  const git = (...words: readonly string[]): string => {
    const date = new Date(clock).toISOString();
    return runGit(folder, words, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
  };
  git("init", "--quiet", "--initial-branch=main");
  git("config", "uploadpack.allowAnySHA1InWant", "true");
  git("config", "core.quotePath", "false");
  return {
    folder,
    git,
    commit(message, files) {
      clock += 60_000;
      writeFiles(folder, files);
      git("add", "--all");
      for (const [path, content] of Object.entries(files))
        if (isSubmodule(content)) git("update-index", "--add", "--cacheinfo", `160000,${content.submodule},${path}`);
      git("commit", "--quiet", "--allow-empty", "--message", message);
      return git("rev-parse", "HEAD");
    },
    switchTo(branch, from) {
      git(...(from === undefined ? ["switch", "--quiet", branch] : ["switch", "--quiet", "--create", branch, from]));
    },
  };
}

/** Records the tips of `branch` and `target` (main unless told) as pull request `number`, merged for trial as GitHub does. */
export function openPullRequest(
  { git }: GitRepository,
  { number, branch, target = "main" }: { number: number; branch: string; target?: string },
): PullRequestCommits {
  const base = git("rev-parse", target);
  const head = git("rev-parse", branch);
  const mergeBase = git("merge-base", base, head);
  const tree = git("merge-tree", "--write-tree", base, head).split("\n")[0] ?? "";
  const merge = git("commit-tree", tree, "-p", base, "-p", head, "-m", `Merge ${head} into ${base}`);
  git("update-ref", `refs/pull/${number}/head`, head);
  git("update-ref", `refs/pull/${number}/merge`, merge);
  return { number, branch, base, mergeBase, head, merge };
}

/** How the workflow got its files: actions/checkout on the default ref, the same with fetch-depth 0, or not at all. */
export type Checkout = "shallow" | "full" | "none";

/** A workspace as actions/checkout leaves it at `ref` (such as refs/pull/7/merge), detached, with an unreachable remote. */
export function checkOut({ folder }: GitRepository, ref: string, checkout: Checkout): string {
  const workspace = temporaryFolder("workspace");
  if (checkout === "none") return workspace;
  const local = ref.replace(/^refs\/(heads\/)?/, "refs/remotes/");
  const specs = [`+${ref}:${local}`, ...(checkout === "full" ? ["+refs/heads/*:refs/remotes/origin/*"] : [])];
  runGit(workspace, ["init", "--quiet", "--initial-branch=main"]);
  const depth = checkout === "shallow" ? ["--depth=1"] : [];
  runGit(workspace, ["fetch", "--quiet", "--no-tags", ...depth, `file://${folder}`, ...specs]);
  runGit(workspace, ["checkout", "--quiet", "--detach", local]);
  runGit(workspace, ["remote", "add", "origin", "https://github.invalid/acme/vision"]);
  return workspace;
}

/** The files of a folder by path, as `commit` takes them; none where there is no such folder. */
export function filesIn(folder: string): Files {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

const isSubmodule = (content: FileContent): content is { readonly submodule: string } =>
  typeof content === "object" && content !== null && "submodule" in content;

function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    rmSync(target, { recursive: true, force: true });
    if (content === null || isSubmodule(content)) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === "object" && "link" in content) symlinkSync(content.link, target);
    else writeFileSync(target, content);
  }
}

/** What git prints, without the last line feed. */
export function runGit(folder: string, words: readonly string[], extra: Readonly<Record<string, string>> = {}): string {
  const env = { ...process.env, ...identity, ...extra };
  return execFileSync("git", words, { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 28 }).replace(/\n$/, "");
}
