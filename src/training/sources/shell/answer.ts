import { textOf } from "../../evaluate/value.ts";
import { expand, type ShellState } from "./expand.ts";
import type { Word } from "./lexer.ts";
import { plainText, type Step } from "./parse.ts";
import { tested } from "./small-commands.ts";

/** Whether the last of some tests holds; undefined where that is not known. */
export function answerOf(steps: readonly Step[], state: ShellState): boolean | undefined {
  const last = steps.at(-1);
  if (last?.kind === "and" || last?.kind === "or") {
    const [a, b] = [answerOf(last.first, state), answerOf(last.second, state)];
    if (last.kind === "and") return a === false || b === false ? false : a && b;
    return a === true || b === true ? true : a === false && b === false ? false : undefined;
  }
  if (last?.kind !== "simple") return undefined;
  const [name, ...operands] = last.words.flatMap((word) => expand(word, state));
  const command = name && textOf(name);
  if (command === "true" || command === ":") return true;
  if (command === "false") return false;
  return command === "[" || command === "[[" || command === "test"
    ? tested(operands.filter((each) => !/^\]\]?$/.test(textOf(each) ?? "")))
    : undefined;
}

/** Are they tests, whose answer may be unknown? Other commands are taken to go well. */
export const isTest = (steps: readonly Step[]): boolean => {
  const last = steps.at(-1);
  return (
    last?.kind === "and" ||
    last?.kind === "or" ||
    (last?.kind === "simple" && /^(?:\[\[?|test|command|which|grep|pgrep)$/.test(plainText(last.words[0] as Word)))
  );
};
