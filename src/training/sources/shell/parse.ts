import { type Dialect, lex, POSIX, type Token, type Word } from "./lexer.ts";

/** What a shell text does, one after the other. */
export type Step =
  | {
      readonly kind: "simple";
      readonly words: readonly Word[];
      readonly array?: readonly Word[];
      readonly heredoc?: { readonly from: number; readonly to: number };
      readonly piped: boolean;
    }
  | {
      readonly kind: "if";
      readonly branches: readonly { readonly test?: readonly Step[]; readonly body: readonly Step[] }[];
    }
  | {
      readonly kind: "for";
      readonly name: string;
      readonly words: readonly Word[] | undefined;
      readonly body: readonly Step[];
    }
  | { readonly kind: "while"; readonly body: readonly Step[] }
  | {
      readonly kind: "case";
      readonly word: Word;
      readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: readonly Step[] }[];
    }
  | { readonly kind: "function"; readonly name: string; readonly body: readonly Step[] }
  | { readonly kind: "and" | "or"; readonly first: readonly Step[]; readonly second: readonly Step[] };

/** Reads a shell text. Unfinished ones are read as far as they go. */
export function parseShell(source: string, dialect: Dialect = POSIX): Step[] {
  const parser = new ShellParser(lex(source, dialect));
  const steps: Step[] = [];
  while (!parser.done) steps.push(...parser.until([]));
  return steps;
}

const DEEPEST = 100;

