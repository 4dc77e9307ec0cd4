/** A piece of a word, as written. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** `$NAME`, `${NAME:-default}`, `%NAME%`, `${{ matrix.name }}`: `fallback` is a text to lex anew. */
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly operator: string;
      readonly fallback: string;
      readonly quoted: boolean;
    }
  | { readonly kind: "command"; readonly source: string; readonly quoted: boolean }
  | { readonly kind: "arithmetic"; readonly source: string };

export interface Word {
  readonly kind: "word";
  readonly pieces: readonly Piece[];
  readonly from: number;
  readonly to: number;
  /** Parts of it stand in quotes: it is no keyword. */
  readonly quoted: boolean;
}

export type Token =
  | Word
  | { readonly kind: "operator"; readonly text: string; readonly from: number }
  | { readonly kind: "heredoc"; readonly from: number; readonly to: number; readonly literal: boolean };

/** How a shell writes what every shell has. */
export interface Dialect {
  /** Takes the meaning of the next letter, and continues a line. */
  readonly escape: string;
  /** `%NAME%` are variables. */
  readonly percent: boolean;
}

export const POSIX: Dialect = { escape: "\\", percent: false };
export const BATCH: Dialect = { escape: "^", percent: true };
export const POWERSHELL: Dialect = { escape: "`", percent: false };

const OPERATOR = /&&|\|\||;;|\|&|[;|&()\n]/y;
const REDIRECT = /\d*(?:<<<|>>|>&|<&|&>>?|>\||<>|[<>])&?\d*/y;

/** Words and operators of a shell text. It never fails: what is not closed ends with the text. */
export function lex(source: string, dialect: Dialect = POSIX): Token[] {
  return new Lexer(source, dialect).tokens();
}

class Lexer {
  private at = 0;
  private readonly found: Token[] = [];
  private readonly heredocs: { readonly end: string; readonly literal: boolean; readonly stripped: boolean }[] = [];
  private readonly source: string;
  private readonly dialect: Dialect;

