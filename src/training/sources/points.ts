/** More points of a sweep are not told apart. */
const MOST_POINTS = 64;

/** Runs something once for every combination of the choices that it asks for, each at most `MOST_POINTS` in all. */
export function everyPoint(run: (choose: (count: number) => number) => void): void {
  const path: number[] = [];
  for (let round = 0; round < MOST_POINTS; round++) {
    const counts: number[] = [];
    run((count) => {
      const at = counts.length;
      counts.push(count);
      path[at] ??= 0;
      return Math.min(path[at] ?? 0, count - 1);
    });
    path.length = counts.length;
    while (path.length > 0 && (path.at(-1) ?? 0) + 1 >= (counts[path.length - 1] ?? 0)) path.pop();
    const last = path.length - 1;
    if (last < 0) return;
    path[last] = (path[last] ?? 0) + 1;
  }
}
