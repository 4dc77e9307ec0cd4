import { itemsOf, list, text, textOf, type Value } from "../../evaluate/value.ts";
import { expand, type ShellState } from "./expand.ts";
import type { Word } from "./lexer.ts";
import { plainText } from "./parse.ts";

/** `NAME=value` in front of a command: the name, whether it is added (`+=`), and where the value begins. */
export function assignmentOf(word: Word): readonly [string, string, string, number] | undefined {
  const [, name = "", plus = ""] = /^([A-Za-z_]\w*)(\+?)=/.exec(plainText(word)) ?? [];
  return name === "" ? undefined : [name, name, plus, name.length + plus.length + 1];
}

/** What an assignment gives its name. */
export function assignedValue(
  word: Word,
  { name, from, plus, array }: { name: string; from: number; plus: boolean; array?: readonly Word[] },
  state: ShellState,
): Value {
  const place = state.placeAt(word.from);
  const before = state.variables.get(name);
  if (array !== undefined) {
    const items = array.flatMap((each) => expand(each, state));
    return list(plus && before?.kind === "list" ? [...(itemsOf(before) ?? []), ...items] : items, place);
  }
  const value = valueBehind(word, from, state);
  if (!plus || before === undefined) return value;
  const [a, b] = [textOf(before), textOf(value)];
  return a === undefined || b === undefined ? value : text(a + b, place);
}

/** The value behind the `=` of a word. */
export function valueBehind(word: Word, from: number, state: ShellState): Value {
  let skip = from;
  const pieces = word.pieces.flatMap((piece) => {
    if (piece.kind !== "text" || skip === 0) return [piece];
    const cut = Math.min(skip, piece.text.length);
    skip -= cut;
    return cut === piece.text.length ? [] : [{ ...piece, text: piece.text.slice(cut) }];
  });
  const values = expand({ ...word, pieces, quoted: true }, state);
  const [first] = values;
  if (values.length === 1 && first !== undefined)
    return "place" in first && first.kind === "str" && pieces.every(({ kind }) => kind === "text")
      ? { ...first, place: state.placeAt(word.from + from) }
      : first;
  return values.length === 0 ? text("", state.placeAt(word.from)) : list(values, state.placeAt(word.from));
}
