import { LineTable } from "../../evaluate/lines.ts";
import { parsePython } from "../python/parse.ts";
import { POSIX, POWERSHELL } from "../shell/lexer.ts";
import type { Job, JobFile } from "./job.ts";

interface Block {
  readonly language: string;
  readonly from: number;
  readonly to: number;
}

/** Nobody writes more into one README by hand. */
const MOST_BLOCKS = 500;

const SHELLS = /^(?:bash|sh|shell|zsh|console|shell-session|shellsession|terminal|cmd|text)?$/i;

/** Code blocks of a README that a shell or Python would run, as if somebody did what they say. */
export function readmeJobs({ path, text }: JobFile): Job[] {
  const table = new LineTable(text);
  return blocksOf(text)
    .slice(0, MOST_BLOCKS)
    .flatMap(({ language, from, to }): Job[] => {
      const placeAt = (offset: number) => table.placeAt(from + offset, path);
      const job = { file: path, folder: "", variables: new Map(), placeAt };
      const source = text.slice(from, to);
      if (/^(?:py|python\d*|ipython)$/i.test(language)) {
        const program = parsePython({ file: path, text: source, fileText: text, offsetInFile: (at) => from + at });
        return [{ file: path, folder: "", variables: new Map(), program }];
      }
      if (/^(?:powershell|ps1|pwsh)$/i.test(language)) return [{ ...job, source, dialect: POWERSHELL }];
      // A prompt is no part of the command behind it.
      const commands = source.replace(/^([ \t]*)[$>%] /gm, (prompt) => " ".repeat(prompt.length));
      return SHELLS.test(language) ? [{ ...job, source: commands, dialect: POSIX }] : [];
    });
}

/** What stands between two fences: three or more backticks or tildes, the closing ones at least as many. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly language: string; readonly from: number } | undefined;
  let at = 0;
  for (const line of text.split("\n")) {
    const [, fence, info = ""] = /^[ \t]*(?:>[ \t]*)?(`{3,}|~{3,})[ \t]*([^`\r]{0,200})/.exec(line) ?? [];
    if (fence !== undefined && open === undefined) {
      open = { fence, language: /^\{?\.?([\w+-]*)/.exec(info)?.[1] ?? "", from: at + line.length + 1 };
    } else if (fence !== undefined && open !== undefined && info.trim() === "" && fence.startsWith(open.fence)) {
      blocks.push({ language: open.language, from: Math.min(open.from, at), to: at });
      open = undefined;
    }
    at += line.length + 1;
  }
  return blocks;
}
