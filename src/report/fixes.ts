import { formatGiB } from "../bytes.ts";
import type { Advice, RunVerdict } from "../verdict/verdict.ts";
import { code, escapeMarkdown } from "./escape.ts";
import { VISIBLE_FIXES } from "./limits.ts";
import { list } from "./markdown.ts";
import { percent } from "./words.ts";

/** What makes a config fit, each line verified by an estimate; empty where nothing was found. */
export function fixes(run: RunVerdict): string {
  const [first] = run.advice;
  if (first === undefined) return "";
  const lines = run.advice.slice(0, VISIBLE_FIXES).map(line);
  return `**To make ${code(run.id)} fit, ${lines.length === 1 ? "do this" : "any one of"}:**\n${list(lines)}`;
}

function line({ kind, change, effect, needBytes, limitBytes, pool }: Advice): string {
  const figure = `${formatGiB(needBytes)}, ${percent(needBytes, limitBytes)}`;
  if (kind === "pool") return `Train it on ${code(pool.name)}: ${figure} of its limit; ${escapeMarkdown(effect)}.`;
  return `${code(change)}: ${figure} of ${code(pool.name)}. ${escapeMarkdown(sentence(effect))}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
