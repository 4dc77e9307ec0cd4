// Bundles lib/main.js and lib/cli.js, which tsc has compiled, into dist/: what the action and the command run, with all
// they need. ncc can't compile TypeScript 7 itself, so it gets JavaScript. The same input gives the same bytes.

import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ncc = createRequire(import.meta.url)("@vercel/ncc");
const ENTRIES = ["main", "cli"];

/** Parts that are loaded later, and the place where the first file names them: `279.index.js`. */
const PART = /^\d+\.index\.js$/;
const NAMING = /"\.index\.js"/g;
const named = (text, entry) => text.replace(".index.js", `.${entry}.js`);

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist");
const licenses = new Map();
for (const entry of ENTRIES) {
  const { code, assets } = await ncc(join(process.cwd(), "lib", `${entry}.js`), {
    cache: false,
    license: "licenses.txt",
    quiet: true,
  });
  for (const [name, { source }] of Object.entries(assets)) {
    if (name === "licenses.txt") addLicenses(source.toString());
    else if (PART.test(name)) writeFileSync(join("dist", named(name, entry)), source);
    // ncc names its package.json itself; any other file would be a part of the program that got lost.
    else if (name !== "package.json") throw new Error(`The bundle of ${entry} has ${name}, which is unexpected.`);
  }
  const file = join("dist", `${entry}.js`);
  writeFileSync(
    file,
    code.replace(NAMING, (text) => named(text, entry)),
  );
  if (entry === "cli") chmodSync(file, 0o755);
}
// The bundles are ES modules wherever dist/ is copied to.
writeFileSync(join("dist", "package.json"), `${JSON.stringify({ type: "module" })}\n`);
writeFileSync(
  join("dist", "licenses.txt"),
  [...licenses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join("\n\n"),
);
console.log(readdirSync("dist").join(" "));

/** Notices of packages, each once: ncc writes name, licence and text, parted by empty lines. */
function addLicenses(text) {
  for (const part of text.split(/\n\n(?=(?:@[\w.-]+\/)?[\w.-]+\n(?:[\w().+ -]+)\n)/)) {
    const name = part.split("\n", 1)[0] ?? "";
    if (name !== "" && !licenses.has(name)) licenses.set(name, part.trimEnd());
  }
}
