import { printable } from "./escape.ts";

// Letters as a terminal counts them, near enough: code points.
const width = (text: string): number => [...text].length;

/** Columns padded to their widest cell; those in `right` (numbers) to the right. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const cells = rows.map((row) => row.map(printable));
  const columns = Math.max(0, ...cells.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    cells.reduce((most, row) => Math.max(most, width(row[column] ?? "")), 0),
  );
  const pad = (cell: string, column: number): string => {
    const space = " ".repeat((widths[column] ?? 0) - width(cell));
    return right.includes(column) ? space + cell : cell + space;
  };
  return cells.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
