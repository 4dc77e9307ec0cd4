// Writes what is generated from the fleet file's schema in code (src/fleet/schema.ts):
// gpu-fleet.schema.json for editors and docs/fleet-file.md for people. Run: `npx node scripts/schema.mjs`.
// `--check` only says whether both are current (exit 1 when they are not).
import { readFileSync, writeFileSync } from "node:fs";
import { fleetJsonSchema, fleetPage } from "./fleet-reference.mjs";

const root = new URL("../", import.meta.url);
const outputs = {
  "gpu-fleet.schema.json": `${JSON.stringify(fleetJsonSchema(), null, 2)}\n`,
  "docs/fleet-file.md": fleetPage(readFileSync(new URL("examples/gpu-fleet.yml", root), "utf8")),
};
for (const [name, text] of Object.entries(outputs)) {
  const url = new URL(name, root);
  if (!process.argv.includes("--check")) writeFileSync(url, text);
  else if (readFileSync(url, "utf8") !== text) {
    console.error(`${name} is not current: run npx node scripts/schema.mjs`);
    process.exitCode = 1;
  }
}
