import type { Machine } from "./machine.ts";
import type { ImportedName, Statement } from "./program.ts";
import { assign, newScope } from "./scope.ts";
import { execute } from "./statements.ts";
import { type ModuleValue, type Scope, text, unknown, type Value } from "./value.ts";

type FromStatement = Extract<Statement, { readonly kind: "from" }>;

/** `import a.b as c`: modules of the repository are run, once; others are libraries. */
export function importModules(machine: Machine, modules: readonly ImportedName[], scope: Scope): void {
  for (const { name, as } of modules) {
    const module = moduleNamed(machine, { name, level: 0, from: scope.file });
    const [first = name] = name.split(".");
    if (as !== undefined) assign(machine.journal, scope, [as, module ?? { kind: "external", name }]);
    else if (first === name || module === undefined)
      assign(machine.journal, scope, [first, module ?? { kind: "external", name: first }]);
    else assign(machine.journal, scope, [first, packageOf(machine, name, scope) ?? module]);
  }
}

// `import a.b` names `a`, in which `b` is found.
function packageOf(machine: Machine, name: string, scope: Scope): Value | undefined {
  const parts = name.split(".");
  const place = { file: scope.file, line: 1, column: 1 };
  const names = parts.slice(1).reduceRight<Value | undefined>((inside, part, at) => {
    const own = moduleNamed(machine, { name: parts.slice(0, at + 2).join("."), level: 0, from: scope.file });
    const entries: [string, Value][] = inside === undefined ? [] : [[parts[at + 2] ?? part, inside]];
    return own ?? { kind: "dict", entries: new Map(entries), place };
  }, undefined);
  return names && { kind: "dict", entries: new Map([[parts[1] ?? "", names]]), place };
}

/** `from a import b, c as d`, `from . import x`, `from m import *`. */
export function importNames(machine: Machine, { level, module: name, names, from }: FromStatement, scope: Scope): void {
  const module = moduleNamed(machine, { name, level, from: scope.file });
  for (const { name: wanted, as = wanted } of names) {
    if (wanted === "*") {
      for (const [each, value] of module?.scope.names ?? [])
        if (!each.startsWith("_")) assign(machine.journal, scope, [each, value]);
      continue;
    }
    const submodule = (): Value | undefined =>
      moduleNamed(machine, { name: name === "" ? wanted : `${name}.${wanted}`, level, from: scope.file });
    const found = module?.scope.names.get(wanted) ?? submodule();
    const outside: Value =
      level === 0 && module === undefined
        ? { kind: "external", name: `${name}.${wanted}` }
        : unknown(`\`${wanted}\` is not found in \`${".".repeat(level)}${name}\``, machine.placeOf(scope, from));
    assign(machine.journal, scope, [as, found ?? outside]);
  }
}

function moduleNamed(machine: Machine, wanted: { name: string; level: number; from: string }): ModuleValue | undefined {
  const file = machine.host.moduleFile(wanted);
  return file === undefined ? undefined : moduleOf(machine, file);
}

/** A module of the repository, run where nobody has run it before. */
export function moduleOf(machine: Machine, file: string, name = file): ModuleValue | undefined {
  const known = machine.modules.get(file);
  if (known !== undefined) return known;
  const program = machine.host.program(file);
  if (program === undefined) return undefined;
  const scope = newScope(file);
  const module: ModuleValue = { kind: "module", file, scope };
  // Before it runs: modules may import each other.
  machine.modules.set(file, module);
  const place = { file, line: 1, column: 1 };
  scope.names.set("__name__", text(name, place));
  scope.names.set("__file__", text(file, place));
  machine.deeper(() => execute(machine, program.body, { scope, returned: [] }));
  return module;
}
