import type { Layer } from "../layer.ts";
import { a2c2f, c2fPsa, c2psa, psa } from "../layers/attention.ts";
import { bottleneck, c2, c2f, c3, c3k2, c3Of, type Kernels } from "../layers/csp.ts";
import { c3Ghost } from "../layers/ghost.ts";
import { repC3 } from "../layers/hgnet.ts";
import { spp, sppf } from "../layers/pooling.ts";
import { bottleneckCsp, c1 } from "../layers/rare.ts";
import { transformerBlock } from "../layers/transformer.ts";
import { elan1, repConv, repNcspElan4, sppElan } from "../layers/v9.ts";
import { c2fCib } from "../layers/v10.ts";
import { BadArgument, count, flag, type Module, number, numbers, type RowContext, scaled, stacked } from "./row.ts";

/** Arguments that the blocks of bottlenecks share: shortcut, groups, expansion. */
const csp = (row: RowContext, shortcut: boolean) => ({
  n: row.n,
  shortcut: flag(row, 1, shortcut),
  groups: count(row, 2, 1),
  expansion: number(row, 3, 0.5),
});

function kernelsOf(row: RowContext, index: number): { readonly kernels?: Kernels } {
  if (row.args[index] === undefined) return {};
  const [first = 3, second = 3] = numbers(row, index);
  return { kernels: [first, second] };
}

function sppfRow(row: RowContext, output: number): Layer {
  // Rows of at most a kernel predate the SPPF whose first convolution has no activation.
  const activated = row.args.length <= 2;
  const options = { kernel: count(row, 1, 5), pools: count(row, 2, 3), shortcut: flag(row, 3, false), activated };
  return sppf(row.style, row.input, output, options);
}

function c3k2Row(row: RowContext, output: number): Layer {
  // Medium and larger scales take C3k inside, whatever the row says.
  const inner = ["m", "l", "x"].includes(row.scale) || flag(row, 1, false);
  return c3k2(row.style, row.input, output, {
    n: row.n,
    c3k: inner,
    expansion: number(row, 2, 0.5),
    attention: flag(row, 3, false),
    groups: count(row, 4, 1),
    shortcut: flag(row, 5, true),
  });
}

const A2C2F_MOST = 8;
/** Channels of one attention head of an area block. */
const AREA_HEAD = 32;

function a2c2fRow(row: RowContext, output: number): Layer {
  // Large scales get a residual and a narrower MLP appended to what the row says.
  const full = { ...row, args: ["l", "x"].includes(row.scale) ? [...row.args, true, 1.2] : row.args };
  if (full.args.length > A2C2F_MOST)
    throw new BadArgument("scales l and x append two arguments, which are too many here.");
  const expansion = number(full, 5, 0.5);
  if (Math.trunc(output * expansion) % AREA_HEAD !== 0)
    throw new BadArgument(`half of its ${output} channels must be a multiple of ${AREA_HEAD}.`);
  return a2c2f(row.style, row.input, output, {
    n: row.n,
    attention: flag(full, 1, true),
    // Only positive areas divide a map; files write -1 where no attention is asked for.
    area: number(full, 2, 1),
    residual: flag(full, 3, false),
    mlpRatio: number(full, 4, 2),
    expansion,
    groups: count(full, 6, 1),
    shortcut: flag(full, 7, true),
  });
}

/** The blocks that split their input around attention keep its width. */
function sameWidth(row: RowContext, output: number): number {
  if (row.input === output) return output;
  throw new BadArgument(`its output must be as wide as its input: ${output} channels of ${row.input}.`);
}

const TRANSFORMER_HEADS = 4;

