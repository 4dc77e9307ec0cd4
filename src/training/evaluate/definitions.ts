import { defaultsOf, evaluate } from "./expressions.ts";
import type { Machine } from "./machine.ts";
import type { ClassDefinition, FunctionDefinition } from "./program.ts";
import { newScope } from "./scope.ts";
import { execute } from "./statements.ts";
import type { ClassValue, FunctionValue, Scope, Value } from "./value.ts";

// `@app.command()` of an app that a library made.
function decoratorOf(value: Value): Value[] {
  if (value.kind === "external") return [value];
  if (value.kind !== "unknown" || value.origin === undefined) return [];
  return [{ kind: "external", name: value.origin, call: { positional: [], named: new Map(), place: value.place } }];
}

/** A function as its definition makes it, with what decorators of the repository make of it. */
export function defineFunction(
  machine: Machine,
  definition: FunctionDefinition,
  scope: Scope,
  owner?: ClassValue,
): Value {
  const decorators = definition.decorators.map((decorator) => evaluate(machine, decorator, scope));
  const made: FunctionValue = {
    kind: "function",
    definition,
    scope,
    defaults: defaultsOf(machine, definition.parameters, scope),
    // What a decorator of the repository wraps is called by what it returns; the function is followed as it is.
    decorators: decorators.flatMap(decoratorOf),
    ...(owner && { owner }),
  };
  return made;
}

const BASES_WITH_FIELDS = /(?:^|\.)(?:BaseModel|BaseSettings|NamedTuple|TypedDict|Struct)$/;
const FIELD_DECORATORS = /(?:^|\.)(?:dataclass|define|frozen|attrs|s)$/;

/** A class as its definition makes it: its names, its bases, and its fields where it is a dataclass or like one. */
export function defineClass(machine: Machine, definition: ClassDefinition, scope: Scope): Value {
  const bases = definition.bases
    .filter(({ name }) => name === undefined)
    .map(({ value }) => evaluate(machine, value, scope));
  const decorators = definition.decorators.map((decorator) => evaluate(machine, decorator, scope));
  const isExternal = (pattern: RegExp) => (value: Value) => value.kind === "external" && pattern.test(value.name);
  const hasFields =
    decorators.some(isExternal(FIELD_DECORATORS)) ||
    bases.some(isExternal(BASES_WITH_FIELDS)) ||
    bases.some((base) => base.kind === "class" && base.fields !== undefined);
  const body = newScope(scope.file, scope);
  const own = definition.body.flatMap((statement) =>
    statement.kind === "assign" && statement.targets[0]?.kind === "name" ? [statement.targets[0].name] : [],
  );
  const inherited = bases.flatMap((base) => (base.kind === "class" ? (base.fields ?? []) : []));
  const made: ClassValue = {
    kind: "class",
    definition,
    bases,
    attributes: body.names,
    scope,
    ...(hasFields && { fields: [...new Set([...inherited, ...own])] }),
  };
  const others = definition.body.filter(({ kind }) => kind !== "function");
  for (const statement of definition.body) {
    if (statement.kind === "function")
      machine.journal.set(body.names, statement.name, defineFunction(machine, statement, scope, made));
  }
  // The body's own names are seen in the body only; methods look past them.
  execute(machine, others, { scope: body, returned: [] });
  return made;
}
