import { body, type Detail } from "./body.ts";
import { COMMENT_CHARACTERS, VISIBLE_LINES, VISIBLE_ROWS } from "./limits.ts";
import type { Report } from "./report.ts";
import { visibleLines } from "./visible-lines.ts";

const FULL: Detail = {
  rows: VISIBLE_ROWS,
  breakdowns: 10,
  open: true,
  matrix: 50,
  remarks: 50,
  assumptions: 30,
  place: "comment",
};

/** From everything to the verdict alone. */
const LEVELS: readonly Detail[] = [
  FULL,
  { ...FULL, open: false },
  { ...FULL, open: false, breakdowns: 3, matrix: 10, remarks: 20 },
  { ...FULL, open: false, breakdowns: 1, matrix: 0, remarks: 10, assumptions: 5 },
  { ...FULL, open: false, breakdowns: 0, matrix: 0, remarks: 3, assumptions: 0, rows: 3 },
];

/** The report as a comment, without marker: the first level of detail that is short enough to read and to post. */
export function commentBody(report: Report): string {
  const bodies = LEVELS.map((level) => body(report, level));
  const short = bodies.find((text) => text.length <= COMMENT_CHARACTERS && visibleLines(text) <= VISIBLE_LINES);
  return short ?? bodies.find((text) => text.length <= COMMENT_CHARACTERS) ?? cut(bodies.at(-1) ?? "");
}

// Names of thousands of characters: what is left is broken Markdown, and still says the verdict.
const cut = (text: string): string => `${text.slice(0, COMMENT_CHARACTERS)}\n\n…\n`;