function c3trRow(row: RowContext, output: number): Layer {
  const { n, expansion } = csp(row, true);
  const whole = c3Of(row.style, row.input, output, { n: 0, expansion, inner: () => ({ kind: "Identity" }) });
  const hidden = Math.trunc(output * expansion);
  if (hidden % TRANSFORMER_HEADS !== 0)
    throw new BadArgument(`half of its ${output} channels must be a multiple of ${TRANSFORMER_HEADS}.`);
  return { ...whole, m: transformerBlock(row.style, hidden, hidden, { heads: TRANSFORMER_HEADS, n }) };
}

/** Cross convolutions: a row, then a column. */
const CROSS: Kernels = [
  [1, 3],
  [3, 1],
];

/** Blocks by their names in model files. */
export const BLOCKS: Readonly<Record<string, Module>> = {
  Bottleneck: scaled([1, 5], (row, output) =>
    bottleneck(row.style, row.input, output, {
      shortcut: flag(row, 1, true),
      groups: count(row, 2, 1),
      ...kernelsOf(row, 3),
      expansion: number(row, 4, 0.5),
    }),
  ),
  SPP: scaled([1, 2], (row, output) => spp(row.style, row.input, output, numbers(row, 1, [5, 9, 13]))),
  SPPF: scaled([1, 4], sppfRow),
  C1: stacked([1, 1], (row, output) => c1(row.style, row.input, output, row.n)),
  C2: stacked([1, 4], (row, output) => c2(row.style, row.input, output, csp(row, true))),
  C2f: stacked([1, 4], (row, output) => c2f(row.style, row.input, output, csp(row, false))),
  C3: stacked([1, 4], (row, output) => c3(row.style, row.input, output, csp(row, true))),
  C3x: stacked([1, 4], (row, output) => c3(row.style, row.input, output, { ...csp(row, true), kernels: CROSS })),
  C3TR: stacked([1, 4], c3trRow),
  C3Ghost: stacked([1, 4], (row, output) => c3Ghost(row.style, row.input, output, csp(row, true))),
  BottleneckCSP: stacked([1, 4], (row, output) => bottleneckCsp(row.style, row.input, output, csp(row, true))),
  RepC3: stacked([1, 2], (row, output) =>
    repC3(row.style, row.input, output, {
      n: row.n,
      expansion: number(row, 1, 1),
      inner: (channels) => repConv(row.style, channels, channels),
    }),
  ),
  C3k2: stacked([1, 6], c3k2Row),
  C2fCIB: stacked([1, 5], (row, output) =>
    c2fCib(row.style, row.input, output, {
      n: row.n,
      shortcut: flag(row, 1, false),
      largeKernel: flag(row, 2, false),
      groups: count(row, 3, 1),
      expansion: number(row, 4, 0.5),
    }),
  ),
  A2C2f: stacked([1, A2C2F_MOST], a2c2fRow),
  C2PSA: stacked([1, 2], (row, output) =>
    c2psa(row.style, sameWidth(row, output), { n: row.n, expansion: number(row, 1, 0.5) }),
  ),
  C2fPSA: stacked([1, 2], (row, output) =>
    c2fPsa(row.style, sameWidth(row, output), { n: row.n, expansion: number(row, 1, 0.5) }),
  ),
  PSA: scaled([1, 2], (row, output) => psa(row.style, sameWidth(row, output), number(row, 1, 0.5))),
  RepNCSPELAN4: scaled([3, 4], (row, output) =>
    repNcspElan4(row.style, row.input, output, { hidden: count(row, 1), branch: count(row, 2), n: count(row, 3, 1) }),
  ),
  ELAN1: scaled([3, 3], (row, output) =>
    elan1(row.style, row.input, output, { hidden: count(row, 1), branch: count(row, 2) }),
  ),
  SPPELAN: scaled([2, 3], (row, output) =>
    sppElan(row.style, row.input, output, { hidden: count(row, 1), kernel: count(row, 2, 5) }),
  ),
};

/** Modules after which heads have the newer, lighter class branch. */
export const ENDS_LEGACY: ReadonlySet<string> = new Set(["C3k2", "A2C2f", "C2fCIB"]);
