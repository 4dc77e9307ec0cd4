import type { Journal } from "./journal.ts";
import type { Scope, Value } from "./value.ts";

export const newScope = (file: string, outer?: Scope): Scope => ({ names: new Map(), outer, file, globals: new Set() });

/** The value of a name, here or around; undefined where nobody gave it one. */
export function lookUp(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const value = at.names.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

export function assign(journal: Journal, scope: Scope, [name, value]: readonly [string, Value]): void {
  journal.set((scope.globals.has(name) ? moduleOf(scope) : scope).names, name, value);
}

function moduleOf(scope: Scope): Scope {
  let at = scope;
  while (at.outer !== undefined) at = at.outer;
  return at;
}
