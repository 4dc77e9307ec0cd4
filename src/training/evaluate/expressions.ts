import { attributeOf } from "./attributes.ts";
import { callValue } from "./calls.ts";
import { iterate } from "./iterate.ts";
import type { Machine } from "./machine.ts";
import { either } from "./merge.ts";
import { binary, concatenated, formatted, printed, truthOf } from "./operators.ts";
import type { Argument, Clause, Expression } from "./program.ts";
import { assign, lookUp, newScope } from "./scope.ts";
import { bind } from "./statements.ts";
import { indexed } from "./subscript.ts";
import { callUnknown } from "./ultralytics.ts";
import {
  type Call,
  dict,
  keyOf,
  list,
  none,
  number,
  REST,
  type Scope,
  text,
  truth,
  type UnknownValue,
  unknown,
  type Value,
} from "./value.ts";

/** What an expression is worth. */
export function evaluate(machine: Machine, expression: Expression, scope: Scope): Value {
  const place = machine.placeOf(scope, expression.from);
  if (!machine.step()) return unknown("the program is too long to be followed", place);
  switch (expression.kind) {
    case "string":
      return text(expression.value, place);
    case "number":
      return numberOf(expression.text, place);
    case "constant":
      return expression.value === null ? none(place) : truth(expression.value, place);
    case "name":
      return lookUp(scope, expression.name) ?? { kind: "external", name: `builtins.${expression.name}` };
    case "template": {
      const parts = expression.parts.map((part) => {
        if (typeof part === "string") return text(part, place);
        const value = evaluate(machine, part.value, scope);
        return value.kind === "unknown"
          ? named(value, part.value, machine, scope)
          : formatted(value, part.format, place);
      });
      return concatenated(parts, place);
    }
    case "list": {
      const items: Value[] = [];
      let open = false;
      for (const { value, starred } of expression.items) {
        const item = evaluate(machine, value, scope);
        const spread = starred ? iterate(item, place) : [item];
        if (spread === undefined) open = true;
        else items.push(...spread);
      }
      return list(open ? undefined : items, place);
    }
    case "dict":
      return dictOf(machine, expression, scope);
    case "attribute":
      return attributeOf(machine, evaluate(machine, expression.object, scope), expression.name, place);
    case "index":
      return indexed(machine, {
        object: evaluate(machine, expression.object, scope),
        index: indexOf(machine, expression.index, scope),
        place,
      });
    case "slice":
      return unknown("a part of something is not followed", place);
    case "unary":
      return unary(expression.operator, evaluate(machine, expression.operand, scope), place);
    case "binary":
      return operation(machine, expression, scope);
    case "conditional": {
      const test = truthOf(evaluate(machine, expression.test, scope));
      if (test !== undefined) return evaluate(machine, test ? expression.whenTrue : expression.otherwise, scope);
      return either(
        evaluate(machine, expression.whenTrue, scope),
        evaluate(machine, expression.otherwise, scope),
        place,
      );
    }
    case "lambda": {
      const definition = {
        kind: "lambda",
        name: "lambda",
        parameters: expression.parameters,
        result: expression.body,
      } as const;
      return {
        kind: "function",
        definition,
        scope,
        defaults: defaultsOf(machine, expression.parameters, scope),
        decorators: [],
      };
    }
    case "comprehension":
      return comprehension(machine, expression, scope);
    case "named": {
      const value = evaluate(machine, expression.value, scope);
      assign(machine.journal, scope, [expression.name, value]);
      return value;
    }
    case "call":
      return called(machine, expression, scope);
    case "other":
      return unknown("it is not followed here", place);
  }
}

type Of<K extends Expression["kind"]> = Extract<Expression, { readonly kind: K }>;

// `${name}` is how a hole in a text shows what it waits for.
function named(value: UnknownValue, expression: Expression, machine: Machine, scope: Scope): UnknownValue {
  if (value.text !== undefined) return value;
  const program = machine.host.program(scope.file);
  const source = program?.text.slice(expression.from, Math.min(expression.to, expression.from + 60)) ?? "?";
  return { ...value, text: `\${${source}}` };
}

function numberOf(written: string, place: Call["place"]): Value {
  const digits = written.replaceAll("_", "");
  if (/j$/i.test(digits)) return unknown("complex numbers are not followed", place);
  const value = Number(digits);
  if (!Number.isFinite(value)) return unknown("it is no number", place);
  return number(value, place, /^\d*\.|e/i.test(digits) && !/^0x/i.test(digits));
}

function unary(operator: string, value: Value, place: Call["place"]): Value {
  if (operator === "not") {
    const known = truthOf(value);
    return known === undefined
      ? unknown(value.kind === "unknown" ? value.why : "its truth is not known", place)
      : truth(!known, place);
  }
  if (value.kind !== "int" && value.kind !== "float")
    return value.kind === "unknown" ? value : unknown(`\`${operator}\` is not followed here`, place);
  if (operator === "-") return number(-value.value, place, value.kind === "float");
  return operator === "+" ? value : unknown(`\`${operator}\` is not followed here`, place);
}

