import { type DType, WIDTH } from "../tensor.ts";
import recorded from "./planar-workspaces.json" with { type: "json" };

/**
 * Workspaces of forward convolutions on planar (NCHW) tensors, without groups. cuDNN's kernels for tensor cores work on
 * interleaved (NHWC) data, so a plan has room for copies of the input, the weights and the output, channels padded to 16
 * bytes' worth, beside partial sums. Which copies, cuDNN's heuristics decide by shape: that is read off a table.
 */
export interface PlanarConvolution {
  readonly dtype: DType;
  readonly transposed: boolean;
  readonly batch: number;
  readonly in: number;
  readonly out: number;
  readonly kernel: number;
  readonly stride: number;
  readonly height: number;
  readonly width: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** Bytes of the three copies. */
export function copiesOf(c: PlanarConvolution): {
  readonly input: number;
  readonly weight: number;
  readonly output: number;
} {
  const width = WIDTH[c.dtype];
  const padded = (channels: number): number => Math.ceil(channels / (16 / width)) * (16 / width);
  return {
    input: width * c.batch * padded(c.in) * c.height * c.width,
    weight: width * padded(c.in) * padded(c.out) * c.kernel ** 2,
    output: width * c.batch * padded(c.out) * c.outHeight * c.outWidth,
  };
}

/** Which copies a plan makes: none, input and weights, input and output, all three. */
export const PLANS = {
  n: () => 0,
  w: ({ input, weight }) => input + weight,
  o: ({ input, output }) => input + output,
  a: ({ input, weight, output }) => input + weight + output,
} as const satisfies Record<string, (copies: ReturnType<typeof copiesOf>) => number>;
export type PlanLetter = keyof typeof PLANS;

/** Beside copies there is always this much: alignment. */
const ALIGNMENT = 16;
export const usualRest = (plan: PlanLetter): number => (plan === "n" ? 0 : ALIGNMENT);

/** What is taken where no shape like it was recorded: all three copies from 2x2 on, nothing for 1x1 and for images. */
export const usualPlan = (c: Pick<PlanarConvolution, "in" | "kernel">): PlanLetter =>
  c.kernel === 1 || c.in <= 4 ? "n" : "a";

export const keyOf = (
  c: Pick<PlanarConvolution, "dtype" | "transposed" | "in" | "out" | "kernel" | "stride">,
): string => [c.dtype === "fp16" ? "h" : "f", c.in, c.out, c.kernel, c.transposed ? -c.stride : c.stride].join();

interface Entry {
  readonly batch: number;
  readonly side: number;
  readonly plan: PlanLetter;
  readonly rest: number;
}

const PARSED = new Map<string, readonly Entry[]>();

function entriesOf(key: string): readonly Entry[] {
  const known = PARSED.get(key);
  if (known !== undefined) return known;
  const text = (recorded.shapes as Readonly<Record<string, string>>)[key] ?? "";
  const made = text === "" ? [] : text.split(" ").map(entry);
  PARSED.set(key, made);
  return made;
}

/** `16,80a7340415`: batch, side of the square input, plan, rest. */
function entry(text: string): Entry {
  const [, batch = "", side = "", plan = "n", rest = ""] = /^(\d+),(\d+)([nwoa])(\d*)$/.exec(text) ?? [];
  return { batch: Number(batch), side: Number(side), plan: plan as PlanLetter, rest: Number(rest) };
}

/** The recorded shape, else the one whose number of pixels is nearest; of those the one whose batch is. */
function nearest(c: PlanarConvolution): Entry | undefined {
  const off = (a: number, b: number): number => Math.abs(Math.log(a / b));
  const distance = (e: Entry): number =>
    off(e.batch * e.side ** 2, c.batch * c.height * c.width) + off(e.batch, c.batch) / 1000;
  let best: Entry | undefined;
  for (const each of entriesOf(keyOf(c))) if (best === undefined || distance(each) < distance(best)) best = each;
  return best;
}

export function planarWorkspace(c: PlanarConvolution): number {
  const { plan, rest } = nearest(c) ?? { plan: usualPlan(c), rest: 0 };
  return PLANS[plan](copiesOf(c)) + usualRest(plan) + rest;
}
