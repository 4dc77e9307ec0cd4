/** A typing mistake has a few letters wrong; with more it is another word. */
const MOST_MISTAKES = 3;

/** Insertions, deletions, replacements and swaps of neighbours that make `b` of `a` (optimal string alignment). */
export function mistakesBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const edits = [(row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1];
      next.push(Math.min(...edits, swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The names that `written` may have been meant for, nearest first, at most three; none where all are too far. */
export function nearestNames(names: Iterable<string>, written: string): readonly string[] {
  const target = written.slice(0, 80).toLowerCase();
  const most = Math.min(MOST_MISTAKES, Math.max(1, Math.floor(target.length / 3)));
  return [...names]
    .filter((name) => Math.abs(name.length - target.length) <= most)
    .map((name) => ({ name, mistakes: mistakesBetween(target, name.toLowerCase()) }))
    .filter(({ mistakes }) => mistakes <= most)
    .sort((a, b) => a.mistakes - b.mistakes || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** `a`, `b` or `c`: names as a choice in a sentence. */
export function asChoice(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}
