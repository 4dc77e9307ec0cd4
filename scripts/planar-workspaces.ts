import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  copiesOf,
  keyOf,
  PLANS,
  type PlanarConvolution,
  type PlanLetter,
  usualPlan,
  usualRest,
} from "../src/execution/ops/planar-workspaces.ts";

const RECORD = new URL("../test/measured/convolutions/nchw-forward.tsv.gz", import.meta.url);
const TABLE = new URL("../src/execution/ops/planar-workspaces.json", import.meta.url);

export interface RecordedConvolution extends PlanarConvolution {
  readonly h200Bytes: number;
  readonly h100Bytes: number;
}

/** Every convolution without groups whose workspace was recorded. */
export function recordedConvolutions(): readonly RecordedConvolution[] {
  const [head = "", ...lines] = gunzipSync(readFileSync(RECORD)).toString("utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines.flatMap((line) => {
    const cells = Object.fromEntries(line.split("\t").map((cell, index) => [names[index], cell]));
    const n = (name: string): number => Number(cells[name]);
    if (n("groups") > 1) return [];
    const [transposed, side, kernel, stride, pad] = [
      n("transposed") === 1,
      n("height"),
      n("kernelHeight"),
      n("stride"),
      n("padHeight"),
    ];
    const out = transposed
      ? (side - 1) * stride - 2 * pad + kernel
      : Math.floor((side + 2 * pad - kernel) / stride) + 1;
    return [
      {
        dtype: cells["dtype"] === "fp16" ? "fp16" : "fp32",
        transposed,
        batch: n("batch"),
        in: n("in"),
        out: n("out"),
        kernel,
        stride,
        height: side,
        width: side,
        outHeight: out,
        outWidth: out,
        h200Bytes: n("h200Bytes"),
        h100Bytes: n("h100Bytes"),
      } satisfies RecordedConvolution,
    ];
  });
}

/** The plan that leaves the smallest rest, and what of the rest is not usual. */
function planOf(c: RecordedConvolution): { readonly plan: PlanLetter; readonly rest: number } {
  const copies = copiesOf(c);
  const rests = (Object.keys(PLANS) as PlanLetter[])
    .map((plan) => ({ plan, rest: c.h200Bytes - PLANS[plan](copies) }))
    .filter(({ plan, rest }) => rest >= usualRest(plan) && (plan !== "o" || c.kernel === 1))
    .sort((a, b) => a.rest - b.rest);
  const { plan, rest } = rests[0]!;
  return { plan, rest: rest - usualRest(plan) };
}

/** Shapes by channels, kernel and stride; left out where every one of them follows the usual plan. */
export function table(): Readonly<Record<string, string>> {
  const groups = new Map<string, RecordedConvolution[]>();
  for (const each of recordedConvolutions()) {
    const key = keyOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const rows = [...groups].flatMap(([key, members]) => {
    const entries = members.map((c) => ({ c, ...planOf(c) }));
    if (entries.every(({ c, plan, rest }) => plan === usualPlan(c) && rest === 0)) return [];
    const text = entries.map(({ c, plan, rest }) => `${c.batch},${c.height}${plan}${rest === 0 ? "" : rest}`).join(" ");
    return [[key, text] as const];
  });
  return Object.fromEntries(rows);
}

export const tableText = (): string =>
  `${JSON.stringify({
    origin:
      "Recorded on one H200 with cuDNN 9.19 and torch 2.11.0, TF32 allowed, no benchmark; by type (f: fp32, h: fp16), channels in and out, kernel and stride (negative: transposed): batch, side of the square input, plan, rest in bytes. Made by scripts/planar-workspaces.ts.",
    shapes: table(),
  })}\n`;

if (process.argv[1]?.endsWith("planar-workspaces.ts")) writeFileSync(TABLE, tableText());
