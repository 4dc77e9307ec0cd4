// Fills the generated parts of README.md (what `--help` prints, the tables of action.yml, the first table of docs/accuracy.md)
// and of docs/cookbook.md (the example workflows).
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { markdownTable } from "markdown-table";
import { parse } from "yaml";
import { HELP } from "../src/commands/help.ts";

const README = new URL("../README.md", import.meta.url);
const ACTION = new URL("../action.yml", import.meta.url);
const ACCURACY = new URL("../docs/accuracy.md", import.meta.url);

const COOKBOOK = new URL("../docs/cookbook.md", import.meta.url);
const WORKFLOWS = new URL("../examples/workflows/", import.meta.url);

/** The cookbook with the example workflows as they are; what a file says of itself at its top is its text. */
export function cookbook(): string {
  const files = readdirSync(WORKFLOWS).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const parts = files.map((file) => {
    const text = readFileSync(new URL(file, WORKFLOWS), "utf8");
    const about = /^(?:#.*\n)+/.exec(text)?.[0].replace(/^# ?/gm, "") ?? "";
    const [first = ""] = about.split("\n\n");
    return `## \`${file}\`\n\n${first.trim()}\n\n\`\`\`yaml\n${text.slice(/^(?:#.*\n)*/.exec(text)?.[0].length)}\`\`\``;
  });
  return filled(readFileSync(COOKBOOK, "utf8"), "workflows", parts.join("\n\n"));
}

/** The README with its generated parts as they have to be. */
export function readme(): string {
  const page = filled(readFileSync(README, "utf8"), "help", `\`\`\`text\n${HELP[""] ?? ""}\`\`\``);
  const withAction = filled(page, "action", actionTables(parse(readFileSync(ACTION, "utf8"))));
  return filled(withAction, "accuracy", firstTable(readFileSync(ACCURACY, "utf8")));
}

function filled(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`a page has lost the markers of ${name}`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}

function firstTable(page: string): string {
  const table = /(?:^\|.*\n)+/m.exec(page)?.[0];
  if (table === undefined) throw new Error("docs/accuracy.md has no table");
  return table.trimEnd();
}

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The inputs and outputs of action.yml as tables. */
function actionTables({ inputs, outputs }: Metadata): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const given = Object.entries(inputs).map(([name, about]) => [
    `\`${name}\``,
    cell(about.description),
    about.default === "" ? "" : `\`${about.default}\``,
  ]);
  const yielded = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]);
  const tables = [
    [["Input", "Meaning", "Default"], ...given],
    [["Output", "Meaning"], ...yielded],
  ];
  return tables.map((rows) => markdownTable(rows, { alignDelimiters: false, padding: true })).join("\n\n");
}

if (import.meta.main) {
  writeFileSync(README, readme());
  writeFileSync(COOKBOOK, cookbook());
}
