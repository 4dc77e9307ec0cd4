import { type Bytes, bytes, GIB, inGiB } from "../bytes.ts";
import type { Category } from "../memory/estimate-types.ts";
import type { PoolVerdict } from "../verdict/verdict.ts";

interface Slice {
  readonly name: string;
  readonly sign: string;
  readonly color: string;
  readonly categories: readonly (Category | "outside")[];
}

/** From the foot of the bar upwards. Few, since a chart of this kind has no legend but ours; the table has every part. */
const SLICES: readonly Slice[] = [
  {
    name: "weights, gradients, optimizer, EMA",
    sign: "🟦",
    color: "#0969da",
    categories: ["parameters", "gradients", "optimizer", "ema"],
  },
  { name: "images and activations", sign: "🟩", color: "#1a7f37", categories: ["input", "activations"] },
  { name: "loss", sign: "🟧", color: "#d4760a", categories: ["loss"] },
  { name: "workspaces and allocator slack", sign: "🟪", color: "#8250df", categories: ["workspace", "slack"] },
  { name: "CUDA context", sign: "🟫", color: "#8a5a3c", categories: ["outside"] },
];
const LIMIT = { sign: "🟥", color: "#cf222e" };

/** Bytes of each slice, foot first; undefined where the run has no estimate. */
function slicesOf({ estimate }: PoolVerdict): readonly number[] | undefined {
  if (estimate.status !== "estimated") return undefined;
  const size = (category: Category | "outside"): number =>
    category === "outside" ? estimate.outsideAllocatorBytes : estimate.breakdown[category];
  return SLICES.map(({ categories }) => categories.reduce((sum, category) => sum + size(category), 0));
}

/**
 * Two bars, before and after, with the limit as a line, for Mermaid's xychart; empty where there is nothing before. Several
 * `bar` series are painted over each other, so that each is the sum up to its slice, the tallest first. Mermaid 10.9 knows
 * only the `-beta` word; a `theme` would paint a light box in dark mode. No text of a user goes in.
 */
export function memoryChart(after: PoolVerdict, before: PoolVerdict | undefined): string {
  const [now, then] = [slicesOf(after), before && slicesOf(before)];
  if (now === undefined || then === undefined) return "";
  const sumUpTo = (slices: readonly number[], last: number): Bytes =>
    bytes(slices.slice(0, last + 1).reduce((sum, each) => sum + each, 0));
  const bars = SLICES.map((_, index) => `bar [${inGiB(sumUpTo(then, index))}, ${inGiB(sumUpTo(now, index))}]`);
  const top = Math.max(sumUpTo(then, then.length), sumUpTo(now, now.length), after.limitBytes);
  const palette = [...SLICES.map(({ color }) => color).reverse(), LIMIT.color].join();
  const look = {
    xyChart: { width: 700, height: 170 },
    themeVariables: { xyChart: { backgroundColor: "transparent", plotColorPalette: palette } },
  };
  const limit = inGiB(after.limitBytes);
  const lines = [
    `%%{init: ${JSON.stringify(look)}}%%`,
    "xychart-beta horizontal",
    '  x-axis ["before", "after"]',
    `  y-axis "GiB" 0 --> ${Math.ceil((top / GIB) * 1.05)}`,
    ...bars.reverse().map((bar) => `  ${bar}`),
    `  line [${limit}, ${limit}]`,
  ];
  const legend = [...SLICES.map(({ sign, name }) => `${sign} ${name}`), `${LIMIT.sign} limit (${limit} GiB)`];
  return `\`\`\`mermaid\n${lines.join("\n")}\n\`\`\`\n\n${legend.join(" · ")}`;
}
