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

/** Parts below this share of both totals stand in one row of the table. */
const SMALL = 0.02;

function withSmallTogether(rows: readonly BreakdownRow[]): readonly BreakdownRow[] {
  const [after, before] = [sum(rows, ({ after }) => after), sum(rows, ({ before }) => before ?? 0)];
  const isSmall = (row: BreakdownRow): boolean =>
    row.after < SMALL * after && (before === 0 || (row.before ?? 0) < SMALL * before);
  const small = rows.filter(isSmall);
  if (small.length < 2) return rows;
  const [first = "", ...others] = small.map(({ name }) => name);
  const together: BreakdownRow = {
    name: [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", "),
    before: before === 0 ? undefined : bytes(sum(small, (row) => row.before ?? 0)),
    after: bytes(sum(small, (row) => row.after)),
  };
  return [...rows.filter((row) => !isSmall(row)), together];
}

const sum = (rows: readonly BreakdownRow[], of: (row: BreakdownRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

const BAR = 20;
const bar = (share: number): string => {
  const filled = Math.round(share * BAR);
  return filled === 0 ? "" : `\`${"█".repeat(filled).padEnd(BAR, "░")}\` ${Math.round(100 * share)} %`;
};
const signed = (n: number): string => {
  const size = inGiB(bytes(Math.abs(n)));
  return size === "0.00" ? size : `${n < 0 ? "−" : "+"}${size}`;
};

/** The same as a Markdown table, with the change where there is a before. */
export function breakdownTable(after: PoolVerdict, before: PoolVerdict | undefined): string {
  const rows = withSmallTogether(breakdownRows(after, before));
  const [total, earlier] = [sum(rows, (row) => row.after), sum(rows, (row) => row.before ?? 0)];
  if (earlier === 0)
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
      ["**Total**", `**${inGiB(bytes(earlier))}**`, `**${inGiB(bytes(total))}**`, `**${signed(total - earlier)}**`, ""],
    ],
    ["l", "r", "r", "r", "l"],
  );
}
