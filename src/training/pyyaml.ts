import { LineCounter, parseDocument } from "yaml";
import type { Place, Problem } from "../problem.ts";
import { unclosedBefore } from "../unclosed.ts";
import { construct } from "./pyyaml-construct.ts";
import type { PyNode } from "./pyyaml-nodes.ts";
import { mayBeUnclosed, unclosedWording, wordingOf } from "./pyyaml-problems.ts";

/** Far above any training config; keeps a hostile file from taking time. */
const MOST_CHARACTERS = 1024 * 1024;

export interface PyYamlText {
  /** undefined where the file has errors, or says nothing. */
  readonly root?: PyNode;
  readonly problems: readonly Problem[];
}

/**
 * Reads a text as PyYAML's safe loader does (YAML 1.1 with its twists), with the place of every value.
 * All mistakes at once, as problems. Duplicate keys, which PyYAML passes over, are mistakes here.
 */
export function readPyYaml(written: string, file: string): PyYamlText {
  const at = (line: number, column: number): Place => ({ file, line, column });
  if (written.length > MOST_CHARACTERS) {
    const message = `The file has ${written.length} characters; a training config of more than 1 MiB is not read.`;
    return { problems: [{ ...at(1, 1), code: "file-too-large", severity: "error", message }] };
  }
  const conflicts = mergeConflicts(written, at);
  if (conflicts.length > 0) return { problems: conflicts };
  return parse(readable(written), at);
}

function parse(text: string, at: (line: number, column: number) => Place): PyYamlText {
  const lineCounter = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(Math.min(offset, text.length));
    return at(Math.max(line, 1), Math.max(col, 1));
  };
  try {
    // Every scalar a text, no tag resolved, no key compared: all that is PyYAML's, done by `construct`.
    const options = { lineCounter, prettyErrors: false, uniqueKeys: false, resolveKnownTags: false } as const;
    const document = parseDocument(text, { ...options, schema: "failsafe", version: "1.2", logLevel: "error" });
    const errors = document.errors.map((error): Problem => {
      const open = mayBeUnclosed(error.code) ? unclosedBefore(document, text, error.pos[0]) : undefined;
      if (open === undefined) return { ...placeAt(error.pos[0]), severity: "error", ...wordingOf(error.code) };
      return { ...placeAt(open.offset), severity: "error", ...unclosedWording(open.missing) };
    });
    if (errors.length > 0) return { problems: firstOfEachLine(errors) };
    return construct(document, placeAt);
  } catch (error) {
    // The parser descends by recursion: thousands of brackets inside each other exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    const message = "The file nests lists or maps too deeply to be read.";
    return { problems: [{ ...at(1, 1), code: "too-deep", severity: "error", message }] };
  }
}

function mergeConflicts(text: string, at: (line: number, column: number) => Place): Problem[] {
  if (!text.includes("<<<<<<<") && !text.includes(">>>>>>>")) return [];
  return text.split(/\r?\n|\r/).flatMap((line, index): Problem[] => {
    if (!/^(?:<{7}|>{7})(?: |$)/.test(line)) return [];
    const message = `A merge conflict marker is left in the file: \`${line.slice(0, 40)}\`.`;
    const remedy = "Settle the conflict and remove the lines with <<<<<<<, ======= and >>>>>>>.";
    return [{ ...at(index + 1, 1), code: "merge-conflict", severity: "error", message, remedy }];
  });
}

// A byte order mark takes no column, a lone carriage return ends a line; what it refuses to read at all, Ultralytics strips and tries again.
function readable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to strip
  const unprintable = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;
  const stripped = text
    .replace(unprintable, "")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
  return stripped.replace(/^\ufeff/, "").replace(/\r(?!\n)/g, "\n");
}

// One slip makes the parser complain on and on; the first complaint of a line is the one that helps.
function firstOfEachLine(problems: readonly Problem[]): Problem[] {
  const lines = new Set<number>();
  return problems.filter((problem) => !lines.has(problem.line) && lines.add(problem.line)).slice(0, 20);
}