// `and` and `or` yield one of their sides.
function operation(machine: Machine, expression: Of<"binary">, scope: Scope): Value {
  const { operator } = expression;
  const left = evaluate(machine, expression.left, scope);
  const place = machine.placeOf(scope, expression.from);
  if (operator !== "and" && operator !== "or")
    return binary(operator, left, evaluate(machine, expression.right, scope), place);
  const known = truthOf(left);
  if (known !== undefined) return known === (operator === "and") ? evaluate(machine, expression.right, scope) : left;
  const right = evaluate(machine, expression.right, scope);
  const decided = truthOf(right);
  // Whatever the left side is, the whole is false, or true.
  if (decided !== undefined && decided === (operator === "or") && right.kind === "bool") return right;
  return unknown(left.kind === "unknown" ? left.why : "its truth is not known", place);
}

function dictOf(machine: Machine, expression: Of<"dict">, scope: Scope): Value {
  const place = machine.placeOf(scope, expression.from);
  const entries = new Map<string, Value>();
  for (const { key, value } of expression.entries) {
    const item = evaluate(machine, value, scope);
    if (key !== undefined) {
      const name = keyOf(evaluate(machine, key, scope));
      if (name === undefined) entries.set(REST, unknown("a key is not known", place));
      else entries.set(name, item);
    } else if (item.kind === "dict") for (const [name, each] of item.entries) entries.set(name, each);
    else entries.set(REST, item.kind === "unknown" ? item : unknown("what is unpacked here is not known", place));
  }
  return dict(entries, place);
}

function indexOf(machine: Machine, index: Expression, scope: Scope): Value | readonly (Value | undefined)[] {
  if (index.kind !== "slice") return evaluate(machine, index, scope);
  return index.bounds.map((bound) => bound && evaluate(machine, bound, scope));
}

function comprehension(machine: Machine, expression: Of<"comprehension">, scope: Scope): Value {
  const place = machine.placeOf(scope, expression.from);
  const inner = newScope(scope.file, scope);
  const entries: [string, Value][] = [];
  const items: Value[] = [];
  const known = eachOf(machine, expression.clauses, inner, () => {
    const value = evaluate(machine, expression.value, inner);
    if (expression.key === undefined) items.push(value);
    else entries.push([keyOf(evaluate(machine, expression.key, inner)) ?? REST, value]);
  });
  if (expression.key === undefined) return list(known ? items : undefined, place);
  return dict(known ? entries : [...entries, [REST, unknown("what is looped over is not known", place)]], place);
}

/** Runs `body` for every item of the clauses; false where some are not known. */
function eachOf(machine: Machine, [clause, ...more]: readonly Clause[], scope: Scope, body: () => void): boolean {
  if (clause === undefined) {
    body();
    return true;
  }
  const items = iterate(evaluate(machine, clause.iterable, scope), machine.placeOf(scope, clause.iterable.from));
  if (items === undefined || items.length > 1000) return false;
  let known = true;
  for (const item of items) {
    bind(machine, clause.target, item, scope);
    const tests = clause.tests.map((test) => truthOf(evaluate(machine, test, scope)));
    if (tests.includes(false)) continue;
    known = !tests.includes(undefined) && eachOf(machine, more, scope, body) && known;
  }
  return known;
}

/** Default values of parameters, which are worth what they are where the function is defined. */
export function defaultsOf(
  machine: Machine,
  parameters: readonly { readonly name: string; readonly default?: Expression }[],
  scope: Scope,
): Map<string, Value> {
  return new Map(
    parameters.flatMap((each) => (each.default ? [[each.name, evaluate(machine, each.default, scope)] as const] : [])),
  );
}

/** The arguments of a call, unpacked. */
export function callOf(
  machine: Machine,
  call: { readonly arguments: readonly Argument[]; readonly place: Call["place"] },
  scope: Scope,
): Call {
  const positional: Value[] = [];
  const names = new Map<string, Value>();
  let rest: UnknownValue | undefined;
  for (const { name, stars, value: expression } of call.arguments) {
    const value = evaluate(machine, expression, scope);
    if (name !== undefined) names.set(name, value);
    else if (stars === 0) positional.push(value);
    else if (stars === 1) {
      const items = iterate(value, call.place);
      if (items === undefined) rest = restOf(value, call.place);
      else positional.push(...items);
    } else if (value.kind === "dict") {
      for (const [key, item] of value.entries) {
        if (key === REST) rest = restOf(item, call.place);
        else names.set(key, item);
      }
    } else rest = restOf(value, call.place);
  }
  return { positional, named: names, place: call.place, ...(rest && { rest }) };
}

const restOf = (value: Value, place: Call["place"]): UnknownValue =>
  value.kind === "unknown" ? value : unknown("what is unpacked here is not known", place);

function called(machine: Machine, expression: Of<"call">, scope: Scope): Value {
  const callee = evaluate(machine, expression.callee, scope);
  const call = callOf(machine, { ...expression, place: machine.placeOf(scope, expression.from) }, scope);
  const name = expression.callee.kind === "attribute" ? expression.callee.name : undefined;
  const told =
    callee.kind === "unknown" && name !== undefined
      ? callUnknown(machine, { self: callee, name, call }, scope)
      : undefined;
  return told ?? callValue(machine, callee, call, scope);
}

/** As `str()` does. */
export function asText(value: Value, place: Call["place"]): Value {
  const known = printed(value);
  if (known !== undefined) return text(known, place);
  return value.kind === "unknown" ? value : unknown("its text is not known", place);
}
