import type { Place } from "../../../problem.ts";
import { Journal } from "../../evaluate/journal.ts";
import { LineTable } from "../../evaluate/lines.ts";
import { join } from "../../evaluate/merge.ts";
import { joinedPath } from "../../evaluate/operators.ts";
import { folderOf } from "../../evaluate/paths.ts";
import { itemsOf, list, none, text, textOf, type Value } from "../../evaluate/value.ts";
import { expand, type ShellState } from "./expand.ts";
import { type Dialect, POSIX, type Word } from "./lexer.ts";
import { parseShell, plainText, type Step } from "./parse.ts";

/** A command that a shell text starts, its words expanded. */
export interface StartedCommand {
  readonly words: readonly Value[];
  readonly place: Place;
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Value>;
  /** A program handed over as a here-document. */
  readonly input?: { readonly text: string; readonly from: number };
}

export interface ShellText {
  readonly file: string;
  readonly source: string;
  /** Place of an offset of `source`. */
  readonly placeAt?: (offset: number) => Place;
  readonly positional: readonly Value[];
  readonly variables: ReadonlyMap<string, Value>;
  readonly folder: string;
  readonly dialect?: Dialect;
}

const MOST_STEPS = 20_000;
const MOST_ROUNDS = 64;

/** Runs a shell text as far as its text says, and tells every command that it starts. */
export function runShell(shell: ShellText, onCommand: (command: StartedCommand) => void): void {
  new ShellRunner(shell, onCommand).run();
}

type Ending = "next" | "stop" | "return" | "break";

class ShellRunner {
  private readonly journal = new Journal();
  private readonly functions = new Map<string, readonly Step[]>();
  private readonly state: ShellState;
  private steps = 0;
  private depth = 0;
  private readonly shell: ShellText;
  private readonly onCommand: (command: StartedCommand) => void;

  constructor(shell: ShellText, onCommand: (command: StartedCommand) => void) {
    this.shell = shell;
    this.onCommand = onCommand;
    const table = new LineTable(shell.source);
    const placeAt = shell.placeAt ?? ((offset: number) => table.placeAt(offset, shell.file));
    const output = (source: string): Value | undefined => this.printedBy(source);
    this.state = {
      variables: new Map(shell.variables),
      positional: shell.positional,
      file: shell.file,
      folder: new Map([["now", shell.folder]]),
      placeAt,
      output,
    };
  }

  run(): void {
    this.each(parseShell(this.shell.source, this.shell.dialect ?? POSIX), this.state);
  }

  private each(steps: readonly Step[], state: ShellState): Ending {
    for (const step of steps) {
      this.steps += 1;
      if (this.steps > MOST_STEPS) return "stop";
      const ending = this.one(step, state);
      if (ending !== "next") return ending;
    }
    return "next";
  }

  private one(step: Step, state: ShellState): Ending {
    switch (step.kind) {
      case "simple":
        return this.simple(step, state);
      case "and":
        return this.both(step, state, true);
      case "or":
        return this.both(step, state, false);
      case "if":
        return this.branch(step.branches, state);
      case "for":
        return this.loop(step, state);
      case "while":
        return this.maybe(step.body, state);
      case "case":
        return this.choose(step, state);
      case "function":
        this.functions.set(step.name, step.body);
        return "next";
    }
  }

  // What a command answers is known of tests only; others are taken to go well.
  private both(
    { first, second }: { readonly first: readonly Step[]; readonly second: readonly Step[] },
    state: ShellState,
    wanted: boolean,
  ): Ending {
    const ending = this.each(first, state);
    if (ending !== "next") return ending;
    const answer = this.answer(first, state) ?? (isTest(first) ? undefined : true);
    if (answer === undefined) return this.maybe(second, state);
    return answer === wanted ? this.each(second, state) : "next";
  }

  private branch([first, ...others]: Extract<Step, { kind: "if" }>["branches"], state: ShellState): Ending {
    if (first === undefined) return "next";
    if (first.test !== undefined) this.each(first.test, state);
    const answer = first.test === undefined ? true : this.answer(first.test, state);
    if (answer !== undefined) return answer ? this.each(first.body, state) : this.branch(others, state);
    const one = this.journal.attempt(() => this.each(first.body, state));
    const two = this.journal.attempt(() => this.branch(others, state));
    if (one.result !== "next" && two.result === "next") this.journal.apply(two.changes);
    else if (two.result !== "next" && one.result === "next") this.journal.apply(one.changes);
    else {
      join(this.journal, [one.changes, two.changes], state.placeAt(0));
      return one.result === two.result ? one.result : "next";
    }
    return "next";
  }

  private maybe(steps: readonly Step[], state: ShellState): Ending {
    const one = this.journal.attempt(() => this.each(steps, state));
    if (one.result === "next") join(this.journal, [one.changes, new Map()], state.placeAt(0));
    return "next";
  }

