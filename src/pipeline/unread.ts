import type { SelectionRules } from "../changes/may-hold-runs.ts";
import { refusedFiles } from "../changes/refused.ts";
import type { Changes } from "../changes/repository.ts";
import type { Problem } from "../problem.ts";
import type { UnknownRun } from "../training/training-run.ts";

/** Files that are there and are not read. */
export interface Unread {
  /** Of those that a rule names as configs: runs of which nothing is known. */
  readonly unknown: readonly UnknownRun[];
  /** Of the others, which may be no configs at all: only that they were not read. */
  readonly warnings: readonly Problem[];
}

/** Changed links, submodules, large files and files that are no text, which might be configs. */
export async function unreadFiles(changes: Changes, rules: SelectionRules): Promise<Unread> {
  const refused = await refusedFiles(changes, rules);
  const isDeclared = ({ file }: Problem): boolean => rules.isDeclared(file);
  return {
    unknown: refused.filter(isDeclared).map(unknownRun),
    warnings: refused
      .filter((problem) => !isDeclared(problem))
      .map((problem) => ({ ...problem, severity: "warning" }) as const),
  };
}

function unknownRun({ code, message, remedy, file, line, column }: Problem): UnknownRun {
  const place = { file, line, column };
  const reason = { code, message, ...(remedy === undefined ? {} : { remedy }), place };
  return { id: file, place, reasons: [reason], files: [file] };
}
