// Fills the generated parts of README.md: what `--help` prints, and the first table of docs/accuracy.md.
import { readFileSync, writeFileSync } from "node:fs";
import { HELP } from "../src/commands/help.ts";

const README = new URL("../README.md", import.meta.url);
const ACCURACY = new URL("../docs/accuracy.md", import.meta.url);

/** The README with its generated parts as they have to be. */
export function readme(): string {
  const page = filled(readFileSync(README, "utf8"), "help", `\`\`\`text\n${HELP[""] ?? ""}\`\`\``);
  return filled(page, "accuracy", firstTable(readFileSync(ACCURACY, "utf8")));
}

function filled(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has lost the markers of ${name}`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}

function firstTable(page: string): string {
  const table = /(?:^\|.*\n)+/m.exec(page)?.[0];
  if (table === undefined) throw new Error("docs/accuracy.md has no table");
  return table.trimEnd();
}

if (import.meta.main) writeFileSync(README, readme());
