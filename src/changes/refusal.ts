import type { Problem } from "../problem.ts";

const MIB = 1024 * 1024;

/** Larger files are no sources that people write, and parsing them would only cost time; notebooks hold pictures. */
export const largestOf = (path: string): number => (path.endsWith(".ipynb") ? 16 * MIB : MIB);

/** What stands at a path in a git tree, or why it is not read; undefined for a plain file. */
export type Oddity = "symlink" | "submodule" | "too-large" | "not-text" | "unaffordable" | "no-path";

const MESSAGES: Readonly<Record<Oddity, readonly [message: string, remedy: string]>> = {
  symlink: ["This is a symbolic link, which is not followed.", "Put the file itself here, or name its target."],
  submodule: ["This is a submodule, whose files are not read.", "Keep configs in this repository."],
  "too-large": [
    "This file is larger than 1 MiB (a notebook: 16 MiB) and was not read.",
    "A training config is a few KiB.",
  ],
  "not-text": ["This file is not UTF-8 text and was not read.", "Save it as UTF-8."],
  unaffordable: [
    "This file was not read: without a checkout each file costs a request, and only so many are made.",
    "Check out the repository before this step (actions/checkout).",
  ],
  "no-path": ["No file of a checkout can have this path, and it was not read.", "Give the file another name."],
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

/**
 * A file's text, or why it has none. In YAML a NUL or bytes that are no UTF-8 are refused, as PyYAML refuses them; Windows writes
 * scripts and requirements as UTF-16, and what other programs stumble over in a text takes nothing from the rest of it.
 */
export function textOf(content: Uint8Array, path: string): { readonly text: string } | { readonly oddity: Oddity } {
  if (content.byteLength > largestOf(path)) return { oddity: "too-large" };
  if (!/\.ya?ml$/i.test(path)) return { text: new TextDecoder(encodingOf(content)).decode(content) };
  if (content.includes(0)) return { oddity: "not-text" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(content) };
  } catch {
    return { oddity: "not-text" };
  }
}

// By the byte order mark (Unicode 15, section 23.8).
function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
