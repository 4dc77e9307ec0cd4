/** What a comment `/gpu-memory …` on a pull request asks for. */
export interface Command {
  readonly pullRequest: number;
  /** Number of the comment that asks. */
  readonly comment: number;
  /** Who asks: whether they may is for GitHub to say. */
  readonly author: string;
  readonly order: Order;
}

export type Order =
  | { readonly kind: "recheck" }
  /** A run on a real GPU; without a pool, on the pool that the config needs. */
  | { readonly kind: "smoke"; readonly config: string; readonly pool: string | undefined }
  | { readonly kind: "help" };

/** Letters that neither a shell, a glob nor a workflow reads in any special way. */
const PLAIN = /^[\w][\w./ -]{0,199}$/;

/**
 * The order in a comment's first line; undefined where there is none. Whatever is not understood is answered with help.
 * `smoke "configs/two words.yaml" team-l4`: a path with spaces stands in quotes.
 */
export function orderIn(text: string): Order | undefined {
  const line = text.split(/\r?\n/, 1)[0]?.trim() ?? "";
  const [name, word, ...rest] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  if (name !== "/gpu-memory") return undefined;
  if (word === "recheck" && rest.length === 0) return { kind: "recheck" };
  const [config = "", pool, ...more] = rest;
  const isPlain = PLAIN.test(config) && !config.split("/").includes("..") && (pool === undefined || PLAIN.test(pool));
  return word === "smoke" && isPlain && more.length === 0 ? { kind: "smoke", config, pool } : { kind: "help" };
}