  private loop(step: Extract<Step, { kind: "for" }>, state: ShellState): Ending {
    const items = step.words === undefined ? state.positional : step.words.flatMap((word) => expand(word, state));
    for (const item of items.slice(0, MOST_ROUNDS)) {
      this.journal.set(state.variables, step.name, item);
      const ending = this.each(step.body, state);
      if (ending === "break") return "next";
      if (ending !== "next") return ending;
    }
    return "next";
  }

  private choose(step: Extract<Step, { kind: "case" }>, state: ShellState): Ending {
    const [value] = expand(step.word, state);
    const known = value && textOf(value);
    for (const { patterns, body } of step.branches) {
      const matches = patterns.some((pattern) => known !== undefined && globMatches(plainText(pattern), known));
      if (matches) return this.each(body, state);
      if (known === undefined) this.maybe(body, state);
    }
    return "next";
  }

  private simple(step: Extract<Step, { kind: "simple" }>, state: ShellState): Ending {
    const words = [...step.words];
    const own = new Map<string, Value>();
    for (let first = words[0]; first !== undefined; first = words[0]) {
      const [, name, plus, from] = this.assignment(first) ?? [];
      if (name === undefined) break;
      own.set(
        name,
        this.assigned(
          first,
          { name, from: from ?? 0, plus: plus === "+", ...(step.array && { array: step.array }) },
          state,
        ),
      );
      words.shift();
    }
    const [first, ...rest] = words;
    if (first !== undefined && this.assignedAside(first, rest, state)) return "next";
    if (first === undefined) {
      for (const [name, value] of own) this.journal.set(state.variables, name, value);
      return "next";
    }
    return this.command(first, rest, { step, own, state });
  }

  // cmd's `set NAME=value`, PowerShell's `$NAME = value`.
  private assignedAside(first: Word, rest: readonly Word[], state: ShellState): boolean {
    const dialect = this.shell.dialect ?? POSIX;
    const [second, ...more] = rest;
    const [piece] = first.pieces;
    if (dialect.percent && plainText(first).replace("@", "").toLowerCase() === "set" && second !== undefined) {
      const [, name, , from] = this.assignment(second) ?? [];
      if (name !== undefined) this.journal.set(state.variables, name, valueBehind(second, from ?? 0, state));
      return true;
    }
    if (first.pieces.length > 0 && piece?.kind === "variable" && second !== undefined && plainText(second) === "=") {
      const [value] = more.flatMap((word) => expand(word, state));
      const name =
        piece.name +
        first.pieces
          .slice(1)
          .map((each) => (each.kind === "text" ? each.text : ""))
          .join("");
      if (value !== undefined) this.journal.set(state.variables, name.replace(/^env:/i, ""), value);
      return true;
    }
    return false;
  }

  // `NAME=value` in front of a command.
  private assignment(word: Word): readonly [string, string, string, number] | undefined {
    const [, name = "", plus = ""] = /^([A-Za-z_]\w*)(\+?)=/.exec(plainText(word)) ?? [];
    return name === "" ? undefined : [name, name, plus, name.length + plus.length + 1];
  }

