import type { ErrorCode } from "yaml";

interface Wording {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const syntax = (message: string, remedy: string): Wording => ({ code: "yaml-syntax", message, remedy });

const INDENTATION = "Indent the lines of one map or list alike, with spaces.";

// What the parser's codes mean to somebody who wrote the file. The codes are those of `yaml` 2.9 (its src/errors.ts).
const WORDINGS: Partial<Record<ErrorCode, Wording>> = {
  ALIAS_PROPS: syntax("An alias can't have an anchor or a tag.", "Put them on the value that is repeated."),
  BAD_ALIAS: syntax("An alias needs a name.", "Write `*name` for the value marked `&name`."),
  BAD_COLLECTION_TYPE: {
    code: "unknown-tag",
    message: "The tag does not fit the value.",
    remedy: "Leave the tag out.",
  },
  BAD_DIRECTIVE: syntax("A line that starts with `%` is a YAML directive, and this is none.", "Remove it."),
  BAD_DQ_ESCAPE: syntax("Unknown escape in double quotes.", "Write the backslash twice, or use single quotes."),
  BAD_INDENT: syntax("The indentation does not fit the lines around it.", INDENTATION),
  BAD_PROP_ORDER: syntax("Anchors and tags come after the list or key indicator.", "Move them behind it."),
  BAD_SCALAR_START: syntax("A value can't start with this character.", "Put the value in quotes."),
  BLOCK_AS_IMPLICIT_KEY: syntax("A list or map can't start on the line of a key.", "Start it on the next line."),
  BLOCK_IN_FLOW: syntax("A list or map by indentation can't stand inside brackets.", "Use brackets inside brackets."),
  KEY_OVER_1024_CHARS: syntax("A key is longer than 1024 characters.", "Is a quote or a line break missing?"),
  MISSING_CHAR: syntax("A closing bracket, quote, comma or a space is missing.", "Add it."),
  MULTILINE_IMPLICIT_KEY: syntax("A key must be on one line.", "Is a colon missing at the end of the line before?"),
  MULTIPLE_ANCHORS: syntax("A value has two anchors.", "Remove one."),
  MULTIPLE_DOCS: syntax("The file has more than one YAML document.", "Remove everything from the second `---` on."),
  MULTIPLE_TAGS: syntax("A value has two tags.", "Remove one."),
  TAB_AS_INDENT: { code: "yaml-tab", message: "A tab is used for indentation.", remedy: "Use spaces." },
  TAG_RESOLVE_FAILED: { code: "unknown-tag", message: "The tag can't be resolved.", remedy: "Leave the tag out." },
  UNEXPECTED_TOKEN: syntax("This is not expected here.", "Check the brackets, quotes and colons around it."),
};

/** Says in plain English what a code of the YAML parser means, and what would be right. */
export function wordingOf(code: ErrorCode): Wording {
  return WORDINGS[code] ?? syntax("The file is not valid YAML here.", "Check the brackets, quotes and indentation.");
}

/** Codes that the parser gives for a bracket or quote that is never closed, at the place where it can't go on. */
export const mayBeUnclosed = (code: ErrorCode): boolean => code === "BAD_INDENT" || code === "MISSING_CHAR";

/** Of a bracket or a quote that is opened and not closed. */
export const unclosedWording = (missing: string): Wording =>
  syntax(`What is opened here is never closed: \`${missing}\` is missing.`, `Add the closing \`${missing}\`.`);
