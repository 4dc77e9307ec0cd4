/** A map whose changes can be undone. What it holds is the owner's business. */
type Cells = Map<unknown, unknown>;

interface Change {
  readonly cells: Cells;
  readonly key: unknown;
  readonly before: unknown;
  readonly had: boolean;
}

/** What a branch of a program changed: the cells and what they then held. */
export type Changes = Map<Cells, Map<unknown, unknown>>;

/** Stands for a cell that was removed. */
export const ABSENT = Symbol("absent");

/** Every change of a program's state goes through here, so that both sides of a condition can be tried. */
export class Journal {
  private readonly changes: Change[] = [];

  set<K, V>(cells: Map<K, V>, key: K, value: V): void {
    this.changes.push({ cells: cells as Cells, key, before: cells.get(key), had: cells.has(key) });
    cells.set(key, value);
  }

  remove<K, V>(cells: Map<K, V>, key: K): void {
    if (!cells.has(key)) return;
    this.changes.push({ cells: cells as Cells, key, before: cells.get(key), had: true });
    cells.delete(key);
  }

  /** Runs `branch`, takes back all its changes and yields them. */
  attempt<T>(branch: () => T): { readonly result: T; readonly changes: Changes } {
    const mark = this.changes.length;
    const result = branch();
    const changes: Changes = new Map();
    for (const { cells, key } of this.changes.slice(mark)) {
      const changed = changes.get(cells) ?? new Map();
      changed.set(key, cells.has(key) ? cells.get(key) : ABSENT);
      changes.set(cells, changed);
    }
    while (this.changes.length > mark) this.undo();
    return { result, changes };
  }

  /** Makes the changes of a branch for good. */
  apply(changes: Changes): void {
    for (const [cells, changed] of changes) {
      for (const [key, value] of changed) {
        if (value === ABSENT) this.remove(cells, key);
        else this.set(cells, key, value);
      }
    }
  }

  private undo(): void {
    const change = this.changes.pop();
    if (change === undefined) return;
    if (change.had) change.cells.set(change.key, change.before);
    else change.cells.delete(change.key);
  }
}
