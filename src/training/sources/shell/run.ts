import type { Place } from "../../../problem.ts";
import { Journal } from "../../evaluate/journal.ts";
import { LineTable } from "../../evaluate/lines.ts";
import { join } from "../../evaluate/merge.ts";
import { joinedPath } from "../../evaluate/operators.ts";
import { textOf, type Value } from "../../evaluate/value.ts";
import { answerOf, isTest } from "./answer.ts";
import { assignedValue, assignmentOf, valueBehind } from "./assignments.ts";
import { expand, type ShellState } from "./expand.ts";
import { type Dialect, POSIX, type Word } from "./lexer.ts";
import { parseShell, plainText, type Step } from "./parse.ts";
import { globMatches, printedWords } from "./small-commands.ts";

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
    const answer = answerOf(first, state) ?? (isTest(first) ? undefined : true);
    if (answer === undefined) return this.maybe(second, state);
    return answer === wanted ? this.each(second, state) : "next";
  }

  private branch([first, ...others]: Extract<Step, { kind: "if" }>["branches"], state: ShellState): Ending {
    if (first === undefined) return "next";
    if (first.test !== undefined) this.each(first.test, state);
    const answer = first.test === undefined ? true : answerOf(first.test, state);
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
      const [, name, plus, from] = assignmentOf(first) ?? [];
      if (name === undefined) break;
      own.set(
        name,
        assignedValue(
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
      const [, name, , from] = assignmentOf(second) ?? [];
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
      const [, name, plus, from] = assignmentOf(word) ?? [];
      if (name === undefined) continue;
      this.journal.set(
        state.variables,
        name,
        assignedValue(
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
          printed = printedWords(
            each.words.flatMap((word) => expand(word, inner)),
            inner,
            place,
          );
    }
    this.depth -= 1;
    return printed;
  }
}

const DECLARES: ReadonlySet<string> = new Set(["export", "local", "declare", "readonly", "typeset"]);
