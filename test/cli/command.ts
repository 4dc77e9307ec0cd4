import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../support/git-repository.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The Node that the scripts are pinned to: it runs TypeScript as it is. */
const NODE = join(ROOT, "node_modules/node/bin/node");

export interface Ended {
  readonly out: string;
  /** Lines of standard error. */
  readonly errors: readonly string[];
  readonly exit: number | null;
}

/** A new folder with these files, removed when the tests of the file have ended. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder("cli");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs the real command in a process of its own. */
export function gpuMemory(args: readonly string[], folder = ROOT): Promise<Ended> {
  const child = spawn(NODE, [join(ROOT, "src/cli.ts"), ...args], { cwd: folder });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (exit) => done({ out, errors: err.split("\n").filter((line) => line !== ""), exit }));
  });
}

/** The same on a terminal of its own (script of util-linux), which shows standard output and standard error in one. */
export function onTerminal(args: readonly string[], folder = ROOT): Promise<string> {
  const line = [NODE, join(ROOT, "src/cli.ts"), ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], { cwd: folder });
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
  });
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", () => done(shown));
  });
}
