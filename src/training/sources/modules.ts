import { folderOf } from "../evaluate/paths.ts";

/** The file of a module, as an import in `from` finds it: beside it, from a folder above, or from `src`. */
export function moduleFileIn(
  paths: ReadonlySet<string>,
  { name, level, from }: { readonly name: string; readonly level: number; readonly from: string },
): string | undefined {
  const parts = name === "" ? [] : name.split(".");
  if (level === 0 && (parts[0] === "ultralytics" || parts.length === 0)) return undefined;
  const folders = from.split("/").slice(0, -1);
  const bases = level > 0 ? [folders.slice(0, folders.length - level + 1)] : [...above(folders), ["src"]];
  if (level > folders.length + 1) return undefined;
  for (const base of bases) {
    const path = [...base, ...parts].join("/");
    const found = [`${path}.py`, `${path === "" ? "" : `${path}/`}__init__.py`].find((candidate) =>
      paths.has(candidate),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function above(folders: readonly string[]): string[][] {
  return folders.map((_, at) => folders.slice(0, folders.length - at)).concat([[]]);
}

/** The program that `python -m a.b` runs. */
export function mainFileIn(paths: ReadonlySet<string>, module: string, from: string): string | undefined {
  const plain = moduleFileIn(paths, { name: module, level: 0, from });
  const main = plain?.endsWith("/__init__.py") ? `${folderOf(plain)}/__main__.py` : undefined;
  return main !== undefined && paths.has(main) ? main : plain;
}
