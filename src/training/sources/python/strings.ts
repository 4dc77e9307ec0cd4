/** Escapes of Python's texts that name one character. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
};

/** What a text literal holds: `r'a\b'`, `"a\n"`, `'''...'''`; undefined for bytes. */
export function stringValue(literal: string): string | undefined {
  const [, prefix = "", quote = ""] = /^([A-Za-z]*)("""|'''|"|')/.exec(literal) ?? [];
  if (quote === "" || /b/i.test(prefix)) return undefined;
  const start = prefix.length + quote.length;
  const end =
    literal.length >= start + quote.length && literal.endsWith(quote) ? literal.length - quote.length : literal.length;
  return unescaped(literal.slice(start, end), /r/i.test(prefix));
}

/** The text of a piece between quotes. */
export function unescaped(piece: string, raw: boolean): string {
  if (raw || !piece.includes("\\")) return piece;
  return piece.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|\r\n|[\s\S])/g, (whole, code: string) => {
    if (code === "\r\n") return "";
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ESCAPES[code] ?? whole;
  });
}