class ShellParser {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }

  /** Steps up to one of the words, which is taken; a stray word of that kind is passed over. */
  until(ends: readonly string[]): Step[] {
    const steps: Step[] = [];
    this.depth += 1;
    while (!this.done && this.depth < DEEPEST) {
      const word = this.keyword();
      if (word !== undefined && ends.includes(word)) break;
      const before = this.at;
      const step = this.step();
      if (step !== undefined) steps.push(step);
      if (this.at === before) this.at += 1;
      this.connected(steps);
    }
    this.depth -= 1;
    return steps;
  }

  // `a && b`, `a || b`: b runs where a went well, or did not.
  private connected(steps: Step[]): void {
    for (let operator = this.operator(); operator === "&&" || operator === "||"; operator = this.operator()) {
      this.at += 1;
      while (this.operator() === "\n") this.at += 1;
      const second = this.step();
      const first = steps.pop();
      if (second === undefined) {
        if (first) steps.push(first);
        return;
      }
      steps.push({ kind: operator === "&&" ? "and" : "or", first: first ? [first] : [], second: [second] });
    }
  }

  private operator(): string | undefined {
    const token = this.tokens[this.at];
    return token?.kind === "operator" ? token.text : undefined;
  }

  /** The next token as a word that may be a keyword. */
  private keyword(): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind === "operator") return token.text;
    if (token?.kind !== "word" || token.quoted) return undefined;
    return plainText(token);
  }

  private take(word: string): boolean {
    const found = this.keyword() === word;
    if (found) this.at += 1;
    return found;
  }

  private skipLines(): void {
    while (this.operator() === "\n" || this.operator() === ";") this.at += 1;
  }

  private step(): Step | undefined {
    const word = this.keyword();
    switch (word) {
      case "if":
        return this.conditional();
      case "for":
        return this.loop();
      case "while":
      case "until":
        this.at += 1;
        this.until(["do"]);
        this.at += 1;
        return { kind: "while", body: this.closed(["done"]) };
      case "case":
        return this.choice();
      case "{":
      case "(":
        this.at += 1;
        return { kind: "if", branches: [{ body: this.closed([word === "{" ? "}" : ")"]) }] };
      case "function":
        this.at += 1;
        return this.definition();
      default: {
        const next = this.tokens[this.at + 1];
        const after = this.tokens[this.at + 2];
        const isFunction =
          word !== undefined &&
          /^[\w-]+$/.test(word) &&
          next?.kind === "operator" &&
          next.text === "(" &&
          after?.kind === "operator" &&
          after.text === ")";
        return isFunction ? this.definition() : this.simple();
      }
    }
  }

  private closed(ends: readonly string[]): Step[] {
    const steps = this.until(ends);
    this.at += 1;
    return steps;
  }

  private definition(): Step {
    const name = this.keyword() ?? "";
    this.at += 1;
    while (this.take("(") || this.take(")"));
    this.skipLines();
    if (this.take("{")) return { kind: "function", name, body: this.closed(["}"]) };
    const step = this.step();
    return { kind: "function", name, body: step ? [step] : [] };
  }

  private conditional(): Step {
    const branches: { test?: readonly Step[]; body: readonly Step[] }[] = [];
    this.at += 1;
    for (let more = true; more && !this.done; ) {
      const test = this.closed(["then"]);
      branches.push({ test, body: this.until(["elif", "else", "fi"]) });
      more = this.take("elif");
      if (!more && this.take("else")) branches.push({ body: this.until(["fi"]) });
    }
    this.take("fi");
    return { kind: "if", branches };
  }

  private loop(): Step {
    this.at += 1;
    const name = this.keyword() ?? "";
    this.at += 1;
    this.skipLines();
    let words: Word[] | undefined;
    if (this.take("in")) {
      words = [];
      for (let token = this.tokens[this.at]; token?.kind === "word"; token = this.tokens[this.at]) {
        words.push(token);
        this.at += 1;
      }
    }
    this.until(["do"]);
    this.at += 1;
    return { kind: "for", name, words, body: this.closed(["done"]) };
  }

  private choice(): Step | undefined {
    this.at += 1;
    const word = this.tokens[this.at];
    if (word?.kind !== "word") return undefined;
    this.at += 1;
    this.until(["in"]);
    this.at += 1;
    const branches: { patterns: readonly Word[]; body: readonly Step[] }[] = [];
    for (this.skipLines(); !this.done && this.keyword() !== "esac"; this.skipLines()) {
      const patterns: Word[] = [];
      for (
        let token = this.tokens[this.at];
        token !== undefined && !(token.kind === "operator" && token.text === ")");
        token = this.tokens[this.at]
      ) {
        if (token.kind === "word") patterns.push(token);
        this.at += 1;
      }
      this.at += 1;
      branches.push({ patterns, body: this.until([";;", "esac"]) });
      this.take(";;");
    }
    this.take("esac");
    return { kind: "case", word, branches };
  }

  private simple(): Step | undefined {
    const words: Word[] = [];
    let array: Word[] | undefined;
    for (let token = this.tokens[this.at]; token?.kind === "word"; token = this.tokens[this.at]) {
      words.push(token);
      this.at += 1;
      // NAME=(a b c)
      if (/^\w+\+?=$/.test(plainText(token)) && this.operator() === "(") array = this.array();
    }
    const piped = this.operator() === "|" || this.operator() === "|&";
    const heredoc = this.heredocBehind();
    if (words.length === 0) return undefined;
    return { kind: "simple", words, piped, ...(array && { array }), ...(heredoc && { heredoc }) };
  }

  private array(): Word[] {
    const words: Word[] = [];
    this.at += 1;
    for (let token = this.tokens[this.at]; token !== undefined; token = this.tokens[this.at]) {
      this.at += 1;
      if (token.kind === "operator" && token.text === ")") break;
      if (token.kind === "word") words.push(token);
    }
    return words;
  }

  // A here-document stands behind the line of its command.
  private heredocBehind(): { from: number; to: number } | undefined {
    const token = this.tokens[this.at + 1];
    if (this.operator() !== "\n" || token?.kind !== "heredoc") return undefined;
    this.at += 2;
    return { from: token.from, to: token.to };
  }
}

/** A word without substitutions as text; a NUL stands for each of those. */
export function plainText(word: Word): string {
  return word.pieces.map((piece) => (piece.kind === "text" ? piece.text : "\0")).join("");
}
