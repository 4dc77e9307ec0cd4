import { execFileSync } from "node:child_process";
import { type Answer, type Answers, created, invalid, notFound, ok, paged, type Question, refusal } from "./answer.ts";
import { complete } from "./complete.ts";
import { repositoryUrl } from "./shapes.ts";
import type { State } from "./state.ts";

// Commits, trees, blobs, contents and comparisons, as git itself tells them.

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size: number;
  readonly path: string;
}

const JSON_CONTENT_LIMIT = 1 << 20;

export const gitAnswers: Answers = {
  "repos/get-content": content,
  "git/get-tree": tree,
  "git/get-blob": ({ state, parameters }) => {
    const sha = parameters["file_sha"] ?? "";
    const bytes = git(state, "cat-file", "blob", sha);
    if (bytes === undefined) return notFound();
    const url = `${repositoryUrl(state)}/git/blobs/${sha}`;
    return ok({ sha, node_id: sha, size: bytes.length, url, content: base64(bytes), encoding: "base64" });
  },
  "git/get-commit": ({ state, parameters }) => {
    const sha = commitId(state, parameters["commit_sha"]);
    return sha === undefined ? notFound() : ok({ ...complete("git-commit", gitCommit(state, sha)), sha });
  },
  "git/get-ref": ({ state, parameters }) => {
    const ref = `refs/${parameters["ref"]}`;
    const sha = commitId(state, ref);
    return sha === undefined ? notFound() : ok(refShape(ref, sha));
  },
  "git/create-ref": ({ state, body }) => {
    const [ref, sha] = [String(body["ref"]), commitId(state, String(body["sha"]))];
    if (sha === undefined || !ref.startsWith("refs/")) return invalid("Object does not exist");
    if (commitId(state, ref) !== undefined) return invalid("Reference already exists");
    git(state, "update-ref", ref, sha);
    return created(refShape(ref, sha));
  },
  "git/update-ref": ({ state, parameters, body }) => {
    const [ref, sha] = [`refs/${parameters["ref"]}`, commitId(state, String(body["sha"]))];
    const before = commitId(state, ref);
    if (before === undefined || sha === undefined) return invalid("Reference does not exist");
    const forward = git(state, "merge-base", "--is-ancestor", before, sha) !== undefined;
    if (!forward && body["force"] !== true) return invalid("Update is not a fast forward");
    git(state, "update-ref", ref, sha);
    return ok(refShape(ref, sha));
  },
  "repos/create-or-update-file-contents": writeContent,
  "repos/get-commit": ({ state, parameters }) => {
    const sha = commitId(state, parameters["ref"]);
    return sha === undefined ? notFound() : ok(commitShape(state, sha));
  },
  "repos/compare-commits-with-basehead": compare,
};

const refShape = (ref: string, sha: string): object =>
  complete("git-ref", { ref, object: { type: "commit", sha, url: "" } });

/** A commit on top of a branch, as GitHub makes one for each file that is written: over a file only with its present SHA. */
function writeContent({ state, parameters, body }: Question): Answer {
  const path = parameters["path"] ?? "";
  const branch = `refs/heads/${body["branch"] ?? "main"}`;
  const parent = commitId(state, branch);
  if (parent === undefined) return refusal(404, `Branch ${body["branch"]} not found`);
  const there = treeEntries(state, [parent, "--", path])[0];
  if (there !== undefined && body["sha"] === undefined) return invalid('"sha" wasn\'t supplied.');
  if (there?.sha !== body["sha"]) return refusal(409, `${path} does not match ${body["sha"]}`);
  const bytes = Buffer.from(String(body["content"]), "base64");
  const blob = printed(state, ["hash-object", "-w", "--stdin"], bytes);
  // An index of its own, so that the work tree's stays as it is.
  const index = { GIT_INDEX_FILE: `${state.folder}/.git/index-${blob}` };
  printed(state, ["read-tree", parent], undefined, index);
  printed(state, ["update-index", "--add", "--cacheinfo", `100644,${blob},${path}`], undefined, index);
  const tree = printed(state, ["write-tree"], undefined, index);
  const commit = printed(state, ["commit-tree", tree, "-p", parent, "-m", String(body["message"])], undefined, AUTHOR);
  printed(state, ["update-ref", branch, commit]);
  const entry = { mode: "100644", type: "blob", sha: blob, size: bytes.length, path };
  const url = `${repositoryUrl(state)}/contents/${path}`;
  const addresses = { url, git_url: url, html_url: url, download_url: url, _links: { self: url, git: url, html: url } };
  const about = {
    content: { ...file(state, entry, bytes), ...addresses },
    commit: { ...complete("git-commit", {}), sha: commit },
  };
  return { status: there === undefined ? 201 : 200, body: complete("file-commit", about) };
}

