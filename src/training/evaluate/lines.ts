import type { Place } from "../../problem.ts";

/** Where the lines of a text begin, for places of offsets. `\r\n`, `\n` and a lone `\r` end a line. */
export class LineTable {
  private readonly starts: number[] = [0];
  private readonly mark: number;

  constructor(text: string) {
    // A byte order mark takes no column.
    this.mark = text.startsWith("\ufeff") ? 1 : 0;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) this.starts.push(match.index + match[0].length);
  }

  placeAt(offset: number, file: string): Place {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const mark = low === 0 ? this.mark : 0;
    return { file, line: low + 1, column: Math.max(1, offset - (this.starts[low] ?? 0) - mark + 1) };
  }

  /** The offset of a place. */
  offsetOf({ line, column }: Place): number {
    return (this.starts[line - 1] ?? 0) + column - 1;
  }
}
