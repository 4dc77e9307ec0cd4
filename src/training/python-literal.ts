import type { Place } from "../problem.ts";
import type { PyEntry, PyNode, PyScalar } from "./pyyaml-nodes.ts";

/**
 * The value of a Python literal (`1e-4`, `[0, 1]`, `0,1`, `'a'`), or undefined where the text is none: what
 * `ast.literal_eval` gives, for numbers, texts, lists, tuples and dicts. Tuples are lists here.
 */
export function pythonLiteral(text: string, place: Place): PyNode | undefined {
  const reader = new LiteralReader(text, place);
  return reader.whole();
}

/** An argument of the `yolo` command: none, true and false in any case, else a literal, else the text itself. */
export function commandLineValue(text: string, place: Place): PyNode {
  const lower = text.toLowerCase();
  if (lower === "none") return { kind: "null", value: null, text, place };
  if (lower === "true" || lower === "false") return { kind: "bool", value: lower === "true", text, place };
  const literal = pythonLiteral(text, place);
  if (literal === undefined) return { kind: "str", value: text, text, place };
  // What was written is what a message shows.
  return literal.kind === "list" || literal.kind === "map" ? literal : { ...literal, text };
}

const DEEPEST = 20;
const NUMBER =
  /[-+]?\s*(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?)/y;
const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

class LiteralReader {
  private at = 0;
  private readonly text: string;
  private readonly place: Place;

  constructor(text: string, place: Place) {
    this.text = text.trim();
    this.place = place;
  }

  // Without brackets, a comma makes a tuple.
  whole(): PyNode | undefined {
    const items = this.items("", 0);
    if (items === undefined || this.at < this.text.length || items.values.length === 0) return undefined;
    const [only] = items.values;
    return items.commas === 0 ? only : { kind: "list", items: items.values, place: this.place };
  }

  private value(depth: number): PyNode | undefined {
    if (depth > DEEPEST) return undefined;
    const next = this.text[this.at] ?? "";
    if (next === "[" || next === "(") return this.sequence(next, depth);
    if (next === "{") return this.dict(depth);
    if (next === "'" || next === '"') return this.quoted(next);
    return this.word() ?? this.number();
  }

  private sequence(open: "[" | "(", depth: number): PyNode | undefined {
    const close = open === "[" ? "]" : ")";
    this.at += 1;
    const items = this.items(close, depth + 1);
    if (items === undefined || !this.take(close)) return undefined;
    const [only] = items.values;
    if (open === "(" && items.commas === 0 && only !== undefined) return only;
    return { kind: "list", items: items.values, place: this.place };
  }

  private items(close: string, depth: number): { values: PyNode[]; commas: number } | undefined {
    const values: PyNode[] = [];
    let commas = 0;
    for (;;) {
      this.spaces();
      if (this.at >= this.text.length || (close !== "" && this.text[this.at] === close)) return { values, commas };
      if (values.length > commas) return undefined;
      const value = this.value(depth);
      if (value === undefined) return undefined;
      values.push(value);
      this.spaces();
      if (this.take(",")) commas += 1;
    }
  }

  private dict(depth: number): PyNode | undefined {
    this.at += 1;
    const entries: PyEntry[] = [];
    for (;;) {
      this.spaces();
      if (this.take("}")) return { kind: "map", entries, place: this.place };
      const key = this.value(depth + 1);
      this.spaces();
      if (key === undefined || key.kind === "list" || key.kind === "map" || !this.take(":")) return undefined;
      this.spaces();
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      entries.push({ key, value });
      this.spaces();
      if (!this.take(",") && this.text[this.at] !== "}") return undefined;
    }
  }

  private quoted(quote: string): PyScalar | undefined {
    let value = "";
    for (this.at += 1; this.at < this.text.length; this.at++) {
      const letter = this.text[this.at] ?? "";
      if (letter === "\n") return undefined;
      if (letter === quote) {
        this.at += 1;
        return { kind: "str", value, text: value, place: this.place };
      }
      if (letter === "\\") {
        this.at += 1;
        const escaped = this.text[this.at] ?? "";
        value += ESCAPES[escaped] ?? `\\${escaped}`;
      } else value += letter;
    }
    return undefined;
  }

  private word(): PyScalar | undefined {
    const [text] = /^(?:None|True|False)(?!\w)/.exec(this.text.slice(this.at, this.at + 6)) ?? [];
    if (text === undefined) return undefined;
    this.at += text.length;
    if (text === "None") return { kind: "null", value: null, text, place: this.place };
    return { kind: "bool", value: text === "True", text, place: this.place };
  }

  private number(): PyScalar | undefined {
    NUMBER.lastIndex = this.at;
    const [text = ""] = NUMBER.exec(this.text) ?? [];
    const digits = text.replace(/^[-+]\s*/, "").replaceAll("_", "");
    const whole = /^(?:\d+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(digits);
    // Neither a lone sign or point, nor a whole number with a leading zero.
    if (!/\d/.test(digits) || !Number.isFinite(Number(digits)) || /^0+[1-9]\d*$/.test(digits)) return undefined;
    this.at += text.length;
    const value = (text.startsWith("-") ? -1 : 1) * Number(digits);
    return { kind: whole ? "int" : "float", value, text: text.trim(), place: this.place };
  }

  private take(letter: string): boolean {
    const found = this.text[this.at] === letter;
    if (found) this.at += 1;
    return found;
  }

  private spaces(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at += 1;
  }
}
