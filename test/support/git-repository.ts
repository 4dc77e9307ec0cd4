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
  /** Commits, on top of the present branch, a file that no work tree can hold. Returns the commit's id. */
  addEntry(entry: OddEntry): string;
}

/** A file by the names of its folders and its own, such as `..`, which git stores and does not check out. */
export interface OddEntry {
  readonly segments: readonly string[];
  readonly text: string;
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
const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
// A test process is ended from outside, so its end is never told; a script's is.
if (process.env["VITEST"] === undefined) process.on("exit", removeFolders);
else (await import("vitest")).afterAll(removeFolders, 120_000);

/** A new, empty folder that is removed when the tests of the file, or the script, have ended. */
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
    addEntry({ segments, text }) {
      const store = (kind: "blob" | "tree", content: Buffer): Buffer =>
        Buffer.from(runGit(folder, ["hash-object", "-t", kind, "-w", "--literally", "--stdin"], {}, content), "hex");
      let [mode, id] = ["100644", store("blob", Buffer.from(text))];
      // From the file up to the tree of the commit, each level beside what stands there.
      for (const [depth, name] of [...segments.entries()].reverse()) {
        const above = segments.slice(0, depth).join("/");
        const there = entriesOf(git, `HEAD:${above}`).filter((entry) => entry.name !== name);
        const all = [...there, { mode, id, name }].sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
        const parts = all.map((each) => Buffer.concat([Buffer.from(`${each.mode} ${each.name}\0`), each.id]));
        [mode, id] = ["40000", store("tree", Buffer.concat(parts))];
      }
      const commit = git("commit-tree", id.toString("hex"), "-p", "HEAD", "-m", "An odd entry");
      git("update-ref", git("symbolic-ref", "HEAD"), commit);
      return commit;
    },
    switchTo(branch, from) {
      git(...(from === undefined ? ["switch", "--quiet", branch] : ["switch", "--quiet", "--create", branch, from]));
    },
  };
}

interface StoredEntry {
  readonly mode: string;
  readonly id: Buffer;
  readonly name: string;
}

/** The entries of a tree; none where there is no such tree. */
function entriesOf(git: GitRepository["git"], tree: string): readonly StoredEntry[] {
  try {
    return git("ls-tree", "-z", git("rev-parse", "--verify", "--quiet", tree))
      .split("\0")
      .filter((line) => line !== "")
      .map((line) => {
        const [about = "", name = ""] = line.split("\t");
        const [mode = "", , id = ""] = about.split(" ");
        return { mode: mode.replace(/^0/, ""), id: Buffer.from(id, "hex"), name };
      });
  } catch {
    return [];
  }
}

/** By which git sorts the entries of a tree: a folder as if its name ended in a slash. */
const sortName = ({ mode, name }: StoredEntry): string => (mode === "40000" ? `${name}/` : name);

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
export function runGit(
  folder: string,
  words: readonly string[],
  extra: Readonly<Record<string, string>> = {},
  input: Buffer = Buffer.alloc(0),
): string {
  const env = { ...process.env, ...identity, ...extra };
  const options = { cwd: folder, env, input, encoding: "utf8", maxBuffer: 1 << 28 } as const;
  return execFileSync("git", words, options).replace(/\n$/, "");
}
