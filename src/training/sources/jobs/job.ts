import type { Place } from "../../../problem.ts";
import type { Value } from "../../evaluate/value.ts";
import type { Dialect } from "../shell/lexer.ts";
import type { TextReader } from "../texts.ts";

/** A piece of a file that a shell runs, or a list of words that is run without one. */
export type Job = {
  readonly file: string;
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Value>;
} & (
  | { readonly source: string; readonly placeAt: (offset: number) => Place; readonly dialect?: Dialect }
  | { readonly words: readonly Value[]; readonly place: Place }
);

export interface JobFile {
  readonly path: string;
  readonly text: string;
  readonly read: TextReader;
}

/** Most points of one grid. */
export const MOST_POINTS = 64;
