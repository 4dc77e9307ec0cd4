import type { RowValue } from "../training/training-run.ts";
import type { Layer } from "./layer.ts";
import { a2c2f, c2psa, psa } from "./layers/attention.ts";
import { conv, convTranspose2d, depthwise, repeat, type Style, sequential } from "./layers/conv.ts";
import { bottleneck, c2, c2f, c3, c3k2 } from "./layers/csp.ts";
import { c3Ghost, ghostBottleneck, ghostConv } from "./layers/ghost.ts";
import { classify, depth, detect, semanticSegment } from "./layers/heads.ts";
import { spp, sppf } from "./layers/pooling.ts";
import { aConv, aDown, elan1, repNcspElan4, sppElan } from "./layers/v9.ts";
import { c2fCib, scDown } from "./layers/v10.ts";
import { divisibleBy8 } from "./rounding.ts";

/** What a row's arguments are made with. */
export interface RowContext {
  readonly style: Style;
  /** Channels of the first input. */
  readonly input: number;
  /** Channels of every input. */
  readonly inputs: readonly number[];
  /** Repeats after the depth multiple. */
  readonly n: number;
  /** Arguments with names such as nc resolved. */
  readonly args: readonly RowValue[];
  readonly classes: number;
  readonly scale: string;
  readonly regMax: number;
  readonly endToEnd: boolean;
  /** No block of YOLO10, 11, 12, 26 has come yet: the class branch is the older one. */
  readonly legacy: boolean;
  /** Scales a channel count: at most max_channels, times the width multiple, rounded up to 8. */
  readonly width: (channels: number) => number;
}

export interface Built {
  readonly layer: Layer;
  readonly outChannels: number;
}

type Build = (row: RowContext) => Built;

/** A row argument that is not what the module takes. build.ts turns it into a problem at the row. */
export class BadArgument extends Error {}

function integer(row: RowContext, index: number, standard?: number): number {
  const value = row.args[index] ?? standard;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new BadArgument(`argument ${index + 1} must be a number, not ${JSON.stringify(value ?? null)}.`);
  return value;
}

function flag(row: RowContext, index: number, standard: boolean): boolean {
  const value = row.args[index] ?? standard;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  throw new BadArgument(`argument ${index + 1} must be True or False, not ${JSON.stringify(value)}.`);
}

function numbers(row: RowContext, index: number, standard?: readonly number[]): readonly number[] {
  const value = row.args[index] ?? standard;
  if (!Array.isArray(value) || value.some((item) => typeof item !== "number")) throw new BadArgument(`argument ${index + 1} must be a list of numbers, not ${JSON.stringify(value ?? null)}.`);
  return value as readonly number[];
}

/** A module that is written once and repeated in a Sequential where the row says so. */
const repeated =
  (make: (row: RowContext, output: number, input: number) => Layer): Build =>
  (row) => {
    const output = row.width(integer(row, 0));
    if (row.n === 1) return { layer: make(row, output, row.input), outChannels: output };
    return { layer: sequential(...repeat(row.n, () => make(row, output, row.input))), outChannels: output };
  };

/** A module that takes the number of repeats itself. */
const stacked =
  (make: (row: RowContext, output: number) => Layer): Build =>
  (row) => {
    const output = row.width(integer(row, 0));
    return { layer: make(row, output), outChannels: output };
  };

const passing =
  (make: (row: RowContext) => Layer): Build =>
  (row) => ({ layer: make(row), outChannels: row.input });

const head =
  (make: (row: RowContext) => Layer): Build =>
  (row) => ({ layer: make(row), outChannels: row.classes });

const kernelOf = (row: RowContext, index: number): number | readonly [number, number] => {
  const value = row.args[index] ?? 1;
  if (typeof value === "number") return value;
  const [a, b] = numbers(row, index);
  if (a === undefined || b === undefined) throw new BadArgument(`argument ${index + 1} must be one or two numbers.`);
  return [a, b];
};

const paddingOf = (row: RowContext, index: number): number | undefined => {
  const value = row.args[index];
  return typeof value === "number" ? value : undefined;
};

