import type { Place } from "../../../problem.ts";
import type { Program } from "../../evaluate/program.ts";
import type { Value } from "../../evaluate/value.ts";
import type { Dialect } from "../shell/lexer.ts";
import type { TextReader } from "../texts.ts";

/** A piece of a file that a shell runs, a list of words that is run without one, or a piece that Python runs. */
export type Job = {
  readonly file: string;
  readonly folder: string;
  readonly variables: ReadonlyMap<string, Value>;
} & (
  | { readonly source: string; readonly placeAt: (offset: number) => Place; readonly dialect?: Dialect }
  | { readonly words: readonly Value[]; readonly place: Place }
  | { readonly program: Program }
);

export interface JobFile {
  readonly path: string;
  readonly text: string;
  readonly read: TextReader;
}

/** Most points of one grid. */
export const MOST_POINTS = 64;
