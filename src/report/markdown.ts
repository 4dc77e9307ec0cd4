import { markdownTable } from "markdown-table";
import type { RunVerdict } from "../verdict/verdict.ts";
import { code, escapePath } from "./escape.ts";
import type { Report } from "./report.ts";

export type Alignment = "l" | "r";

/** A Markdown table; the first row is its head. A pipe in a cell would end it, also in a code span. */
export const table = (rows: readonly (readonly string[])[], align: readonly Alignment[] = []): string =>
  markdownTable(
    rows.map((row) => row.map((cell) => cell.replace(/\|/g, "\\|"))),
    { align: [...align] },
  );

/** A part that is opened by a click. `title` is HTML. Blank lines let Markdown be read inside. */
export const details = (title: string, body: string, open = false): string =>
  `<details${open ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;

export const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

/** The first seven letters of a SHA. */
export const short = (sha: string | undefined): string => sha?.slice(0, 7) ?? "";

/** The config's name, linked to the line that matters at the head's commit where there is one. */
export function configLink(report: Report, run: RunVerdict): string {
  const { repositoryUrl, head } = report.provenance;
  if (repositoryUrl === undefined || head === undefined) return code(run.id);
  return `[${code(run.id)}](${repositoryUrl}/blob/${head}/${escapePath(run.place.file)}#L${lineOf(run)})`;
}

/** Where the change is written that costs most, else the model. */
function lineOf({ run, place: { file, line }, causes, unknown = [] }: RunVerdict): number {
  const cause = causes.find(({ place, growthBytes }) => place?.file === file && (growthBytes ?? 0) > 0);
  const others = [run?.places["model"], ...unknown.map(({ place }) => place)];
  return cause?.place?.line ?? others.find((place) => place?.file === file)?.line ?? line;
}
