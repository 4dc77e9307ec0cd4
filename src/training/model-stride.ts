import type { Model, ModelRow, RowValue } from "./training-run.ts";

/** The least that the trainer rounds image sizes to. */
const LEAST = 32;

/** Where in a row's arguments the stride is, and what it is when not written. */
const STRIDES: Readonly<Record<string, { readonly at: number; readonly standard: number }>> = {
  Conv: { at: 2, standard: 1 },
  DWConv: { at: 2, standard: 1 },
  GhostConv: { at: 2, standard: 1 },
  GhostBottleneck: { at: 2, standard: 1 },
  SCDown: { at: 2, standard: 1 },
  ADown: { at: -1, standard: 2 },
  AConv: { at: -1, standard: 2 },
  Focus: { at: -1, standard: 2 },
  HGStem: { at: -1, standard: 4 },
  ResNetLayer: { at: 2, standard: 1 },
  "nn.Conv2d": { at: 2, standard: 1 },
  "nn.MaxPool2d": { at: 1, standard: 1 },
  "nn.AvgPool2d": { at: 1, standard: 1 },
};

/**
 * The stride that the trainer rounds image sizes to: the largest at which the head reads, and at least 32.
 * Layers it does not know count as keeping the size.
 */
export function strideOf({ description }: Model): number {
  const strides: number[] = [];
  const rows = [...description.backbone, ...description.head];
  for (const [index, row] of rows.entries()) {
    const sources = typeof row.from === "number" ? [row.from] : row.from;
    // CBFuse brings all it reads to the size of the last.
    const source = (row.module === "CBFuse" ? sources.at(-1) : sources[0]) ?? -1;
    const before = index === 0 ? undefined : strides.at(source < 0 ? index + source : source);
    strides.push((before ?? 1) * factorOf(row));
  }
  const head = rows.at(-1);
  if (head === undefined || description.task === "classify") return LEAST;
  const read = typeof head.from === "number" ? [head.from] : head.from;
  const ends = read.map((from) => strides.at(from < 0 ? rows.length - 1 + from : from) ?? 1);
  return Math.max(LEAST, ...ends.filter((stride) => stride <= 1024).map(Math.ceil));
}

function factorOf({ module, args }: ModelRow): number {
  if (module === "nn.Upsample") return 1 / numberAt(args, 1, 2);
  if (module === "nn.ConvTranspose2d" || module === "ConvTranspose")
    return 1 / numberAt(args, 2, module === "ConvTranspose" ? 2 : 1);
  // The first ResNet layer is a strided convolution and a pooling.
  if (module === "ResNetLayer" && args[3] === true) return 4;
  const stride = STRIDES[module];
  if (stride === undefined) return 1;
  return stride.at < 0 ? stride.standard : numberAt(args, stride.at, stride.standard);
}

function numberAt(args: readonly RowValue[], index: number, standard: number): number {
  const value = args[index];
  return typeof value === "number" && value > 0 ? value : standard;
}
