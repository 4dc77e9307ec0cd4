// Other people's text in ours: file names, values, messages. They can't mention people, close a table, open HTML, forge a
// marker, or run a command of the workflow log.

/** Breaks a word for machines without a visible trace: no mention, no reference, no command. */
const JOINER = "\u2060";
const LINE_BREAKS = /[\r\n\u0085\u2028\u2029]+/g;
/** Control characters (of terminals), and those that reverse the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line without control characters; for terminals and logs. */
export const printable = (text: string): string => text.replace(LINE_BREAKS, " ").replace(UNPRINTABLE, "\ufffd");

/** In running Markdown text. */
export const escapeMarkdown = (text: string): string =>
  printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/([\\`*_{}[\]#~!])/g, "\\$1")
    .replace(/#(?=\d)/g, `#${JOINER}`)
    .replace(/\|/g, "&#124;")
    .replace(/@/g, `@${JOINER}`)
    .replace(/::/g, `:${JOINER}:`)
    .replace(/\b(https?|www)(?=[:.])/gi, `$1${JOINER}`);

/** Our own messages with names in backticks: those become code, the rest is escaped. */
export const messageMarkdown = (text: string): string =>
  text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? code(part) : escapeMarkdown(part)))
    .join("");

/** In a code span. Pipes are left to `table`. */
export function code(text: string): string {
  const flat = printable(text).replaceAll("<!--", `<!${JOINER}--`).replace(/::/g, `:${JOINER}:`);
  if (flat.trim() === "") return "` `";
  const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map((run) => run[0].length)) + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** In HTML, as a code element, where Markdown is not read. */
export const htmlCode = (text: string): string =>
  `<code>${printable(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/::/g, `:${JOINER}:`)}</code>`;

/** A path in a link's address. */
export const escapePath = (path: string): string =>
  path
    .split("/")
    .map(encodeURIComponent)
    .join("/")
    .replace(/[()]/g, (c) => (c === "(" ? "%28" : "%29"));

/** Lines of a workflow's log: none may begin like a command of the runner (`::error::`, `##[group]`). */
export const logLines = (text: string): string => text.replace(/^([ \t]*)(::|##\[)/gm, `$1${JOINER}$2`);