const AUTHOR = {
  GIT_AUTHOR_NAME: "github-actions[bot]",
  GIT_AUTHOR_EMAIL: "actions@example.com",
  GIT_COMMITTER_NAME: "github-actions[bot]",
  GIT_COMMITTER_EMAIL: "actions@example.com",
};

/** What git prints, without the last line feed; throws where it fails. */
function printed(state: State, words: readonly string[], input?: Buffer, extra: Readonly<Record<string, string>> = {}) {
  const options = { cwd: state.folder, input: input ?? "", env: { ...process.env, ...extra } };
  return execFileSync("git", words, options).toString().trim();
}

/** What git prints; undefined where it fails. */
export function git(state: State, ...words: readonly string[]): Buffer | undefined {
  try {
    return execFileSync("git", words, { cwd: state.folder, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

/** The id of a commit by id, branch, tag or full ref; undefined where the repository has none of that name. */
export function commitId(state: State, name: string | undefined): string | undefined {
  if (name === undefined || name.startsWith("-")) return undefined;
  return git(state, "rev-parse", "--verify", "--quiet", `${name}^{commit}`)?.toString().trim();
}

function content({ state, parameters, query, accept }: Question): Answer {
  const path = (parameters["path"] ?? "").replace(/\/$/, "");
  const commit = commitId(state, query.get("ref") ?? "HEAD");
  if (commit === undefined || path.split("/").includes("..")) return notFound();
  const entry = path === "" ? undefined : treeEntries(state, [commit, "--", path])[0];
  if (path === "" || entry?.type === "tree") return ok(directory(state, commit, path));
  if (entry === undefined) return notFound();
  if (entry.type === "commit") return ok(complete("content-submodule", { ...named(state, entry), type: "submodule" }));
  const bytes = git(state, "cat-file", "blob", entry.sha) ?? Buffer.alloc(0);
  if (entry.mode === "120000") return link(state, commit, entry, bytes.toString());
  if (accept.includes("raw")) return { status: 200, headers: { "content-type": accept }, body: bytes };
  return ok(file(state, entry, bytes));
}

function file(state: State, entry: TreeEntry, bytes: Buffer): object {
  const tooLarge = bytes.length > JSON_CONTENT_LIMIT;
  const text = tooLarge ? { content: "", encoding: "none" } : { content: base64(bytes), encoding: "base64" };
  return complete("content-file", { ...named(state, entry), type: "file", ...text });
}

/** GitHub answers a link with the file it leads to where that lies in the repository, else with the link itself. */
function link(state: State, commit: string, entry: TreeEntry, target: string): Answer {
  const there = new URL(target, `file:///${entry.path}`).pathname.slice(1);
  const led = target.startsWith("/") ? undefined : treeEntries(state, [commit, "--", there])[0];
  const bytes = led?.type === "blob" && led.mode !== "120000" ? git(state, "cat-file", "blob", led.sha) : undefined;
  if (bytes !== undefined) return ok(file(state, entry, bytes));
  return ok(complete("content-symlink", { ...named(state, entry), type: "symlink", target }));
}

function directory(state: State, commit: string, path: string): readonly object[] {
  const below = treeEntries(state, path === "" ? [commit] : [commit, "--", `${path}/`]);
  const kinds: Readonly<Record<string, string>> = { tree: "dir", commit: "submodule" };
  return below.map((entry) => ({ ...named(state, entry), type: kinds[entry.type] ?? "file" }));
}

function named(state: State, entry: TreeEntry): object {
  const url = `${repositoryUrl(state)}/contents/${entry.path}`;
  const addresses = { url, git_url: null, html_url: null, download_url: null };
  const own = { name: entry.path.split("/").at(-1), path: entry.path, sha: entry.sha, size: entry.size };
  return { ...own, ...addresses, _links: { self: url, git: null, html: null } };
}

function tree({ state, parameters, query }: Question): Answer {
  const name = parameters["tree_sha"] ?? "";
  const sha = git(state, "rev-parse", "--verify", "--quiet", `${name}^{tree}`)?.toString().trim();
  if (sha === undefined) return notFound();
  const entries = treeEntries(state, query.has("recursive") ? ["-r", "-t", sha] : [sha]);
  const listed = entries.map(({ type, size, ...entry }) => ({ ...entry, type, ...(type === "blob" ? { size } : {}) }));
  return ok({ sha, url: `${repositoryUrl(state)}/git/trees/${sha}`, truncated: false, tree: listed });
}

function treeEntries(state: State, words: readonly string[]): readonly TreeEntry[] {
  const printed = git(state, "--literal-pathspecs", "ls-tree", "-z", "--long", ...words)?.toString() ?? "";
  return printed
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const [about = "", path = ""] = [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)];
      const [mode = "", type = "", sha = "", size = "0"] = about.split(/ +/);
      return { mode, type, sha, size: size === "-" ? 0 : Number(size), path };
    });
}

function compare({ state, parameters, query }: Question): Answer {
  const [from, to] = (parameters["basehead"] ?? "").split("...").map((name) => commitId(state, name.split(":").at(-1)));
  if (from === undefined || to === undefined) return notFound();
  const base = git(state, "merge-base", from, to)?.toString().trim();
  if (base === undefined) return notFound();
  const count = (range: string): number => Number(git(state, "rev-list", "--count", range)?.toString());
  const [ahead, behind] = [count(`${from}..${to}`), count(`${to}..${from}`)];
  const ids = (git(state, "rev-list", "--reverse", `${from}..${to}`)?.toString() ?? "").split("\n").filter(Boolean);
  const address = `${repositoryUrl(state)}/compare/${parameters["basehead"]}`;
  const { page, headers } = paged(ids, address, query);
  const known = {
    url: address,
    base_commit: commitShape(state, from),
    merge_base_commit: commitShape(state, base),
    status: statusOf(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ids.length,
    commits: page.map((sha) => commitShape(state, sha)),
    // As GitHub does: at most 300 files, and on the first page alone.
    ...(Number(query.get("page") ?? 1) === 1 ? { files: changedFiles(state, base, to).slice(0, 300) } : {}),
  };
  return { ...ok(complete("commit-comparison", known)), headers };
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return "diverged";
  if (ahead > 0) return "ahead";
  return behind > 0 ? "behind" : "identical";
}

const statuses: Readonly<Record<string, string>> = {
  A: "added",
  D: "removed",
  R: "renamed",
  C: "copied",
  T: "changed",
};

/** The files that differ between two commits, as pulls/list-files and comparisons give them. */
export function changedFiles(state: State, from: string, to: string): readonly object[] {
  const parts = (git(state, "diff", "--raw", "-z", "--no-abbrev", "-M", from, to)?.toString() ?? "").split("\0");
  const files: object[] = [];
  while (parts.length > 1) {
    const [, , , sha = "", letters = "M"] = (parts.shift() ?? "").split(" ");
    const status = statuses[letters[0] ?? ""] ?? "modified";
    const moved = status === "renamed" || status === "copied";
    const previous = moved ? { previous_filename: parts.shift() } : {};
    files.push(complete("diff-entry", { sha, status, ...previous, filename: parts.shift() }));
  }
  return files;
}

function commitShape(state: State, sha: string): object {
  const { tree, parents, message } = gitCommit(state, sha);
  const about = complete("commit", {})["commit"] as object;
  const url = `${repositoryUrl(state)}/commits/${sha}`;
  return complete("commit", { sha, node_id: sha, url, commit: { ...about, tree, message }, parents });
}

function gitCommit(state: State, sha: string) {
  const printed = git(state, "show", "--no-patch", "--format=%T%n%P%n%B", sha)?.toString() ?? "";
  const [tree = "", parents = "", ...message] = printed.trimEnd().split("\n");
  const ids = parents.split(" ").filter(Boolean);
  return {
    tree: { sha: tree, url: "" },
    parents: ids.map((id) => ({ sha: id, url: "", html_url: "" })),
    message: message.join("\n"),
  };
}

/** Base64 in lines of 60 letters, as GitHub sends it. */
function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/.{60}/g, "$&\n");
}
