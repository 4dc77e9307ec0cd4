import type { Problem } from "../problem.ts";

/** Larger files are not configs, and parsing them would only cost time. */
export const LARGEST_FILE = 1024 * 1024;

/** What stands at a path in a git tree; undefined for a plain file. */
export type Oddity = "symlink" | "submodule" | "too-large" | "not-text";

const MESSAGES: Readonly<Record<Oddity, readonly [message: string, remedy: string]>> = {
  symlink: ["This is a symbolic link, which is not followed.", "Put the file itself here, or name its target."],
  submodule: ["This is a submodule, whose files are not read.", "Keep configs in this repository."],
  "too-large": ["This file is larger than 1 MiB and was not read.", "A training config is a few KiB."],
  "not-text": ["This file is not UTF-8 text and was not read.", "Save it as UTF-8."],
};

/** The same as a problem of that file. */
export function refusalOf(file: string, oddity: Oddity): Problem {
  const [message, remedy] = MESSAGES[oddity];
  return { code: `refused-${oddity}`, severity: "error", file, line: 1, column: 1, message, remedy };
}

/** Of a file's mode in a git tree (git's own numbers). */
export function oddityOfMode(mode: string): Oddity | undefined {
  if (mode === "120000") return "symlink";
  return mode === "160000" ? "submodule" : undefined;
}

/** A file's text, or why it has none. A NUL never stands in a text file; PyYAML refuses bytes that are not UTF-8. */
export function textOf(content: Uint8Array): { readonly text: string } | { readonly oddity: Oddity } {
  if (content.byteLength > LARGEST_FILE) return { oddity: "too-large" };
  if (content.includes(0)) return { oddity: "not-text" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(content) };
  } catch {
    return { oddity: "not-text" };
  }
}
