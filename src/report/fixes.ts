import { formatGiB } from "../bytes.ts";
import type { RunVerdict } from "../verdict/verdict.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { VISIBLE_FIXES } from "./limits.ts";
import { list } from "./markdown.ts";
import { percent } from "./words.ts";

/** What makes a config fit, each line verified by an estimate; empty where nothing was found. */
export function fixes(run: RunVerdict): string {
  const [first] = run.advice;
  if (first === undefined) return "";
  const lines = run.advice.slice(0, VISIBLE_FIXES).map(({ change, effect, needBytes, limitBytes, pool }) => {
    const figure = `${formatGiB(needBytes)}, ${percent(needBytes, limitBytes)} of ${code(pool.name)}`;
    return `${code(change)} gives ${figure}: ${escapeMarkdown(effect)}.`;
  });
  return `**To make ${code(run.id)} fit, ${lines.length === 1 ? "do this" : "any one of"}:**\n${list(lines)}`;
}
