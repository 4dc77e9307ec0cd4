/** Positions of two sequences that a shortest edit between them deletes (`missing`) and inserts (`extra`). */
export interface Differences {
  readonly missing: readonly number[];
  readonly extra: readonly number[];
}

/**
 * Myers' greedy algorithm (An O(ND) Difference Algorithm and Its Variations, 1986), with the whole history kept; undefined
 * where more than `mostEdits` would be needed.
 */
export function differencesWithin<T>(
  mostEdits: number,
  recorded: readonly T[],
  generated: readonly T[],
): Differences | undefined {
  const [n, m] = [recorded.length, generated.length];
  const most = n + m;
  const reach = new Int32Array(2 * most + 2);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= Math.min(most, mostEdits); edits++) {
    history.push(reach.slice(most - edits, most + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      let x = comesFromAbove(reach, most + k, { k, edits })
        ? (reach[most + k + 1] ?? 0)
        : (reach[most + k - 1] ?? 0) + 1;
      while (x < n && x - k < m && recorded[x] === generated[x - k]) x++;
      reach[most + k] = x;
      if (x >= n && x - k >= m) return walkBack(history, { x: n, y: m });
    }
  }
  return undefined;
}

/** The shortest edit, however long it is. */
export function differences<T>(recorded: readonly T[], generated: readonly T[]): Differences {
  const found = differencesWithin(Number.POSITIVE_INFINITY, recorded, generated);
  if (found === undefined) throw new Error("no edit found");
  return found;
}

/** Is the furthest path to diagonal k an insertion from the diagonal above? */
const comesFromAbove = (
  reach: Int32Array,
  at: number,
  { k, edits }: { readonly k: number; readonly edits: number },
): boolean => k === -edits || (k !== edits && (reach[at - 1] ?? 0) < (reach[at + 1] ?? 0));

function walkBack(history: readonly Int32Array[], end: { readonly x: number; readonly y: number }): Differences {
  const missing: number[] = [];
  const extra: number[] = [];
  let { x, y } = end;
  for (let edits = history.length - 1; edits > 0; edits--) {
    const k = x - y;
    const reach = history[edits] ?? new Int32Array();
    const inserted = comesFromAbove(reach, edits + k, { k, edits });
    x = inserted ? (reach[edits + k + 1] ?? 0) : (reach[edits + k - 1] ?? 0);
    y = x - (inserted ? k + 1 : k - 1);
    if (inserted) extra.push(y);
    else missing.push(x);
  }
  return { missing: missing.reverse(), extra: extra.reverse() };
}
