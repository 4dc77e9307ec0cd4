import type { Problem } from "../problem.ts";

/** The files of a repository at one commit, or of a work tree. Nothing outside of it can be named. */
export interface Snapshot {
  /** Full SHA; absent for a work tree. */
  readonly commit?: string;
  /** Paths relative to the root, with `/`. Symlinks and submodules are left out. */
  list(): Promise<readonly string[]>;
  /** The text of a file; undefined where there is none, or where it is not read (see `refusal`). */
  read(path: string): Promise<string | undefined>;
  /**
   * Of files, likeliest first, those that are worth what reading them costs: where reading is free all of them (as if this were
   * absent), else a bounded number.
   */
  readonly affordable?: Affordable;
  /** Why something that exists at this path is not read: a symlink, a submodule, too large, no text. */
  refusal(path: string): Promise<Problem | undefined>;
}

export type Affordable = (
  paths: readonly string[],
  /** At most so many that cost something; `whole`: none, unless all are affordable. */
  limit?: { readonly most?: number; readonly whole?: boolean },
) => Promise<readonly string[]>;

export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "modified" | "removed" | "renamed";
  /** Of a renamed file: its path before. */
  readonly previousPath?: string;
  /** First and last lines that differ, in the head's version; absent where not known. */
  readonly lines?: readonly (readonly [first: number, last: number])[];
}

/** A head to judge, what it is compared with, and the files in which the two differ. */
export interface Changes {
  readonly head: Snapshot;
  /** The merge base; absent in an audit. */
  readonly base?: Snapshot;
  /** undefined: everything counts as changed (audit). */
  readonly changed?: readonly ChangedFile[];
}
