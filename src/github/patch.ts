import type { ChangedFile } from "../changes/repository.ts";

type Lines = NonNullable<ChangedFile["lines"]>;

/** The lines that one file's patch adds, as runs of line numbers in the new version, whatever context it shows. */
export function linesOfPatch(patch: string): Lines {
  const runs: [number, number][] = [];
  // 0: still in the patch's own head, where `+++ b/…` stands.
  let line = 0;
  for (const text of patch.split("\n")) {
    const hunk = /^@@ -\S+ \+(\d+)(?:,\d+)? @@/.exec(text);
    if (hunk !== null) line = Number(hunk[1]);
    else if (line > 0 && text.startsWith("+")) addLine(runs, line++);
    else if (line > 0 && text.startsWith(" ")) line++;
  }
  return runs;
}

function addLine(runs: [number, number][], line: number): void {
  const last = runs.at(-1);
  if (last !== undefined && last[1] === line - 1) last[1] = line;
  else runs.push([line, line]);
}

/**
 * A patch of many files, taken apart, in its order. A file begins at a line `diff --git`; lines of content begin with
 * another character, and a newline in a name is written `\n`.
 */
export function filesOfPatch(patch: string): readonly string[] {
  return patch.split(/^(?=diff --git )/m).filter((part) => part.startsWith("diff --git "));
}
