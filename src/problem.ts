/** A place in a file of the repository. Lines and columns count from 1, as editors and GitHub do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A mistake (or doubt) that the user can mend. It is data: collected, sorted, shown all at once, never thrown. */
export interface Problem extends Place {
  /** Stable, kebab-case, for machines and for tests: `unknown-argument`, `not-a-number`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What is wrong, with the offending value. One sentence in plain English. */
  readonly message: string;
  /** What would be right. */
  readonly remedy?: string;
}

/** `file:line:column: message remedy`, the form that editors and terminals link. */
export function problemText(problem: Problem): string {
  const at = `${problem.file}:${problem.line}:${problem.column}`;
  const text = `${at}: ${problem.severity}: ${problem.message}`;
  return problem.remedy === undefined ? text : `${text} ${problem.remedy}`;
}

/** By file, line, column: the order in which a reader meets them. */
export function byPlace(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
