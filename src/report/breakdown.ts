import { type Bytes, bytes, inGiB } from "../bytes.ts";
import { CATEGORIES, type Category, type Estimated } from "../memory/estimate-types.ts";
import type { PoolVerdict } from "../verdict/verdict.ts";
import { table } from "./markdown.ts";

const NAMES: Readonly<Record<Category, string>> = {
  activations: "Activations",
  loss: "Loss and label assignment",
  parameters: "Weights",
  gradients: "Gradients",
  optimizer: "Optimizer state",
  ema: "Averaged weights (EMA)",
  input: "Images and labels",
  workspace: "Library workspaces",
  slack: "Allocator slack (reserved, not in use)",
};
const OUTSIDE = "CUDA context and libraries";

export interface BreakdownRow {
  readonly name: string;
  readonly before: Bytes | undefined;
  readonly after: Bytes;
}

const estimated = (pool: PoolVerdict | undefined): Estimated | undefined =>
  pool?.estimate.status === "estimated" ? pool.estimate : undefined;

/** Where the memory goes at the peak, largest first; sums to what nvidia-smi would show. */
export function breakdownRows(after: PoolVerdict, before: PoolVerdict | undefined): readonly BreakdownRow[] {
  const [now, then] = [estimated(after), estimated(before)];
  if (now === undefined) return [];
  const rows: BreakdownRow[] = CATEGORIES.map((category) => ({
    name: NAMES[category],
    before: then?.breakdown[category],
    after: now.breakdown[category],
  }));
  rows.push({ name: OUTSIDE, before: then?.outsideAllocatorBytes, after: now.outsideAllocatorBytes });
  return rows.filter(({ before, after }) => after > 0 || (before ?? 0) > 0).sort((a, b) => b.after - a.after);
}

const BAR = 20;
const bar = (share: number): string =>
  `\`${"█".repeat(Math.round(share * BAR)).padEnd(BAR, "░")}\` ${Math.round(100 * share)} %`;
const signed = (n: number): string => `${n < 0 ? "−" : "+"}${inGiB(bytes(Math.abs(n)))}`;

/** The same as a Markdown table, with the change where there is a before. */
export function breakdownTable(after: PoolVerdict, before: PoolVerdict | undefined): string {
  const rows = breakdownRows(after, before);
  const total = rows.reduce((sum, row) => sum + row.after, 0);
  const totalBefore = rows.reduce((sum, row) => sum + (row.before ?? 0), 0);
  if (before === undefined || totalBefore === 0)
    return table(
      [
        ["Part", "GiB", ""],
        ...rows.map((row) => [row.name, inGiB(row.after), bar(row.after / total)]),
        ["**Total**", `**${inGiB(bytes(total))}**`, ""],
      ],
      ["l", "r", "l"],
    );
  return table(
    [
      ["Part", "Before", "After", "Change", ""],
      ...rows.map((row) => [
        row.name,
        inGiB(row.before ?? bytes(0)),
        inGiB(row.after),
        signed(row.after - (row.before ?? 0)),
        bar(row.after / total),
      ]),
      [
        "**Total**",
        `**${inGiB(bytes(totalBefore))}**`,
        `**${inGiB(bytes(total))}**`,
        `**${signed(total - totalBefore)}**`,
        "",
      ],
    ],
    ["l", "r", "r", "r", "l"],
  );
}
