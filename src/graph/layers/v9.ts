import type { Activation, Layer, LayerOf } from "../layer.ts";
import { conv, type Style, sequential } from "./conv.ts";
import { type Csp, c3Of } from "./csp.ts";

export interface RepConvOptions {
  readonly stride?: number;
  readonly groups?: number;
  readonly act?: Activation;
  /** The identity branch: a norm of its own, where width and size stay. */
  readonly identity?: boolean;
}

export function repConv(style: Style, input: number, output: number, options: RepConvOptions = {}): LayerOf<"RepConv"> {
  const { stride = 1, groups = 1, act = style.act, identity = false } = options;
  const shared = { stride, groups, act: "none" } as const;
  return {
    kind: "RepConv",
    ...(identity && input === output && stride === 1 ? { bn: { kind: "BatchNorm2d", channels: input } as const } : {}),
    conv1: conv(style, input, output, { ...shared, kernel: 3, padding: 1 }),
    conv2: conv(style, input, output, { ...shared, kernel: 1, padding: 0 }),
    act,
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

export const sppElan = (
  style: Style,
  input: number,
  output: number,
  options: { readonly hidden: number; readonly kernel?: number },
): LayerOf<"SPPELAN"> => ({
  kind: "SPPELAN",
  cv1: conv(style, input, options.hidden),
  kernel: options.kernel ?? 5,
  cv5: conv(style, 4 * options.hidden, output),
});
