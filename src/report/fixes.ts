import { formatGiB } from "../bytes.ts";
import type { Advice, RunVerdict } from "../verdict/verdict.ts";
import { code, escapeMarkdown, messageMarkdown } from "./escape.ts";
import { VISIBLE_FIXES } from "./limits.ts";
import { list } from "./markdown.ts";
import { checkpointedText, NO_FIX, percent } from "./words.ts";

/** What makes a config fit, each line verified by an estimate, and what gradient checkpointing would do. */
export function fixes(run: RunVerdict): string {
  const lines = run.advice.slice(0, VISIBLE_FIXES).map(line);
  const fixed =
    lines.length === 0
      ? [NO_FIX]
      : [`**To make ${code(run.id)} fit, ${lines.length === 1 ? "do this" : "any one of"}:**\n${list(lines)}`];
  const needsCode = run.checkpointed === undefined ? [] : [messageMarkdown(checkpointedText(run.checkpointed))];
  return [...fixed, ...needsCode].join("\n\n");
}

function line({ kind, change, effect, needBytes, limitBytes, pool }: Advice): string {
  const figure = `${formatGiB(needBytes)}, ${percent(needBytes, limitBytes)}`;
  if (kind === "pool") return `Train it on ${code(pool.name)}: ${figure} of its limit; ${escapeMarkdown(effect)}.`;
  return `${code(change)}: ${figure} of ${code(pool.name)}. ${escapeMarkdown(sentence(effect))}`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
