import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { manyConfigs } from "../../scripts/many-configs.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CONFIGS = 1000;
const MEBIBYTE = 2 ** 20;

/** Tells at the end what the process took: CPU seconds of all threads, and the most memory it had. */
const METER = `import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write(JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, bytes: maxRSS * 1024 }));
});`;

it("1,000 configs of 100 distinct runs on ten pools take at most 20 s and less than 400 MB", () => {
  const folder = manyConfigs(CONFIGS);
  const meter = `data:text/javascript,${encodeURIComponent(METER)}`;
  const { stdout, stderr } = spawnSync(
    `${ROOT}node_modules/node/bin/node`,
    ["--import", meter, `${ROOT}src/cli.ts`, "audit", folder],
    { encoding: "utf8", maxBuffer: 64 * MEBIBYTE },
  );
  rmSync(folder, { recursive: true });
  const [, table = ""] = stdout.split("\n\n");
  expect(table.split("\n").length).toBe(1 + CONFIGS * 10);
  const { seconds, bytes } = JSON.parse(stderr.slice(stderr.lastIndexOf("{")));
  // CPU time: what else the machine does must not decide, and a second core only helps.
  expect(seconds).toBeLessThan(20);
  expect(bytes).toBeLessThan(400e6);
});
