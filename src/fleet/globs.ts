import picomatch from "picomatch";

/** `./configs/x.yaml` and `configs/x.yaml` are one file; globs of the fleet file are relative to the repository's root. */
const relative = (path: string): string => path.replace(/^(\.?\/)+/, "");

const matchers = new Map<string, (path: string) => boolean>();

/** Does the glob match the path? Case matters, `*` does not cross a slash, and files that begin with a dot count. */
export function globMatches(glob: string, path: string): boolean {
  let matcher = matchers.get(glob);
  if (matcher === undefined) {
    matcher = picomatch(relative(glob) || "/", { dot: true, windows: false });
    matchers.set(glob, matcher);
  }
  return matcher(relative(path));
}