  constructor(source: string, dialect: Dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  tokens(): Token[] {
    while (this.at < this.source.length) this.next();
    return this.found;
  }

  private next(): void {
    const letter = this.source[this.at] ?? "";
    if (this.continues()) return;
    if (letter === " " || letter === "\t" || letter === "\r") this.at += 1;
    else if (letter === "#") this.at = endOfLine(this.source, this.at);
    else if (this.heredoc() || this.redirect() || this.operator()) return;
    else this.word();
  }

  private continues(): boolean {
    const length =
      this.source[this.at] === this.dialect.escape
        ? (/^.\r?\n/.exec(this.source.slice(this.at, this.at + 3))?.[0].length ?? 0)
        : 0;
    this.at += length;
    return length > 0;
  }

  private heredoc(): boolean {
    if (!this.source.startsWith("<<", this.at) || this.source[this.at + 2] === "<") return false;
    const [whole = "", dash = "", quote = "", end = ""] =
      /^<<(-?)[ \t]*(['"\\]?)([\w.-]+)['"]?/.exec(this.source.slice(this.at, this.at + 80)) ?? [];
    if (whole === "") return false;
    this.heredocs.push({ end, literal: quote !== "", stripped: dash !== "" });
    this.at += whole.length;
    return true;
  }

  // Where output goes says nothing about a training: the word behind is left out.
  private redirect(): boolean {
    REDIRECT.lastIndex = this.at;
    const match = REDIRECT.exec(this.source);
    if (match === null) return false;
    this.at += match[0].length;
    while (this.source[this.at] === " ") this.at += 1;
    if (!/[&]\d$|&-?$/.test(match[0])) {
      const before = this.found.length;
      if (!/[\n;|&]/.test(this.source[this.at] ?? "\n")) this.word();
      this.found.length = before;
    }
    return true;
  }

  private operator(): boolean {
    OPERATOR.lastIndex = this.at;
    const match = OPERATOR.exec(this.source);
    if (match === null) return false;
    this.found.push({ kind: "operator", text: match[0], from: this.at });
    this.at += match[0].length;
    if (match[0] === "\n") this.readHeredocs();
    return true;
  }

  private readHeredocs(): void {
    for (const { end, literal, stripped } of this.heredocs.splice(0)) {
      const from = this.at;
      while (this.at < this.source.length) {
        const line = this.source.slice(this.at, endOfLine(this.source, this.at)).replace(/\r$/, "");
        if ((stripped ? line.trimStart() : line) === end) break;
        this.at = Math.min(this.source.length, endOfLine(this.source, this.at) + 1);
      }
      this.found.push({ kind: "heredoc", from, to: this.at, literal });
      this.at = endOfLine(this.source, this.at);
    }
  }

  private word(): void {
    const from = this.at;
    const pieces: Piece[] = [];
    let quoted = false;
    while (this.at < this.source.length && !/[\s;|&()<>]/.test(this.source[this.at] ?? "")) {
      const letter = this.source[this.at] ?? "";
      if (this.continues()) continue;
      if (letter === "'" || letter === '"') {
        quoted = true;
        this.quotes(letter, pieces);
      } else if (!this.substitution(pieces, false)) this.plain(pieces);
    }
    if (this.at === from) this.at += 1;
    // What leaves a word open does so by mistake: its array is read by whoever assigns it.
    this.found.push({ kind: "word", pieces: joined(pieces), from, to: this.at, quoted });
  }

  private plain(pieces: Piece[]): void {
    const escaped = this.source[this.at] === this.dialect.escape;
    // A path of Windows that was pasted into a shell: nobody means the letters without what is between them.
    if (escaped && !/\w/.test(this.source[this.at + 1] ?? "")) this.at += 1;
    pieces.push({ kind: "text", text: this.source[this.at] ?? "" });
    this.at += 1;
  }

  private quotes(quote: string, pieces: Piece[]): void {
    this.at += 1;
    const end = this.source.indexOf(quote, this.at);
    // A quote that nobody closes goes no further than its line.
    const to = end < 0 ? endOfLine(this.source, this.at) : end;
    if (quote === "'") {
      pieces.push({ kind: "text", text: this.source.slice(this.at, to) });
      this.at = to + 1;
      return;
    }
    while (this.at < (end < 0 ? to : this.source.length) && this.source[this.at] !== '"') {
      if (this.source[this.at] === this.dialect.escape && /["$`\\\n]/.test(this.source[this.at + 1] ?? "")) {
        const next = this.source[this.at + 1] ?? "";
        if (next !== "\n") pieces.push({ kind: "text", text: next });
        this.at += 2;
      } else if (!this.substitution(pieces, true)) {
        pieces.push({ kind: "text", text: this.source[this.at] ?? "" });
        this.at += 1;
      }
    }
    pieces.push({ kind: "text", text: "" });
    this.at += 1;
  }

  private substitution(pieces: Piece[], quoted: boolean): boolean {
    const [piece, length] = substitutionAt(this.source, this.at, { dialect: this.dialect, quoted });
    if (piece === undefined) return false;
    pieces.push(piece);
    this.at += length;
    return true;
  }
}

/** The same with texts that follow each other as one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const made: Piece[] = [];
  let letters: string[] = [];
  const end = (): void => {
    if (letters.length > 0) made.push({ kind: "text", text: letters.join("") });
    letters = [];
  };
  for (const piece of pieces) {
    if (piece.kind === "text") letters.push(piece.text);
    else {
      end();
      made.push(piece);
    }
  }
  end();
  return made;
}

const TEMPLATE = /^(?:\$\{\{|\{\{)\s*-?\s*\.?([\w.-]+)[^{}\n]{0,80}\}\}/;
const VARIABLE = /^\$(?:\{([#!]?)([\w.@*?-]+)(\[[^\]]*\])?([^}]*)\}|([A-Za-z_]\w*|[@*#?\d]))/;

/** What a `$` (or `%`, or `{{`) begins, and how long it is. */
function substitutionAt(
  source: string,
  at: number,
  { dialect, quoted }: { dialect: Dialect; quoted: boolean },
): readonly [Piece | undefined, number] {
  const first = source[at];
  if (first !== "$" && first !== "`" && first !== "{" && first !== "%") return [undefined, 0];
  const rest = source.slice(at, at + 400);
  const template = rest.startsWith("${{") || rest.startsWith("{{") ? TEMPLATE.exec(rest) : null;
  if (template)
    return [{ kind: "variable", name: template[1] ?? "", operator: "", fallback: "", quoted }, template[0].length];
  const percent = dialect.percent ? /^%([A-Za-z_]\w*|\d)%?/.exec(rest) : null;
  if (percent)
    return [{ kind: "variable", name: percent[1] ?? "", operator: "", fallback: "", quoted }, percent[0].length];
  if (rest.startsWith("$((")) {
    const end = rest.indexOf("))");
    if (end > 0) return [{ kind: "arithmetic", source: rest.slice(3, end) }, end + 2];
  }
  if (rest.startsWith("$(") || (first === "`" && dialect.escape !== "`")) {
    const end = first === "`" ? source.indexOf("`", at + 1) : closing(source, at + 1);
    if (end > at)
      return [{ kind: "command", source: source.slice(at + (first === "`" ? 1 : 2), end), quoted }, end + 1 - at];
  }
  if (first !== "$") return [undefined, 0];
  const variable = VARIABLE.exec(rest.startsWith("$$") ? rest.slice(1) : rest);
  if (variable === null) return [undefined, 0];
  const [whole, mark = "", inBraces, index = "", more = "", plain] = variable;
  const [, operator = "", fallback = ""] = /^(:?[-=+?]|[#%]{1,2}|\/{1,2}|)(.*)$/s.exec(more) ?? [];
  const name = `${mark}${inBraces ?? plain ?? ""}${index}`;
  return [{ kind: "variable", name, operator, fallback, quoted }, whole.length + (rest.startsWith("$$") ? 1 : 0)];
}

/** How far a bracket is looked for. */
const REACH = 2000;

/** The bracket that closes the one at `open`; -1 where none does within reach. */
function closing(source: string, open: number): number {
  const end = Math.min(source.length, open + REACH);
  // Brackets that nothing closes are not counted one by one, each over the whole reach.
  if (!source.slice(open, end).includes(")")) return -1;
  let depth = 0;
  for (let at = open; at < end; at++) {
    if (source[at] === "(") depth += 1;
    if (source[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}
