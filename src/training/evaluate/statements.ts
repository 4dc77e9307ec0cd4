import { setAttribute } from "./attributes.ts";
import { defineClass, defineFunction } from "./definitions.ts";
import { evaluate } from "./expressions.ts";
import { importModules, importNames } from "./imports.ts";
import { iterate } from "./iterate.ts";
import type { Changes } from "./journal.ts";
import { type Machine, Stopped } from "./machine.ts";
import { join } from "./merge.ts";
import { binary, truthOf } from "./operators.ts";
import type { Expression, Statement } from "./program.ts";
import { assign, lookUp } from "./scope.ts";
import { setItem } from "./subscript.ts";
import { dict, itemsOf, keyOf, list, REST, type Scope, text, unknown, type Value } from "./value.ts";

/** How a block ended: at its end, or by one of the words that leave it. */
export type Ending = "next" | "return" | "break" | "continue" | "stop";

/** A running block: its names, and what it returned so far. */
export interface Frame {
  readonly scope: Scope;
  readonly returned: Value[];
  readonly inFunction?: boolean;
}

/** More rounds of one loop are not told apart. */
export const MOST_ROUNDS = 64;

/** Runs statements one after the other until one of them leaves the block. */
export function execute(machine: Machine, statements: readonly Statement[], frame: Frame): Ending {
  for (const statement of statements) {
    if (!machine.step()) return "stop";
    try {
      const ending = executeOne(machine, statement, frame);
      if (ending !== "next") return ending;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return "stop";
    }
  }
  return "next";
}

