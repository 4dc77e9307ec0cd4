import { CATEGORIES } from "../../src/memory/estimate-types.ts";

/** What a category is called; others (of recordings) by their own names. */
const NAMES: Readonly<Record<string, string>> = {
  parameters: "weights",
  optimizer: "optimizer state",
  ema: "averaged weights (EMA)",
  input: "images and labels",
  workspace: "workspaces",
  slack: "reserved, not in use",
  outside: "CUDA context and libraries",
};

export const categoryText = (category: string): string => NAMES[category] ?? category;

/** From the foot of the stack upwards; `slack` is what is left up to the reserved line. */
export const STACK: readonly string[] = [
  "parameters",
  "ema",
  "optimizer",
  "gradients",
  "input",
  "activations",
  "loss",
  "workspace",
];

/** Indices of categories in the order in which they are stacked; those that STACK does not name come last. */
export function stackingOf(names: readonly string[]): readonly number[] {
  const place = (name: string): number => {
    const found = STACK.indexOf(name);
    return found < 0 ? STACK.length : found;
  };
  return names
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => name !== "slack")
    .sort((a, b) => place(a.name) - place(b.name) || a.index - b.index)
    .map(({ index }) => index);
}

export const isOurs = (names: readonly string[]): boolean => names.every((name) => CATEGORIES.includes(name as never));

/** The custom property that holds a category's color. */
export const colorName = (category: string): string => `--memory-${category.replaceAll(" ", "-")}`;
