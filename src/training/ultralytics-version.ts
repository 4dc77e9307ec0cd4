/** The newest Ultralytics whose rules this program knows, and the newest torch that was measured with it. */
export const NEWEST_KNOWN = { ultralytics: "8.4.190", torch: "2.11.0" } as const;

/** Negative where `a` is the older release; suffixes such as `.post1` or `+cu130` do not count. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const partsOf = (version: string): number[] => {
  return (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? "0").split(".").map(Number);
};
