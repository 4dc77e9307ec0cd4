/** `8.4.190` -> [8, 4, 190]; missing or unreadable parts count as 0. */
function parts(version: string): readonly number[] {
  return version
    .split(/[.+]/)
    .slice(0, 3)
    .map((part) => Number.parseInt(part, 10) || 0);
}

/** Is `version` the same as `since` or newer? By release numbers; suffixes do not count. */
export function atLeast(version: string, since: string): boolean {
  const [a, b] = [parts(version), parts(since)];
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The Ultralytics release in which a change that matters for memory appeared. Sources: pull requests of ultralytics/ultralytics. */
export const SINCE = {
  /** #23590 (2026-02-08): the first epoch on one GPU halves the batch when it runs out of memory, up to three times. */
  halvesBatch: "8.4.13",
} as const;
