import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Files by path; undefined removes one, and `{link}` makes a symbolic link. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string } | undefined>>;

/** A real git repository in a folder of its own. */
export interface TestRepository {
  readonly folder: string;
  readonly git: (...args: readonly string[]) => string;
  readonly write: (files: Files) => void;
  /** Writes, commits, and yields the commit's SHA: the same for the same history, since the date is fixed. */
  readonly commit: (files: Files, message?: string) => string;
  readonly remove: () => void;
}

/** Nothing of the machine's own settings, and a fixed author and date. */
const ENVIRONMENT = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.com",
  GIT_AUTHOR_DATE: "2026-11-01T12:00:00Z",
  GIT_COMMITTER_DATE: "2026-11-01T12:00:00Z",
};

export function testRepository(): TestRepository {
  const repository = existingRepository(realpathSync(mkdtempSync(join(tmpdir(), "repository-"))));
  repository.git("init", "--quiet", "--initial-branch=main");
  return repository;
}

/** A copy as actions/checkout makes it: one commit, no history. */
export function shallowCopy(repository: TestRepository, commit: string): TestRepository {
  const copy = testRepository();
  copy.git("fetch", "--quiet", "--depth=1", `file://${repository.folder}`, commit);
  copy.git("checkout", "--quiet", "FETCH_HEAD");
  return copy;
}

function existingRepository(folder: string): TestRepository {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "uploadpack.allowAnySHA1InWant=true", ...args], {
      cwd: folder,
      env: ENVIRONMENT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const write = (files: Files): void => {
    for (const [path, content] of Object.entries(files)) put(join(folder, path), content);
  };
  return {
    folder,
    git,
    write,
    commit: (files, message = "Change") => {
      write(files);
      git("add", "--all", "--force");
      git("commit", "--quiet", "--allow-empty", `--message=${message}`);
      return git("rev-parse", "HEAD").trim();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function put(file: string, content: Files[string]): void {
  rmSync(file, { force: true });
  if (content === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  if (typeof content === "object" && "link" in content) symlinkSync(content.link, file);
  else writeFileSync(file, content);
}
