/**
 * Other people's text in our Markdown: file names, values, messages. They can't mention people, close a table, open HTML,
 * forge our marker or run a workflow command.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\r\n\u2028\u2029]+/g, " ")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/([\\`*_{}[\]()#|~!])/g, "\\$1")
      // A zero-width joiner keeps @name from being a mention and #1 or GH-1 from being a reference.
      .replace(/@/g, "@\u2060")
      .replace(/::/g, ":\u2060:")
  );
}

/** Text in a code span: only what would end the span or the table cell is changed. */
export function code(text: string): string {
  const flat = text.replace(/[\r\n\u2028\u2029]+/g, " ").replace(/\|/g, "\\|");
  const fence = "`".repeat(Math.max(0, ...[...flat.matchAll(/`+/g)].map((run) => run[0].length)) + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** A path in a link's address. */
export const escapePath = (path: string): string =>
  path
    .split("/")
    .map(encodeURIComponent)
    .join("/")
    .replace(/[()]/g, (c) => (c === "(" ? "%28" : "%29"));
