/** The two ends of a log as bytes; `tail` is empty where `head` is all of it. */
export interface LogBytes {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** Bytes between the two that were not read. */
  readonly skipped: number;
}

/** A line as a terminal would show it last, and where it stands (counted in the part that was read). */
export interface LogLine {
  readonly text: string;
  readonly number: number;
}

/** The longest line that means anything, the trainer's arguments, has 3,000. */
const LONGEST = 8000;
/** So many states of progress bars and lines; from the end of the log, where it is longer. */
const MOST_LINES = 400_000;
/** Of the first letters of a text hardly any is a control character; of a program or a picture every fourth. */
const SAMPLE = 4096;
const BINARY_SHARE = 0.1;

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told colours and moves by control characters
const ANSI = /\u001b(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
// What is left of colours where a viewer took the escape character away: `[34m[1mengine/trainer: [0m`.
const BARE_COLOUR = /\[(?:\d{1,3}(?:;\d{1,3}){0,3})?m/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a text has none of
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g;

/** The lines of a log in any encoding that Windows or Linux writes, without colours; undefined where it is no text. */
export function logLines({ head, tail, skipped }: LogBytes): readonly LogLine[] | undefined {
  const encoding = encodingOf(head);
  const decode = (bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);
  // Whole code units: a tail that begins in the middle of one would be read as other letters.
  const odd = encoding !== "utf-8" && (head.length + skipped) % 2 === 1 ? 1 : 0;
  const text = `${decode(head)}${tail.length === 0 ? "" : `\n${decode(tail.subarray(odd))}`}`;
  if (isBinary(text)) return undefined;
  const lines = withoutNotebook(text)
    .split(/\r\n|\n|\r/)
    .slice(-MOST_LINES);
  return lines.flatMap((line, index) => {
    const cut = line.length > LONGEST ? line.slice(0, LONGEST) : line;
    const shown = cut.replace(ANSI, "").replace(BARE_COLOUR, "").replace(CONTROL, "").trimEnd();
    return shown === "" ? [] : [{ text: shown, number: index + 1 }];
  });
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // PowerShell's `>>` writes no mark: Latin letters have a zero as every other byte.
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = (odd: 0 | 1): number => sample.reduce((sum, byte, i) => sum + (i % 2 === odd && byte === 0 ? 1 : 0), 0);
  if (sample.length >= 8 && zeros(1) > sample.length * 0.4) return "utf-16le";
  if (sample.length >= 8 && zeros(0) > sample.length * 0.4) return "utf-16be";
  return "utf-8";
}

function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  return (sample.match(CONTROL)?.length ?? 0) > sample.length * BINARY_SHARE;
}

/** A notebook is JSON that holds the output as texts with `\n` in them. */
function withoutNotebook(text: string): string {
  const isNotebook = /^\s*[[{"]/.test(text) && text.slice(0, 1_000_000).includes("\\n");
  return isNotebook
    ? text
        .replaceAll(/\\r|\\n/g, "\n")
        .replaceAll("\\u001b", "\u001b")
        .replaceAll('\\"', '"')
    : text;
}