function executeOne(machine: Machine, statement: Statement, frame: Frame): Ending {
  const { scope } = frame;
  switch (statement.kind) {
    case "expression":
      evaluate(machine, statement.value, scope);
      return "next";
    case "assign": {
      const value = statement.value && evaluate(machine, statement.value, scope);
      if (value !== undefined) for (const target of statement.targets) bind(machine, target, value, scope);
      return "next";
    }
    case "augment":
      augment(machine, statement, scope);
      return "next";
    case "return":
      if (statement.value !== undefined) frame.returned.push(evaluate(machine, statement.value, scope));
      return "return";
    case "if":
      return branch(machine, statement.branches, frame);
    case "for":
      return loop(machine, statement, frame);
    case "while":
      return repeat(machine, statement, frame);
    case "try":
      return attempt(machine, statement, frame);
    case "with":
      for (const { value, target } of statement.items) {
        const entered = evaluate(machine, value, scope);
        if (target) bind(machine, target, entered, scope);
      }
      return execute(machine, statement.body, frame);
    case "function":
      assign(machine.journal, scope, [statement.name, defineFunction(machine, statement, scope)]);
      return "next";
    case "class":
      assign(machine.journal, scope, [statement.name, defineClass(machine, statement, scope)]);
      return "next";
    case "import":
      importModules(machine, statement.modules, scope);
      return "next";
    case "from":
      importNames(machine, statement, scope);
      return "next";
    case "global":
      for (const name of statement.names) scope.globals.add(name);
      return "next";
    case "delete":
      for (const target of statement.targets) forget(machine, target, scope);
      return "next";
    case "match":
      return branch(machine, casesOf(statement), frame);
    case "shell": {
      const command = shellText(machine, statement, scope);
      const went = /^cd[ \t]+(["']?)([^"'\n]+?)\1[ \t]*$/.exec(command.kind === "str" ? command.value : "");
      if (went !== null) machine.goTo(went[2]);
      else
        machine.host.onStart({
          place: machine.placeOf(scope, statement.from),
          command,
          folder: machine.folder.get("now") ?? "",
        });
      return "next";
    }
    case "raise":
      machine.raised = true;
      return machine.lenient && frame.inFunction === true ? "return" : "stop";
    case "break":
    case "continue":
      return statement.kind;
    case "other":
      return "next";
  }
}

type Of<K extends Statement["kind"]> = Extract<Statement, { readonly kind: K }>;

/** Gives a value to a target: a name, several, an attribute, an item. */
export function bind(machine: Machine, target: Expression, value: Value, scope: Scope): void {
  const place = machine.placeOf(scope, target.from);
  if (target.kind === "name") assign(machine.journal, scope, [target.name, value]);
  else if (target.kind === "attribute")
    setAttribute(machine, evaluate(machine, target.object, scope), [target.name, value]);
  else if (target.kind === "index") {
    if (target.index.kind === "slice") return;
    const index = evaluate(machine, target.index, scope);
    const object = evaluate(machine, target.object, scope);
    // What can't be followed holds from here on what it is given, whatever else it holds.
    const made = object.kind === "unknown" && target.object.kind === "name" ? dict([[REST, object]], place) : object;
    if (made !== object) bind(machine, target.object, made, scope);
    setItem(machine, { object: made, index, place }, value);
  } else if (target.kind === "list") {
    const items = iterate(value, place);
    const starred = target.items.findIndex((item) => item.starred);
    for (const [at, item] of target.items.entries()) {
      const fromEnd = starred >= 0 && at > starred ? at - target.items.length : at;
      const rest = items && list(items.slice(starred, items.length - (target.items.length - 1 - starred)), place);
      const part = item.starred ? rest : items?.at(fromEnd);
      bind(
        machine,
        item.value,
        part ?? unknown(value.kind === "unknown" ? value.why : "what is unpacked here is not known", place),
        scope,
      );
    }
  }
}

function augment(machine: Machine, { target, operator, value, from }: Of<"augment">, scope: Scope): void {
  const before = evaluate(machine, target, scope);
  const added = evaluate(machine, value, scope);
  const after = binary(operator, before, added, machine.placeOf(scope, from));
  // A list grows in place: other names of it see that.
  if (before.kind === "list" && after.kind === "list") machine.journal.set(before.content, 0, itemsOf(after));
  else bind(machine, target, after, scope);
}

interface Branch {
  readonly test?: Expression;
  readonly body: readonly Statement[];
}

function branch(machine: Machine, [first, ...others]: readonly Branch[], frame: Frame): Ending {
  if (first === undefined) return "next";
  const test = first.test && evaluate(machine, first.test, frame.scope);
  const decided = test === undefined ? true : truthOf(test);
  if (decided !== undefined) return decided ? execute(machine, first.body, frame) : branch(machine, others, frame);
  const place = machine.placeOf(frame.scope, first.test?.from ?? 0);
  const one = machine.journal.attempt(() => execute(machine, first.body, frame));
  const two = machine.journal.attempt(() => branch(machine, others, frame));
  return settle(machine, [one, two], place);
}

interface Attempt {
  readonly result: Ending;
  readonly changes: Changes;
}

// A side that leaves the block says nothing about what comes behind it.
function settle(machine: Machine, [one, two]: readonly [Attempt, Attempt], place: Parameters<typeof join>[2]): Ending {
  if (one.result !== "next" && two.result === "next") machine.journal.apply(two.changes);
  else if (two.result !== "next" && one.result === "next") machine.journal.apply(one.changes);
  else {
    join(machine.journal, [one.changes, two.changes], place);
    return one.result === two.result ? one.result : "return";
  }
  return "next";
}

function loop(machine: Machine, statement: Of<"for">, frame: Frame): Ending {
  const place = machine.placeOf(frame.scope, statement.from);
  const iterable = evaluate(machine, statement.iterable, frame.scope);
  const items = iterate(iterable, place);
  if (items === undefined || items.length > MOST_ROUNDS) {
    const why =
      iterable.kind === "unknown"
        ? iterable.why
        : items
          ? `the loop has ${items.length} rounds`
          : "what is looped over is not known";
    return maybe(machine, frame, place, () => {
      bind(machine, statement.target, unknown(why, place), frame.scope);
      return execute(machine, statement.body, frame);
    });
  }
  for (const item of items) {
    bind(machine, statement.target, item, frame.scope);
    const ending = execute(machine, statement.body, frame);
    if (ending === "break") return "next";
    if (ending === "return" || ending === "stop") return ending;
  }
  return execute(machine, statement.otherwise, frame);
}

// A block that may run or not.
function maybe(machine: Machine, frame: Frame, place: Parameters<typeof join>[2], body: () => Ending): Ending {
  const one = machine.journal.attempt(body);
  join(machine.journal, [one.changes, new Map()], place);
  // Whatever it returned is one of several answers.
  if (one.result === "return" && frame.returned.length > 0)
    frame.returned.push(unknown("a loop may return before", place));
  return "next";
}

function repeat(machine: Machine, statement: Of<"while">, frame: Frame): Ending {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const test = truthOf(evaluate(machine, statement.test, frame.scope));
    if (test === false) return "next";
    if (test === undefined) {
      return maybe(machine, frame, machine.placeOf(frame.scope, statement.from), () =>
        execute(machine, statement.body, frame),
      );
    }
    const ending = execute(machine, statement.body, frame);
    if (ending === "break") return "next";
    if (ending === "return" || ending === "stop") return ending;
    // `while True:` that nothing leaves goes on for ever; one round says what it does.
    if (statement.test.kind === "constant") return "next";
  }
  return "next";
}

// What goes wrong when the program runs is not known: handlers run only after a `raise` that is.
function attempt(machine: Machine, statement: Of<"try">, frame: Frame): Ending {
  let ending = execute(machine, statement.body, frame);
  if (ending === "next") {
    for (const handler of statement.handlers)
      machine.journal.attempt(() => execute(machine, handler, { ...frame, returned: [] }));
    ending = execute(machine, statement.otherwise, frame);
  } else if (ending === "stop" && statement.handlers[0] !== undefined && !machine.exhausted) {
    ending = execute(machine, statement.handlers[0], frame);
  }
  const last = execute(machine, statement.finally, frame);
  return last === "next" ? ending : last;
}

function forget(machine: Machine, target: Expression, scope: Scope): void {
  if (target.kind === "name") machine.journal.remove(scope.names, target.name);
  if (target.kind !== "index") return;
  const object = evaluate(machine, target.object, scope);
  const key = keyOf(evaluate(machine, target.index, scope));
  if (object.kind === "dict" && key !== undefined) machine.journal.remove(object.entries, key);
}

function casesOf({ subject, cases, from, to }: Of<"match">): Branch[] {
  return cases.map(({ pattern, body }) => {
    return pattern === undefined
      ? { body }
      : { test: { kind: "binary", operator: "==", left: subject, right: pattern, from, to }, body };
  });
}

// IPython puts values into a command: `{expression}` and `$name`.
function shellText(machine: Machine, { command, from }: Of<"shell">, scope: Scope): Value {
  const place = machine.placeOf(scope, from);
  const filled = command.replace(
    /\{([A-Za-z_][\w.]*)\}|\$([A-Za-z_]\w*)/g,
    (whole: string, inBraces: string | undefined, behindSign: string | undefined) => {
      const [name = "", ...attributes] = (inBraces ?? behindSign ?? "").split(".");
      let expression: Expression = { kind: "name", name, from, to: from };
      for (const attribute of attributes)
        expression = { kind: "attribute", object: expression, name: attribute, from, to: from };
      if (lookUp(scope, name) === undefined) return whole;
      const value = evaluate(machine, expression, scope);
      const known = value.kind === "str" || value.kind === "path" || value.kind === "int" || value.kind === "float";
      return known ? String(value.value) : `\${${inBraces ?? name}}`;
    },
  );
  return text(filled, place);
}
