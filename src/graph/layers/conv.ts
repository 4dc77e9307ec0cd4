import type { Activation, Layer, LayerOf, Pair } from "../layer.ts";

export interface ConvOptions {
  readonly kernel?: number | Pair;
  readonly stride?: number;
  readonly padding?: number | Pair | undefined;
  readonly groups?: number;
  readonly dilation?: number;
}

const pair = (value: number | Pair): Pair => (typeof value === "number" ? [value, value] : value);

/** Padding that keeps the size at stride 1: half the (dilated) kernel. */
const samePadding = (kernel: Pair, dilation: number): Pair => [
  Math.floor((dilation * (kernel[0] - 1) + 1) / 2),
  Math.floor((dilation * (kernel[1] - 1) + 1) / 2),
];

/** torch's Conv2d with a bias: the prediction layers. */
export function conv2d(
  input: number,
  output: number,
  options: ConvOptions & { readonly bias?: boolean; readonly frozen?: boolean; readonly transposed?: boolean } = {},
): LayerOf<"Conv2d"> {
  const kernel = pair(options.kernel ?? 1);
  return {
    kind: "Conv2d",
    in: input,
    out: output,
    kernel,
    stride: options.stride ?? 1,
    padding: pair(options.padding ?? 0),
    groups: options.groups ?? 1,
    dilation: options.dilation ?? 1,
    bias: options.bias ?? true,
    transposed: options.transposed ?? false,
    frozen: options.frozen ?? false,
  };
}

export const convTranspose2d = (
  input: number,
  output: number,
  kernel = 2,
  stride = 2,
  padding = 0,
): LayerOf<"Conv2d"> => conv2d(input, output, { kernel, stride, padding, transposed: true });

/** Builds blocks with the activation that the model file asks for. */
export interface Style {
  readonly act: Activation;
}

/** Convolution without bias, batch norm, activation. */
export function conv(
  style: Style,
  input: number,
  output: number,
  options: ConvOptions & { readonly act?: Activation } = {},
): LayerOf<"Conv"> {
  const kernel = pair(options.kernel ?? 1);
  const padding = options.padding === undefined ? samePadding(kernel, options.dilation ?? 1) : options.padding;
  return {
    kind: "Conv",
    conv: conv2d(input, output, { ...options, kernel, padding, bias: false }),
    bn: { kind: "BatchNorm2d", channels: output },
    act: options.act ?? style.act,
  };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Depthwise as far as the channel counts allow. */
export const depthwise = (
  style: Style,
  input: number,
  output: number,
  options: ConvOptions & { readonly act?: Activation } = {},
): LayerOf<"Conv"> => conv(style, input, output, { ...options, groups: gcd(input, output) });

export const sequential = (...layers: Layer[]): LayerOf<"Sequential"> => ({ kind: "Sequential", layers });

/** n layers made alike. */
export const repeat = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