const detectOptions = (row: RowContext) => ({
  classes: integer(row, 0),
  regMax: row.regMax,
  endToEnd: row.endToEnd,
  channels: row.inputs,
  legacy: row.legacy,
});

const segment =
  (kind: "segment" | "segment26"): Build =>
  (row) => ({
    layer: detect(row.style, { ...detectOptions(row), extra: { kind, outputs: integer(row, 1, 32) }, protoHidden: row.width(integer(row, 2, 256)) }),
    outChannels: row.classes,
  });

const pose =
  (kind: "pose" | "pose26"): Build =>
  (row) => {
    const [count = 17, dimensions = 3] = numbers(row, 1, [17, 3]);
    return { layer: detect(row.style, { ...detectOptions(row), extra: { kind, outputs: count * dimensions }, keypoints: count }), outChannels: row.classes };
  };

const oriented =
  (kind: "obb" | "obb26"): Build =>
  (row) => ({ layer: detect(row.style, { ...detectOptions(row), extra: { kind, outputs: integer(row, 1, 1) } }), outChannels: row.classes });

const square = (row: RowContext, index: number): readonly [number, number] | undefined => {
  const value = row.args[index];
  if (value === undefined) return undefined;
  const [a = 3, b = 3] = numbers(row, index);
  return [a, b];
};

function sppfRow(row: RowContext, output: number, input: number): Layer {
  // Rows of at most a kernel predate the SPPF whose first convolution has no activation.
  const activated = row.args.length <= 2;
  return sppf(row.style, input, output, { kernel: integer(row, 1, 5), pools: integer(row, 2, 3), shortcut: flag(row, 3, false), activated });
}

function c3k2Row(row: RowContext, output: number): Layer {
  // Medium and larger scales take C3k inside, whatever the row says.
  const inner = ["m", "l", "x"].includes(row.scale) || flag(row, 1, false);
  return c3k2(row.style, row.input, output, { n: row.n, c3k: inner, expansion: integer(row, 2, 0.5), attention: flag(row, 3, false), groups: integer(row, 4, 1), shortcut: flag(row, 5, true) });
}

function a2c2fRow(row: RowContext, output: number): Layer {
  // Large scales get a residual and a narrower MLP appended to what the row says.
  const args = ["l", "x"].includes(row.scale) ? [...row.args, true, 1.2] : row.args;
  const full = { ...row, args };
  return a2c2f(row.style, row.input, output, {
    n: row.n, attention: flag(full, 1, true), area: integer(full, 2, 1), residual: flag(full, 3, false), mlpRatio: integer(full, 4, 2),
    expansion: integer(full, 5, 0.5), groups: integer(full, 6, 1), shortcut: flag(full, 7, true),
  });
}

function zeroPad(row: RowContext): Layer {
  const value = row.args[0];
  const [left = 0, right = 0, top = 0, bottom = 0] = typeof value === "number" ? [value, value, value, value] : numbers(row, 0);
  return { kind: "ZeroPad2d", left, right, top, bottom };
}

const csp = (row: RowContext, shortcut: boolean) => ({ n: row.n, shortcut: flag(row, 1, shortcut), groups: integer(row, 2, 1), expansion: integer(row, 3, 0.5) });

