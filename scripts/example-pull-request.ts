import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The same author and dates every time, so that commits have the same names. */
const ENVIRONMENT = {
  ...process.env,
  GIT_AUTHOR_NAME: "vision",
  GIT_AUTHOR_EMAIL: "vision@example.com",
  GIT_COMMITTER_NAME: "vision",
  GIT_COMMITTER_EMAIL: "vision@example.com",
  GIT_AUTHOR_DATE: "2026-09-24T09:00:00Z",
  GIT_COMMITTER_DATE: "2026-09-24T09:00:00Z",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

/**
 * A git repository with the pull request of the examples: on `main` the gantry is trained at 640, on `larger-images` at
 * 1280, and a config is added. Answers the folder.
 */
export function examplePullRequest(): string {
  const folder = mkdtempSync(join(tmpdir(), "vision-team-"));
  const git = (...args: string[]): void => {
    execFileSync("git", ["-c", "core.hooksPath=/dev/null", ...args], { cwd: folder, env: ENVIRONMENT, stdio: "pipe" });
  };
  cpSync(join(ROOT, "examples/vision-team"), folder, { recursive: true });
  const added = join(folder, "configs/edge-defects.yaml");
  const aside = `${folder}.edge-defects.yaml`;
  renameSync(added, aside);
  const edited = join(folder, "configs/gantry.yaml");
  const after = readFileSync(edited, "utf8");
  writeFileSync(edited, after.replace("imgsz: 1280", "imgsz: 640"));
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "Train the gantry models");
  git("checkout", "-q", "-b", "larger-images");
  writeFileSync(edited, after);
  renameSync(aside, added);
  git("add", "-A");
  git("commit", "-q", "-m", "Read plates: larger images, and a model for the line");
  return folder;
}

/** What the command prints about that pull request. */
export function checkExample(folder: string, format: "text" | "markdown" | "json"): string {
  const args = [join(ROOT, "src/cli.ts"), "check", "--base", "main", "--head", "larger-images", "--format", format];
  try {
    return execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    // Exit 1 says that something does not fit, which is what the example shows.
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status === 1 && stdout !== undefined) return stdout;
    throw error;
  }
}
