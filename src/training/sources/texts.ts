import { joinedPath } from "../evaluate/operators.ts";
import { candidatePaths, insideRepository, isOutside } from "../repository.ts";

/** A text of the repository, where it is at hand; undefined: there is none (or it is still to be read, see `Texts`). */
export type TextReader = (path: string) => string | undefined;

/** Texts of the repository, with the files of a package in it by their names. */
export interface Texts {
  readonly read: TextReader;
  readonly packaged: (name: string) => string | undefined;
}

/** Where a path is written: the folder in which the command runs, and the file. */
export interface Written {
  readonly folder: string;
  readonly file: string;
}

/** Paths that a path may mean: from the folder of the command, from the root, from the folders of the file. */
export function pathsFrom(path: string, { folder, file }: Written): readonly string[] {
  if (isOutside(path)) return [];
  const here = folder === "" ? undefined : insideRepository(joinedPath(folder, path));
  const plain = insideRepository(path);
  return [...new Set([...(here ? [here] : []), ...(plain ? [plain] : []), ...candidatePaths(path, file)])];
}

/** The file that a path means, else that of the package of this name, with its text. */
export function readDataFileText(
  path: string,
  written: Written,
  texts: Texts,
): { readonly path: string; readonly text: string } | undefined {
  for (const candidate of [...pathsFrom(path, written), texts.packaged(path) ?? []].flat()) {
    const text = texts.read(candidate);
    if (text !== undefined) return { path: candidate, text };
  }
  return undefined;
}

/** The text without the marks of its encoding: UTF-16 that was read as UTF-8 has a NUL beside every letter. */
export function decoded(text: string): string {
  const zeros = text.includes("\0") ? text.replaceAll("\0", "") : text;
  return zeros.replace(/^[\ufeff\ufffd]+/, "");
}