  private assigned(
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

  private command(
    first: Word,
    rest: readonly Word[],
    context: {
      readonly step: Extract<Step, { kind: "simple" }>;
      readonly own: ReadonlyMap<string, Value>;
      readonly state: ShellState;
    },
  ): Ending {
    const { step, own, state } = context;
    const place = state.placeAt(first.from);
    const name = plainText(first);
    if (DECLARES.has(name)) return this.declaration(rest, step, state);
    const words = [first, ...rest].flatMap((word) => expand(word, state));
    if (name === "cd" || name === "pushd") {
      const target = textOf(words[1]);
      if (target !== undefined && !target.startsWith("/"))
        this.journal.set(state.folder, "now", joinedPath(state.folder.get("now") ?? "", target));
      return "next";
    }
    if (name === "exit") return "stop";
    if (name === "return") return "return";
    if (name === "break") return "break";
    const body = this.functions.get(name);
    if (body !== undefined) return this.callFunction(body, words.slice(1), state);
    const input = step.heredoc && {
      text: this.shell.source.slice(step.heredoc.from, step.heredoc.to),
      from: step.heredoc.from,
    };
    this.onCommand({
      words,
      place,
      folder: state.folder.get("now") ?? "",
      variables: new Map([...state.variables, ...own]),
      ...(input && { input }),
    });
    // `exec` never comes back.
    return name === "exec" && words.length > 1 ? "stop" : "next";
  }

  private declaration(words: readonly Word[], step: Extract<Step, { kind: "simple" }>, state: ShellState): Ending {
    for (const word of words) {
      const [, name, plus, from] = this.assignment(word) ?? [];
      if (name === undefined) continue;
      this.journal.set(
        state.variables,
        name,
        this.assigned(
          word,
          { name, from: from ?? 0, plus: plus === "+", ...(step.array && { array: step.array }) },
          state,
        ),
      );
    }
    return "next";
  }

  private callFunction(body: readonly Step[], positional: readonly Value[], state: ShellState): Ending {
    if (this.depth > 10) return "next";
    this.depth += 1;
    const ending = this.each(body, { ...state, positional });
    this.depth -= 1;
    return ending === "stop" ? "stop" : "next";
  }

  /** Whether the last of some tests holds; undefined where that is not known. */
  private answer(steps: readonly Step[], state: ShellState): boolean | undefined {
    const last = steps.at(-1);
    if (last?.kind === "and" || last?.kind === "or") {
      const [a, b] = [this.answer(last.first, state), this.answer(last.second, state)];
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

  // What little commands print: where the script is, a text, numbers in a row.
  private printedBy(source: string): Value | undefined {
    const place = this.state.placeAt(0);
    let printed: Value | undefined;
    const inner: ShellState = { ...this.state, folder: new Map(this.state.folder) };
    if (this.depth > 5) return undefined;
    this.depth += 1;
    for (const step of parseShell(source)) {
      const steps = step.kind === "and" || step.kind === "or" ? [...step.first, ...step.second] : [step];
      for (const each of steps)
        if (each.kind === "simple")
          printed = this.printed(
            each.words.flatMap((word) => expand(word, inner)),
            inner,
            place,
          );
    }
    this.depth -= 1;
    return printed;
  }

  private printed([name, ...operands]: readonly Value[], state: ShellState, place: Place): Value | undefined {
    const given = operands.filter((each) => textOf(each) !== "--");
    const [first, second] = given.map(textOf);
    switch (name && textOf(name)) {
      case "cd":
        if (first !== undefined) state.folder.set("now", first);
        return none(place);
      case "pwd":
        return text(state.folder.get("now") || ".", place);
      case "dirname":
        return first === undefined ? undefined : text(folderOf(first), place);
      case "basename":
        return first === undefined
          ? undefined
          : text(first.slice(first.lastIndexOf("/") + 1).replace(second ?? "\0", ""), place);
      case "realpath":
      case "readlink":
        return text(given.map(textOf).find((each) => each !== undefined && !each.startsWith("-")) ?? ".", place);
      case "echo":
        return given.length === 1 ? given[0] : undefined;
      case "seq":
        return sequence(given.map(textOf).map(Number), place);
      default:
        return undefined;
    }
  }
}

function sequence(numbers: readonly number[], place: Place): Value | undefined {
  const [from, step, to] =
    numbers.length === 1
      ? [1, 1, numbers[0] ?? 0]
      : numbers.length === 2
        ? [numbers[0] ?? 0, 1, numbers[1] ?? 0]
        : [numbers[0] ?? 0, numbers[1] ?? 1, numbers[2] ?? 0];
  const count = Math.floor((to - from) / step) + 1;
  return count > 0 && count <= 100
    ? list(
        Array.from({ length: count }, (_, at) => text(String(from + at * step), place)),
        place,
      )
    : undefined;
}

const DECLARES: ReadonlySet<string> = new Set(["export", "local", "declare", "readonly", "typeset"]);

const isTest = (steps: readonly Step[]): boolean => {
  const last = steps.at(-1);
  return (
    last?.kind === "and" ||
    last?.kind === "or" ||
    (last?.kind === "simple" && /^(?:\[\[?|test|command|which|grep|pgrep)$/.test(plainText(last.words[0] as Word)))
  );
};

function valueBehind(word: Word, from: number, state: ShellState): Value {
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

function tested(operands: readonly Value[]): boolean | undefined {
  const [first, second, third] = operands;
  const [a, b, c] = [first, second, third].map((each) => each && textOf(each));
  if (a === "!") {
    const inner = tested(operands.slice(1));
    return inner === undefined ? undefined : !inner;
  }
  if (a === "-z" || a === "-n") {
    if (second?.kind === "unknown") return undefined;
    return ((b ?? "") === "") === (a === "-z");
  }
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (b === "=" || b === "==") return globMatches(c, a);
  if (b === "!=") return !globMatches(c, a);
  const [x, y] = [Number(a), Number(c)];
  const numeric: Readonly<Record<string, boolean>> = {
    "-eq": x === y,
    "-ne": x !== y,
    "-lt": x < y,
    "-le": x <= y,
    "-gt": x > y,
    "-ge": x >= y,
  };
  return Number.isNaN(x) || Number.isNaN(y) ? undefined : numeric[b];
}

/** Whether a text fits a pattern with `*` and `?`. */
function globMatches(pattern: string, value: string): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern) || pattern.length > 100) return pattern === value;
  const expression = pattern
    .replace(/[.+^$(){}|\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  try {
    return new RegExp(`^${expression}$`).test(value.slice(0, 500));
  } catch {
    return false;
  }
}
