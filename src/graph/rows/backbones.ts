import { conv2d } from "../layers/conv.ts";
import { hgBlock, hgStem } from "../layers/hgnet.ts";
import { resNetLayer, TORCHVISION_MODELS, torchvision } from "../layers/resnet.ts";
import { aifi } from "../layers/transformer.ts";
import {
  absent,
  BadArgument,
  count,
  flag,
  joining,
  literal,
  type Module,
  number,
  numbers,
  padding,
  type RowContext,
  UnsupportedArgument,
} from "./row.ts";

const hgBlockRow = (row: RowContext) => {
  absent(row, 5, "an activation");
  return hgBlock(row.style, {
    input: row.input,
    inner: count(row, 0),
    output: count(row, 1),
    kernel: count(row, 2, 3),
    n: row.n,
    light: flag(row, 3, false),
    shortcut: flag(row, 4, false),
  });
};

function aifiRow(row: RowContext) {
  const heads = count(row, 1, 8);
  if (row.input % heads !== 0)
    throw new BadArgument(`its ${row.input} channels are not a multiple of its ${heads} heads.`);
  absent(row, 3, "an activation");
  return aifi(row.input, { feedForward: count(row, 0, 2048), heads, normalizeBefore: flag(row, 4, false) });
}

/** A ResNet stage widens four times, unless the row says otherwise; its stem does not. */
const resNetOut = (row: RowContext) => (flag(row, 3, false) ? count(row, 1) : count(row, 1) * 4);

function torchvisionRow(row: RowContext) {
  const name = String(row.args[1]);
  const layer = torchvision(name, number(row, 4, 2), flag(row, 5, false));
  if (layer === undefined || !flag(row, 3, true))
    throw new UnsupportedArgument(
      `the estimate knows of torchvision only ${TORCHVISION_MODELS.join(", ")}, unwrapped.`,
    );
  return layer;
}

const hgBlockModule: Module = {
  fewest: 3,
  most: 6,
  reads: "one",
  build: (row) => ({ layer: hgBlockRow(row), outChannels: count(row, 1) }),
};

const total = (splits: readonly number[]) => splits.reduce((sum, width) => sum + width, 0);

/** Backbones that Ultralytics took over from elsewhere. Their widths are as written. */
export const BACKBONES: Readonly<Record<string, Module>> = {
  HGStem: literal(
    [2, 2],
    (row) => hgStem(row.style, row.input, count(row, 0), count(row, 1)),
    (row) => count(row, 1),
  ),
  HGBlock: hgBlockModule,
  AIFI: literal([0, 5], aifiRow, (row) => row.previous),
  ResNetLayer: literal(
    [4, 6],
    (row) =>
      resNetLayer(row.style, {
        input: count(row, 0),
        narrow: count(row, 1),
        stride: count(row, 2),
        first: flag(row, 3, false),
        n: count(row, 4, 1),
        widening: count(row, 5, 4),
      }),
    resNetOut,
  ),
  TorchVision: literal([2, 6], torchvisionRow, (row) => count(row, 0)),
  Index: literal(
    [1, 2],
    (row) => ({ kind: "Index", index: number(row, 1, 0) }),
    (row) => count(row, 0),
  ),
  CBLinear: literal(
    [1, 5],
    (row) => {
      const splits = numbers(row, 0);
      const kernel = count(row, 1, 1);
      const options = {
        kernel,
        stride: count(row, 2, 1),
        padding: padding(row, 3) ?? Math.floor(kernel / 2),
        groups: count(row, 4, 1),
      };
      return { kind: "CBLinear", conv: conv2d(row.input, total(splits), options), splits };
    },
    (row) => total(numbers(row, 0)),
  ),
  CBFuse: joining(
    [1, 1],
    (row) => ({ kind: "CBFuse", picks: numbers(row, 0) }),
    (row) => row.inputs.at(-1) ?? 0,
  ),
};
