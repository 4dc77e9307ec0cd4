import { conv, convTranspose2d, depthwise } from "../layers/conv.ts";
import { ghostBottleneck, ghostConv } from "../layers/ghost.ts";
import { conv2, convTranspose, focus } from "../layers/rare.ts";
import { aConv, aDown, repConv } from "../layers/v9.ts";
import { repVggDw, scDown } from "../layers/v10.ts";
import {
  activation,
  count,
  flag,
  kernel,
  literal,
  type Module,
  number,
  padding,
  type RowContext,
  scaled,
} from "./row.ts";

const strideOf = (row: RowContext, index: number, standard = 1): number => count(row, index, standard);

const transposed = (row: RowContext, output: number) => {
  const plain = convTranspose2d(row.input, output, count(row, 1, 2), strideOf(row, 2, 2), number(row, 3, 0));
  const normed = flag(row, 4, true);
  return convTranspose({ ...plain, bias: !normed }, activation(row, 5));
};

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const depthwiseTransposed = (row: RowContext, output: number) => {
  const plain = convTranspose2d(row.input, output, count(row, 1, 1), strideOf(row, 2), number(row, 3, 0));
  return { ...plain, groups: gcd(row.input, output), outputPadding: number(row, 4, 0) };
};

const torchTransposed = (row: RowContext, output: number) => {
  const plain = convTranspose2d(row.input, output, count(row, 1), strideOf(row, 2), number(row, 3, 0));
  const outputPadding = number(row, 4, 0);
  const rest = { groups: count(row, 5, 1), bias: flag(row, 6, true), dilation: count(row, 7, 1) };
  return { ...plain, ...rest, ...(outputPadding === 0 ? {} : { outputPadding }) };
};

/** Convolutions by their names in model files. */
export const CONVOLUTIONS: Readonly<Record<string, Module>> = {
  Conv: scaled([1, 7], (row, output) =>
    conv(row.style, row.input, output, {
      kernel: kernel(row, 1),
      stride: strideOf(row, 2),
      padding: padding(row, 3),
      groups: count(row, 4, 1),
      dilation: count(row, 5, 1),
      act: activation(row, 6),
    }),
  ),
  DWConv: scaled([1, 5], (row, output) =>
    depthwise(row.style, row.input, output, {
      kernel: kernel(row, 1),
      stride: strideOf(row, 2),
      dilation: count(row, 3, 1),
      act: activation(row, 4),
    }),
  ),
  GhostConv: scaled([1, 5], (row, output) =>
    ghostConv(row.style, row.input, output, {
      kernel: count(row, 1, 1),
      stride: strideOf(row, 2),
      groups: count(row, 3, 1),
      act: activation(row, 4),
    }),
  ),
  GhostBottleneck: scaled([1, 3], (row, output) =>
    ghostBottleneck(row.style, row.input, output, { kernel: count(row, 1, 3), stride: strideOf(row, 2) }),
  ),
  Focus: scaled([1, 6], (row, output) =>
    focus(
      conv(row.style, row.input * 4, output, {
        kernel: kernel(row, 1),
        stride: strideOf(row, 2),
        padding: padding(row, 3),
        groups: count(row, 4, 1),
        act: activation(row, 5),
      }),
    ),
  ),
  ConvTranspose: scaled([1, 6], transposed),
  DWConvTranspose2d: scaled([1, 5], depthwiseTransposed),
  "nn.ConvTranspose2d": scaled([2, 8], torchTransposed),
  SCDown: scaled([3, 3], (row, output) =>
    scDown(row.style, row.input, output, { kernel: count(row, 1), stride: strideOf(row, 2) }),
  ),
  AConv: scaled([1, 1], (row, output) => aConv(row.style, row.input, output)),
  ADown: scaled([1, 1], (row, output) => aDown(row.style, row.input, output)),
  Conv2: literal([2, 8], (row) =>
    conv2(row.style, count(row, 0), count(row, 1), {
      kernel: kernel(row, 2, 3),
      stride: strideOf(row, 3),
      padding: padding(row, 4),
      groups: count(row, 5, 1),
      dilation: count(row, 6, 1),
      act: activation(row, 7),
    }),
  ),
  RepConv: literal([2, 10], (row) =>
    repConv(row.style, count(row, 0), count(row, 1), {
      stride: strideOf(row, 3),
      groups: count(row, 5, 1),
      act: activation(row, 7),
      identity: flag(row, 8, false),
    }),
  ),
  RepVGGDW: literal([1, 1], (row) => repVggDw(row.style, count(row, 0))),
};
