import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const SOURCES = ["src", "scripts/bundle.mjs", "package-lock.json", "tsconfig.json"];

/** Builds dist/, once before all scenarios, if anything that it is made of is newer. */
export default function build(): void {
  const bundle = join(root, "dist/main.js");
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  if (SOURCES.some((path) => newest(join(root, path)) > built))
    execFileSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

function newest(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newest(join(path, name))));
}
