// Prints the accuracy of the estimates on the measured runs. `--markdown` writes it into docs/accuracy.md and README.md,
// `--margins` writes the intervals' margins into src/memory/interval-margins.json.
import { readFileSync, writeFileSync } from "node:fs";
import data from "../src/memory/interval-margins.json" with { type: "json" };
import { accuracyTables } from "../test/measured/accuracy-page.ts";
import { answersOf } from "../test/measured/answers.ts";
import { countedFiles } from "../test/measured/groups.ts";
import { marginsOf, missesOf, widestOf } from "../test/measured/margins.ts";
import { between } from "../test/measured/markers.ts";
import { workspaceMargin } from "../test/measured/workspaces.ts";
import { readme } from "./readme.ts";

const README = new URL("../README.md", import.meta.url);
const PAGE = new URL("../docs/accuracy.md", import.meta.url);
const MARGINS = new URL("../src/memory/interval-margins.json", import.meta.url);

function writeMargins(): void {
  const groups = marginsOf(countedFiles.flatMap((file) => missesOf(answersOf(file))));
  const unmeasured = {
    ...data.unmeasured,
    architecture: { ...data.unmeasured.architecture, ...workspaceMargin("h200-8.4.190") },
  };
  const margins = { origin: data.origin, groups, widest: widestOf(groups), unmeasured };
  writeFileSync(MARGINS, `${JSON.stringify(margins, null, 2)}\n`);
}

function writePages(): void {
  writeFileSync(PAGE, between(readFileSync(PAGE, "utf8"), accuracyTables()));
  writeFileSync(README, readme());
}

const [option] = process.argv.slice(2);
if (option === "--margins") writeMargins();
else if (option === "--markdown") writePages();
else console.log(accuracyTables());
