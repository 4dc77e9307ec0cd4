import { LineTable } from "../../evaluate/lines.ts";
import { text, type Value } from "../../evaluate/value.ts";
import { BATCH, type Dialect, POSIX, POWERSHELL } from "../shell/lexer.ts";
import type { Job, JobFile } from "./job.ts";

/** A whole file that a shell runs: `.sh`, `.sbatch`, `.bat`, `.ps1`. */
export function scriptJobs({ path, text: source }: JobFile): Job[] {
  const dialect = dialectOf(path);
  const table = new LineTable(source);
  const variables = dialect === POWERSHELL ? parametersOf(source, path, table) : new Map<string, Value>();
  return [{ file: path, folder: "", variables, source, dialect, placeAt: (offset) => table.placeAt(offset, path) }];
}

function dialectOf(path: string): Dialect {
  if (/\.(?:bat|cmd)$/i.test(path)) return BATCH;
  return /\.ps1$/i.test(path) ? POWERSHELL : POSIX;
}

// param([int]$Batch = 10)
function parametersOf(source: string, path: string, table: LineTable): Map<string, Value> {
  const block = /\bparam\s*\(([\s\S]{0,2000}?)\)\s*(?:\r?\n|$)/i.exec(source);
  const start = block ? block.index + block[0].indexOf(block[1] ?? "") : 0;
  return new Map(
    [...(block?.[1] ?? "").matchAll(/\$(\w+)\s*=\s*["']?([^"',\r\n]*?)["']?\s*(?=,|$|\r?\n)/g)].map(
      ({ 1: name = "", 2: value = "", index }) => [name, text(value, table.placeAt(start + index, path))],
    ),
  );
}
