import type { Layer, LayerOf } from "../layer.ts";
import { conv, type Style, sequential } from "./conv.ts";
import { type Csp, c3Of } from "./csp.ts";

export function repConv(style: Style, input: number, output: number, options: { readonly kernel?: number; readonly stride?: number; readonly padding?: number } = {}): LayerOf<"RepConv"> {
  const { kernel = 3, stride = 1, padding = 1 } = options;
  return {
    kind: "RepConv",
    conv1: conv(style, input, output, { kernel, stride, padding, act: "none" }),
    conv2: conv(style, input, output, { kernel: 1, stride, padding: padding - Math.floor(kernel / 2), act: "none" }),
    act: style.act,
  };
}

function repBottleneck(style: Style, channels: number, options: Csp): Layer {
  return {
    kind: "Bottleneck",
    cv1: repConv(style, channels, channels),
    cv2: conv(style, channels, channels, { kernel: 3, groups: options.groups ?? 1 }),
    add: options.shortcut ?? true,
  };
}

const repCsp = (style: Style, input: number, output: number, n: number): Layer =>
  c3Of(style, input, output, { n, expansion: 0.5, inner: (hidden) => repBottleneck(style, hidden, {}) });

export interface ElanWidths {
  readonly hidden: number;
  readonly branch: number;
  readonly n?: number;
}

export function repNcspElan4(style: Style, input: number, output: number, widths: ElanWidths): LayerOf<"ELAN"> {
  const { hidden, branch, n = 1 } = widths;
  return {
    kind: "ELAN",
    cv1: conv(style, input, hidden),
    cv2: sequential(repCsp(style, Math.floor(hidden / 2), branch, n), conv(style, branch, branch, { kernel: 3 })),
    cv3: sequential(repCsp(style, branch, branch, n), conv(style, branch, branch, { kernel: 3 })),
    cv4: conv(style, hidden + 2 * branch, output),
  };
}

export function elan1(style: Style, input: number, output: number, widths: ElanWidths): LayerOf<"ELAN"> {
  const { hidden, branch } = widths;
  return {
    kind: "ELAN",
    cv1: conv(style, input, hidden),
    cv2: conv(style, Math.floor(hidden / 2), branch, { kernel: 3 }),
    cv3: conv(style, branch, branch, { kernel: 3 }),
    cv4: conv(style, hidden + 2 * branch, output),
  };
}

export const aConv = (style: Style, input: number, output: number): LayerOf<"AConv"> => ({
  kind: "AConv",
  cv1: conv(style, input, output, { kernel: 3, stride: 2, padding: 1 }),
});

export function aDown(style: Style, input: number, output: number): LayerOf<"ADown"> {
  const [inHalf, outHalf] = [Math.floor(input / 2), Math.floor(output / 2)];
  return {
    kind: "ADown",
    cv1: conv(style, inHalf, outHalf, { kernel: 3, stride: 2, padding: 1 }),
    cv2: conv(style, inHalf, outHalf, { kernel: 1, stride: 1, padding: 0 }),
  };
}

export const sppElan = (style: Style, input: number, output: number, options: { readonly hidden: number; readonly kernel?: number }): LayerOf<"SPPELAN"> => ({
  kind: "SPPELAN",
  cv1: conv(style, input, options.hidden),
  kernel: options.kernel ?? 5,
  cv5: conv(style, 4 * options.hidden, output),
});
