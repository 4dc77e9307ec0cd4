import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../support/git-repository.ts";

const root = join(import.meta.dirname, "../..");
const node = join(root, "node_modules/node/bin/node");
const REPEATS = 15;

/** Milliseconds of a process from its start to its end. */
function timed(file: string, env: NodeJS.ProcessEnv): number {
  const start = performance.now();
  const { status } = spawnSync(node, [file], { env, stdio: "ignore" });
  expect(status).toBe(0);
  return performance.now() - start;
}

it("the bundle with nothing to do takes at most 150 ms more than an empty script", () => {
  const empty = join(temporaryFolder("cold"), "empty.mjs");
  writeFileSync(empty, "");
  const event = join(temporaryFolder("cold"), "event.json");
  writeFileSync(event, "{}");
  const env = { PATH: process.env["PATH"], GITHUB_EVENT_NAME: "issues", GITHUB_EVENT_PATH: event };
  const main = join(root, "dist/main.js");
  // In turns, so that a busy machine slows both alike; the least of many is what the program itself takes.
  const pairs = Array.from({ length: REPEATS }, () => [timed(empty, env), timed(main, env)] as const);
  const [bare, bundle] = [Math.min(...pairs.map(([a]) => a)), Math.min(...pairs.map(([, b]) => b))];
  console.log(`empty ${bare.toFixed(0)} ms, bundle ${bundle.toFixed(0)} ms`);
  expect(bundle - bare).toBeLessThanOrEqual(150);
});
