import { parser } from "@lezer/python";
import type { Program } from "../../evaluate/program.ts";
import { ExpressionReader } from "./expressions.ts";
import { StatementReader } from "./statements.ts";
import { DEEPEST } from "./tree.ts";

export interface PythonText {
  readonly file: string;
  readonly text: string;
  readonly fileText?: string;
  readonly offsetInFile?: (offset: number) => number;
}

/** A Python text as a program; what can't be parsed is left out, the rest is read all the same. */
export function parsePython({ file, text, fileText = text, offsetInFile = (offset) => offset }: PythonText): Program {
  const { plain, shell } = withoutShell(text);
  // The parser takes its time over brackets that nobody closes.
  if (nestsTooDeeply(plain)) return { file, text: plain, body: [], offsetInFile, fileText };
  const tree = parser.parse(plain);
  const reader = new StatementReader(plain, new ExpressionReader(plain), shell);
  return { file, text: plain, body: reader.block(tree.topNode), offsetInFile, fileText };
}

const SHELL_LINE =
  /^([ \t]*)(?:!|%sx |%system )((?:[^\n\\]|\\(?!\r?\n)|\\\r?\n)*)|^([ \t]*)(%run[^\n]*|%%?[a-zA-Z][^\n]*)/gm;

const TEXTS =
  /"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|#[^\n]*|[([{]|[)\]}]/g;

/** Whether brackets, those in texts and comments aside, stand in each other deeper than they are read. */
function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (const [part] of text.matchAll(TEXTS)) {
    if (part === "(" || part === "[" || part === "{") depth += 1;
    else if (part === ")" || part === "]" || part === "}") depth = Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** A cell that a shell runs, up to its end. */
const SHELL_CELL = /^%%(?:bash|sh|shell)\b[^\n\f]*\n[^\f]*/gm;

/**
 * IPython's own lines become the number 0 and blanks, of the same length, so that the rest is Python at the same offsets.
 * Commands are kept by their offset.
 */
function withoutShell(text: string): { plain: string; shell: ReadonlyMap<number, string> } {
  const shell = new Map<number, string>();
  if (!/^[ \t]*[!%]/m.test(text)) return { plain: text, shell };
  const cells = text.replace(SHELL_CELL, (whole: string, at: number) => {
    shell.set(
      at,
      whole.replace(/^[^\n]*/, (line) => " ".repeat(line.length)),
    );
    return `0${whole.slice(1).replace(/[^\r\n]/g, " ")}`;
  });
  const plain = cells.replace(
    SHELL_LINE,
    (
      whole: string,
      indent: string | undefined,
      command: string | undefined,
      other: string | undefined,
      magic: string | undefined,
      at: number,
    ) => {
      const before = indent ?? other ?? "";
      // `%run train.py --batch 8` starts a program, `%cd folder` is where commands run from there on.
      const run = magic?.startsWith("%run ")
        ? `python ${magic.slice(4)}`
        : magic?.startsWith("%cd ")
          ? magic.slice(1)
          : undefined;
      const started = command === undefined ? run : ` ${command}`;
      if (started === undefined) return `${before}0${" ".repeat(Math.max(0, whole.length - before.length - 1))}`;
      shell.set(at + before.length, started);
      return `${before}0${whole.slice(before.length + 1).replace(/[^\r\n]/g, " ")}`;
    },
  );
  return { plain, shell };
}
