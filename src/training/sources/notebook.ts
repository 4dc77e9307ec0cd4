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

/** A file that a cell of a notebook writes (`%%writefile train.py`), as a program where it is one. */
export interface CellFile {
  readonly path: string;
  readonly text: string;
  readonly program?: Program;
}

/** The files that cells of a notebook write, each once: the last cell counts. */
export function filesWritten(fileText: string, file: string): readonly CellFile[] {
  if (!/%%(?:write)?file\b/.test(fileText)) return [];
  const written = new Map<string, CellFile>();
  for (const { code: isCode, pieces } of cellsOf(fileText)) {
    const joined = joinedPieces(fileText, isCode ? pieces : []);
    const [magic, name] = /^\s*%%(?:write)?file[ \t]+(?!-)(\S+)[^\n]*\n?/.exec(joined.code) ?? [];
    if (magic === undefined || name === undefined || joined.code.length > MOST_CODE) continue;
    const text = joined.code.slice(magic.length);
    const path = name.replace(/^["']|["']$/g, "").replace(/^(?:\.\/)+/, "");
    const offsetInFile = (offset: number): number => joined.offsetInFile(offset + magic.length);
    if (path === "") continue;
    written.set(path, {
      path,
      text,
      ...(path.endsWith(".py") && { program: parsePython({ file, text, fileText, offsetInFile }) }),
    });
  }
  return [...written.values()];
}

/** The code cells of a notebook as one program, with places in the notebook's own file; undefined where there are none. */
export function notebookProgram(fileText: string, file: string): Program | undefined {
  const cells = cellsOf(fileText).filter(({ code, pieces }) => code && !isOtherLanguage(fileText, pieces));
  const joined = joinedCells(fileText, cells);
  return joined === undefined || joined.code === ""
    ? undefined
    : parsePython({ file, text: joined.code, fileText, offsetInFile: joined.offsetInFile });
}

interface Joined {
  readonly code: string;
  readonly offsetInFile: (offset: number) => number;
}

const joinedPieces = (fileText: string, pieces: readonly JsonText[]): Joined =>
  joinedCells(fileText, [{ code: true, pieces }], "") ?? { code: "", offsetInFile: () => 0 };

/** The code of cells, with where each letter of it stands in the file; undefined where it is longer than code that people write. */
function joinedCells(fileText: string, cells: readonly Cell[], mark = "\f\n"): Joined | undefined {
  const starts: { readonly at: number; readonly from: number; readonly to: number }[] = [];
  let code = "";
  for (const { pieces } of cells) {
    for (const { from, to } of pieces) {
      starts.push({ at: code.length, from: from + 1, to: to - 1 });
      code += jsonText(fileText.slice(from, to));
      if (code.length > MOST_CODE) return undefined;
    }
    // The end of a cell, which Python passes over, is the end of a `%%bash`.
    if (mark !== "") code += code.endsWith("\n") ? mark : `\n${mark}`;
  }
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
  return { code, offsetInFile };
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
