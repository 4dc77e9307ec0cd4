import type { ModelDescription, RowValue } from "../training/training-run.ts";
import type { Multiples } from "./multiples.ts";

/**
 * Texts in a row that stand for values: the parser's own names and Python literals. Other top-level keys of the file are
 * none of them. https://github.com/ultralytics/ultralytics/blob/v8.4.190/ultralytics/nn/tasks.py (parse_model)
 */
export function resolver(
  description: ModelDescription,
  { classes, multiples }: { readonly classes: number; readonly multiples: Multiples },
): (value: RowValue) => RowValue {
  const names = new Map<string, RowValue>([
    ["nc", classes],
    ["kpt_shape", description.keypoints ?? null],
    ["reg_max", description.regMax ?? 16],
    ["end2end", description.endToEnd ?? null],
    ["scale", multiples.scale],
    ["depth", multiples.depth],
    ["width", multiples.width],
    ["max_channels", multiples.maxChannels],
    ["None", null],
    ["True", true],
    ["False", false],
  ]);
  return (value) => {
    if (typeof value !== "string") return value;
    const named = names.get(value);
    return named === undefined ? literal(value) : named;
  };
}

/** Numbers and lists of numbers as Python writes them; any other text stays one. */
function literal(text: string): RowValue {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text);
  if (!/^[[(][\d\s.,-]*[\])]$/.test(text)) return text;
  return text
    .slice(1, -1)
    .split(",")
    .filter((item) => item.trim() !== "")
    .map(Number);
}
