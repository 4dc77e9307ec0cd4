import type { Activation, Layer } from "../layer.ts";
import { conv2d } from "../layers/conv.ts";
import {
  absent,
  count,
  flag,
  joining,
  kernel,
  literal,
  type Module,
  number,
  numbers,
  padding,
  type RowContext,
  UnsupportedArgument,
} from "./row.ts";

function zeroPad(row: RowContext): Layer {
  const value = row.args[0];
  const sides = typeof value === "number" ? [value, value, value, value] : numbers(row, 0);
  const [left = 0, right = 0, top = 0, bottom = 0] = sides;
  return { kind: "ZeroPad2d", left, right, top, bottom };
}

function upsample(row: RowContext): Layer {
  absent(row, 0, "a fixed size");
  const mode = row.args[2] ?? "nearest";
  if (mode !== "nearest")
    throw new UnsupportedArgument(`argument 3: the estimate knows only nearest, not ${String(mode)}.`);
  return { kind: "Upsample", factor: number(row, 1) };
}

const pool = (kind: "MaxPool2d" | "AvgPool2d"): Module =>
  literal([1, 6], (row) => {
    for (const index of [3, 4, 5]) absent(row, index, "a further option of the pooling");
    const size = count(row, 0);
    return { kind, kernel: size, stride: count(row, 1, size), padding: number(row, 2, 0) };
  });

const activations: readonly Exclude<Activation, "none">[] = [
  "SiLU",
  "ReLU",
  "LeakyReLU",
  "Hardswish",
  "GELU",
  "Mish",
  "Sigmoid",
];

function convolution(row: RowContext): Layer {
  const groups = count(row, 6, 1);
  const options = {
    kernel: kernel(row, 2),
    stride: count(row, 3, 1),
    padding: padding(row, 4) ?? 0,
    dilation: count(row, 5, 1),
  };
  return conv2d(count(row, 0), count(row, 1), { ...options, groups, bias: flag(row, 7, true) });
}

function adaptive(row: RowContext): Layer {
  const value = row.args[0];
  const [height = 1, width = 1] = typeof value === "number" ? [value, value] : numbers(row, 0);
  return { kind: "AdaptiveAvgPool2d", size: [height, width] };
}

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

/** Joins, and modules of torch.nn. The parser takes their arguments as written and counts on with the channels they read. */
export const TORCH: Readonly<Record<string, Module>> = {
  Concat: joining(
    [0, 1],
    (row) => {
      if (number(row, 0, 1) !== 1)
        throw new UnsupportedArgument("argument 1: the estimate knows only joins of channels, 1.");
      return { kind: "Concat" };
    },
    (row) => sum(row.inputs),
  ),
  "nn.Upsample": literal([1, 5], upsample),
  "nn.MaxPool2d": pool("MaxPool2d"),
  "nn.AvgPool2d": pool("AvgPool2d"),
  "nn.AdaptiveAvgPool2d": literal([1, 1], adaptive),
  "nn.ZeroPad2d": literal([1, 1], zeroPad),
  "nn.Identity": literal([0, Number.POSITIVE_INFINITY], () => ({ kind: "Identity" })),
  "nn.Conv2d": literal([3, 8], convolution),
  "nn.BatchNorm2d": literal(
    [0, Number.POSITIVE_INFINITY],
    (row) => ({ kind: "BatchNorm2d", channels: row.input }),
    (row) => row.previous,
  ),
  "nn.Dropout": literal([0, 2], (row) => ({ kind: "Dropout", p: number(row, 0, 0.5) })),
  ...Object.fromEntries(activations.map((act) => [`nn.${act}`, literal([0, 2], () => ({ kind: "Activate", act }))])),
};
