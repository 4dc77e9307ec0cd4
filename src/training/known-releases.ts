// Releases on PyPI (https://pypi.org/project/ultralytics/#history, https://pypi.org/project/torch/#history), up to the newest
// whose behaviour is known here. Of Ultralytics: minor -> the last patch, and the numbers left out.
const ULTRALYTICS: readonly { readonly minor: string; readonly last: number; readonly missing: readonly number[] }[] = [
  { minor: "8.4", last: 190, missing: [35, 44] },
  { minor: "8.3", last: 253, missing: [41, 42, 45, 46] },
  { minor: "8.2", last: 103, missing: [7, 47] },
  { minor: "8.1", last: 47, missing: [21, 31] },
  { minor: "8.0", last: 239, missing: [129, 174, 177] },
];

const TORCH = [
  "2.11.0",
  "2.10.0",
  "2.9.1",
  "2.9.0",
  "2.8.0",
  "2.7.1",
  "2.7.0",
  "2.6.0",
  "2.5.1",
  "2.5.0",
  "2.4.1",
  "2.4.0",
  "2.3.1",
  "2.3.0",
  "2.2.2",
  "2.2.1",
  "2.2.0",
  "2.1.2",
  "2.1.1",
  "2.1.0",
  "2.0.1",
  "2.0.0",
  "1.13.1",
  "1.13.0",
];

/** Releases of a package, newest first. */
export const KNOWN_RELEASES: Readonly<Record<"ultralytics" | "torch", readonly string[]>> = {
  ultralytics: ULTRALYTICS.flatMap(({ minor, last, missing }) =>
    Array.from({ length: last + 1 }, (_, index) => last - index)
      .filter((patch) => !missing.includes(patch))
      .map((patch) => `${minor}.${patch}`),
  ),
  torch: TORCH,
};
