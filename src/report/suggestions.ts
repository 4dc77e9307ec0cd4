import type { ChangedFile } from "../changes/repository.ts";
import type { Advice, RunVerdict } from "../verdict/verdict.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { inOrder, type Report } from "./report.ts";

/** A line of a changed file with what should stand there instead, for one click. */
export interface Suggestion {
  readonly file: string;
  readonly line: number;
  /** Tells this suggestion, with its values, from any other. */
  readonly mark: string;
  readonly body: string;
}

/** The head's text of a file, line by line; undefined where there is none. */
export type LinesOf = (file: string) => readonly string[] | undefined;

/**
 * At most one for each failing config: the first fix that changes one value, where that value stands on a line that the pull
 * request changed. GitHub refuses a whole review for one line outside of the diff.
 */
export function suggestions(report: Report, changed: readonly ChangedFile[], linesOf: LinesOf): readonly Suggestion[] {
  return inOrder(report.runs)
    .filter(({ conclusion }) => conclusion === "fail")
    .flatMap((run) => {
      const found = run.advice.map((advice) => suggestion(run, advice, { changed, linesOf }));
      return found.find((each) => each !== undefined) ?? [];
    });
}

interface Files {
  readonly changed: readonly ChangedFile[];
  readonly linesOf: LinesOf;
}

function suggestion(run: RunVerdict, advice: Advice, { changed, linesOf }: Files): Suggestion | undefined {
  const { argument } = advice;
  const place = argument && run.run?.places[argument.name];
  if (argument === undefined || place === undefined) return undefined;
  const inDiff = changed
    .find(({ path }) => path === place.file)
    ?.lines?.some(([first, last]) => first <= place.line && place.line <= last);
  const written = linesOf(place.file)?.[place.line - 1];
  const replaced = written === undefined ? undefined : withValue(written, argument);
  if (inDiff !== true || replaced === undefined) return undefined;
  const mark = `<!-- gpu-memory suggestion ${encodeURIComponent([run.id, argument.name, argument.value].join(" "))} -->`;
  const reason = `With ${code(`${argument.name}: ${argument.value}`)} it fits ${code(advice.pool.name)}: ${escapeMarkdown(advice.effect)}.`;
  return {
    file: place.file,
    line: place.line,
    mark,
    body: `${mark}\n${reason}\n\n\`\`\`suggestion\n${replaced}\n\`\`\`\n`,
  };
}

/** A line `name: value # comment` with another value; undefined for any line that is more than that. */
function withValue(line: string, { name, value }: NonNullable<Advice["argument"]>): string | undefined {
  const parts = /^(\s*(["']?)([\w-]+)\2\s*:\s+)([\w.+-]+)(\s*(?:#.*)?)$/.exec(line.replace(/\r$/, ""));
  const [, before, , key, , after] = parts ?? [];
  return key === name && !/`/.test(line) ? `${before}${value}${after}` : undefined;
}
