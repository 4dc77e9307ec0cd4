import type { LogBytes } from "../training-log/lines.ts";

/** What a command prints and how it ends: 0 all fit, 1 some do not, 2 the question could not be read. */
export interface Answer {
  readonly out: string;
  readonly errors: readonly string[];
  readonly exit: 0 | 1 | 2;
}

/** Files as a command sees them; nothing outside the folder is read. */
export interface CommandFiles {
  /** Of a path as the user wrote it, relative to the current folder. */
  readonly readFile: (path: string) => string | undefined;
  /** The ends of a log, or of standard input for `-`. */
  readonly readLog: (path: string) => LogBytes | undefined;
  /** Adds to the end of a file, which is made where there is none. */
  readonly append: (path: string, text: string) => void;
}

/** A mistake in the command line itself. */
export class UsageError extends Error {}