/** Module name in a model file -> what it builds. Names and argument orders are those of Ultralytics' parser. */
export const MODULES: Readonly<Record<string, Build>> = {
  Conv: repeated((row, output, input) => conv(row.style, input, output, { kernel: kernelOf(row, 1), stride: integer(row, 2, 1), padding: paddingOf(row, 3), groups: integer(row, 4, 1), dilation: integer(row, 5, 1) })),
  DWConv: repeated((row, output, input) => depthwise(row.style, input, output, { kernel: kernelOf(row, 1), stride: integer(row, 2, 1), dilation: integer(row, 3, 1) })),
  GhostConv: repeated((row, output, input) => ghostConv(row.style, input, output, { kernel: integer(row, 1, 1), stride: integer(row, 2, 1), groups: integer(row, 3, 1) })),
  Bottleneck: repeated((row, output, input) => {
    const kernels = square(row, 3);
    return bottleneck(row.style, input, output, { shortcut: flag(row, 1, true), groups: integer(row, 2, 1), expansion: integer(row, 4, 0.5), ...(kernels === undefined ? {} : { kernels }) });
  }),
  GhostBottleneck: repeated((row, output, input) => ghostBottleneck(row.style, input, output, { kernel: integer(row, 1, 3), stride: integer(row, 2, 1) })),
  SPP: repeated((row, output, input) => spp(row.style, input, output, numbers(row, 1, [5, 9, 13]))),
  SPPF: repeated(sppfRow),
  "nn.ConvTranspose2d": repeated((row, output, input) => convTranspose2d(input, output, integer(row, 1), integer(row, 2, 1), integer(row, 3, 0))),
  C2f: stacked((row, output) => c2f(row.style, row.input, output, csp(row, false))),
  C2: stacked((row, output) => c2(row.style, row.input, output, csp(row, true))),
  C3: stacked((row, output) => c3(row.style, row.input, output, csp(row, true))),
  C3Ghost: stacked((row, output) => c3Ghost(row.style, row.input, output, csp(row, true))),
  C3k2: stacked(c3k2Row),
  C2PSA: stacked((row, output) => c2psa(row.style, output, { n: row.n, expansion: integer(row, 1, 0.5) })),
  PSA: repeated((row, output) => psa(row.style, output, integer(row, 1, 0.5))),
  SCDown: repeated((row, output, input) => scDown(row.style, input, output, { kernel: integer(row, 1), stride: integer(row, 2) })),
  C2fCIB: stacked((row, output) => c2fCib(row.style, row.input, output, { n: row.n, shortcut: flag(row, 1, false), largeKernel: flag(row, 2, false), groups: integer(row, 3, 1), expansion: integer(row, 4, 0.5) })),
  A2C2f: stacked(a2c2fRow),
  RepNCSPELAN4: repeated((row, output, input) => repNcspElan4(row.style, input, output, { hidden: integer(row, 1), branch: integer(row, 2), n: integer(row, 3, 1) })),
  ELAN1: repeated((row, output, input) => elan1(row.style, input, output, { hidden: integer(row, 1), branch: integer(row, 2) })),
  AConv: repeated((row, output, input) => aConv(row.style, input, output)),
  ADown: repeated((row, output, input) => aDown(row.style, input, output)),
  SPPELAN: repeated((row, output, input) => sppElan(row.style, input, output, { hidden: integer(row, 1), kernel: integer(row, 2, 5) })),
  "nn.Upsample": passing((row) => ({ kind: "Upsample", factor: integer(row, 1, 2) })),
  "nn.MaxPool2d": passing((row) => ({ kind: "MaxPool2d", kernel: integer(row, 0), stride: integer(row, 1, integer(row, 0)), padding: integer(row, 2, 0) })),
  "nn.ZeroPad2d": passing(zeroPad),
  "nn.Identity": passing(() => ({ kind: "Identity" })),
  Concat: (row) => ({ layer: { kind: "Concat" }, outChannels: row.inputs.reduce((sum, c) => sum + c, 0) }),
  Detect: head((row) => detect(row.style, detectOptions(row))),
  v10Detect: head((row) => detect(row.style, { ...detectOptions(row), regMax: 16, endToEnd: true, legacy: false })),
  Segment: segment("segment"),
  Segment26: segment("segment26"),
  Pose: pose("pose"),
  Pose26: pose("pose26"),
  OBB: oriented("obb"),
  OBB26: oriented("obb26"),
  Classify: head((row) => classify(row.style, row.input, integer(row, 0))),
  SemanticSegment: head((row) => semanticSegment(row.style, integer(row, 0), row.inputs)),
  Depth: head((row) => depth(row.style, integer(row, 0), row.inputs)),
};

/** Modules after which heads have the newer, lighter class branch. */
export const ENDS_LEGACY: ReadonlySet<string> = new Set(["C3k2", "A2C2f", "C2fCIB"]);

export const widthOf = (multiple: number, maxChannels: number) => (channels: number) => divisibleBy8(Math.min(channels, maxChannels) * multiple);
