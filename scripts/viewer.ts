// Bundles the script and the style of the HTML report, from site/viewer and site/style, into src/report/html/viewer.json: the
// report is one file, and the program that writes it has no build of its own at hand.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const FILE = at("src/report/html/viewer.json");

/** What viewer.json has to hold. The hash is the one that a Content-Security-Policy names. */
export async function viewerText(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      lib: { entry: at("site/viewer/report-entry.ts"), formats: ["iife"], name: "gpuMemory", fileName: "viewer" },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !("output" in output)) throw new Error("the viewer was not built");
  const script = output.output[0].code.trim();
  const style = ["base", "timeline", "report"]
    .map((name) => readFileSync(at(`site/style/${name}.css`), "utf8"))
    .join("");
  const hash = createHash("sha256").update(script).digest("base64");
  return `${JSON.stringify({ script, hash: `sha256-${hash}`, style }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(FILE, await viewerText());
