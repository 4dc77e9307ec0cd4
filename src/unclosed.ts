import { type Document, isCollection, isScalar, type Node, visit } from "yaml";

/** A list, map or text in a YAML document that is opened and never closed. */
export interface Unclosed {
  /** Where it is opened. */
  readonly offset: number;
  /** What is missing: `]`, `}`, `"` or `'`. */
  readonly missing: string;
}

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}", '"': '"', "'": "'" };

/**
 * What is still open where the parser gave up: it notices a missing bracket or quote only at the next line that does not fit,
 * and whoever wrote it looks for the line where it was opened. Of several inside each other, the innermost.
 */
export function unclosedBefore(document: Document, text: string, offset: number): Unclosed | undefined {
  let found: Unclosed | undefined;
  visit(document, {
    Node(_key, node) {
      const [start = 0, end = 0] = (node as Node).range ?? [];
      const missing = CLOSING[text[start] ?? ""];
      const isQuoted = isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE");
      if (missing === undefined || start >= offset || !((isCollection(node) && node.flow === true) || isQuoted)) return;
      const isClosed = end - start > 1 && text[end - 1] === missing;
      if (!isClosed && start >= (found?.offset ?? 0)) found = { offset: start, missing };
    },
  });
  return found;
}
