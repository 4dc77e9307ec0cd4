import type { Program } from "../evaluate/program.ts";
import { parsePython } from "./python/parse.ts";

/** A text in a JSON file: from its first quote to behind its last. */
interface JsonText {
  readonly from: number;
  readonly to: number;
}

interface Cell {
  readonly code: boolean;
  readonly pieces: readonly JsonText[];
}

/** Larger than any notebook that people write by hand, pictures aside. */
const MOST_CODE = 1024 * 1024;

/** The code cells of a notebook as one program, with places in the notebook's own file; undefined where there are none. */
export function notebookProgram(fileText: string, file: string): Program | undefined {
  const starts: { readonly at: number; readonly from: number; readonly to: number }[] = [];
  let code = "";
  for (const { code: isCode, pieces } of cellsOf(fileText)) {
    if (!isCode || isOtherLanguage(fileText, pieces)) continue;
    for (const { from, to } of pieces) {
      starts.push({ at: code.length, from: from + 1, to: to - 1 });
      code += jsonText(fileText.slice(from, to));
      if (code.length > MOST_CODE) return undefined;
    }
    // The end of a cell, which Python passes over, is the end of a `%%bash`.
    code += code.endsWith("\n") ? "\f\n" : "\n\f\n";
  }
  if (code === "") return undefined;
  const offsetInFile = (offset: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle]?.at ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = starts[low];
    return piece === undefined ? 0 : rawOffset(fileText, piece, offset - piece.at);
  };
  return parsePython({ file, text: code, fileText, offsetInFile });
}

// A cell that begins with a magic for another language, or for a file, is none of Python's.
function isOtherLanguage(source: string, [first]: readonly JsonText[]): boolean {
  if (first === undefined) return true;
  const start = source.slice(first.from + 1, first.from + 40);
  return /^(?:\s|\\n)*%%(?!time|capture|timeit|prun|memit|bash\b|sh\b|shell\b)/.test(start);
}

/** Letters of a JSON text count one, escapes two or six. */
function rawOffset(
  source: string,
  { from, to }: { readonly from: number; readonly to: number },
  letters: number,
): number {
  let at = from;
  for (let count = 0; count < letters && at < to; count++)
    at += source[at] !== "\\" ? 1 : source[at + 1] === "u" ? 6 : 2;
  return at;
}

function jsonText(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return "";
  }
}

/** The cells of a notebook, found by one pass over its text that looks into no picture. */
function cellsOf(source: string): Cell[] {
  const cells: Cell[] = [];
  const reader = new JsonScanner(source);
  let current: { code: boolean; pieces: JsonText[] } | undefined;
  reader.scan(
    (path, text) => {
      const [top, , key] = path;
      if (top !== "cells" && top !== "worksheets") return;
      if (path.length === 3 && key === "cell_type") {
        current = { code: source.slice(text.from + 1, text.to - 1) === "code", pieces: current?.pieces ?? [] };
      } else if (key === "source" && path.length <= 4) {
        current ??= { code: true, pieces: [] };
        current.pieces.push(text);
      }
    },
    () => {
      if (current !== undefined) cells.push(current);
      current = undefined;
    },
  );
  return cells;
}

/** Walks a JSON text without building it. */
class JsonScanner {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** Tells every text value with the keys above it (items of lists count as ""), and the end of every item of a top list. */
  scan(onText: (path: readonly string[], text: JsonText) => void, onItem: () => void): void {
    const path: string[] = [];
    const kinds: ("list" | "map")[] = [];
    let key: string | undefined;
    for (let at = 0; at < this.source.length; at++) {
      const letter = this.source[at];
      if (letter === '"') {
        const end = this.closing(at);
        if (end < 0) return;
        const isKey = kinds.at(-1) === "map" && key === undefined;
        if (isKey) key = this.source.slice(at + 1, end);
        else {
          onText([...path, ...(key === undefined ? [] : [key])], { from: at, to: end + 1 });
          if (kinds.at(-1) === "map") key = undefined;
        }
        at = end;
      } else if (letter === "{" || letter === "[") {
        if (kinds.length > 100) return;
        if (kinds.length > 0) path.push(key ?? "");
        kinds.push(letter === "{" ? "map" : "list");
        key = undefined;
      } else if (letter === "}" || letter === "]") {
        kinds.pop();
        if (kinds.length === 2 && letter === "}") onItem();
        path.pop();
        key = undefined;
      } else if (letter === "," && kinds.at(-1) === "map") key = undefined;
    }
  }

  private closing(open: number): number {
    for (let at = this.source.indexOf('"', open + 1); at >= 0; at = this.source.indexOf('"', at + 1)) {
      let slashes = 0;
      while (this.source[at - 1 - slashes] === "\\") slashes += 1;
      if (slashes % 2 === 0) return at;
    }
    return -1;
  }
}
