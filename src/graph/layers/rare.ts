import type { Activation, Layer, LayerOf } from "../layer.ts";
import { type ConvOptions, conv, conv2d, repeat, type Style, sequential } from "./conv.ts";
import { bottleneck, type Csp } from "./csp.ts";

/** A convolution with a 1x1 one beside it, summed before the norm. */
export function conv2(
  style: Style,
  input: number,
  output: number,
  options: ConvOptions & { readonly act?: Activation },
): LayerOf<"Conv2"> {
  const main = conv(style, input, output, options);
  const { stride, groups, dilation } = main.conv;
  const padding = options.padding ?? 0;
  return {
    kind: "Conv2",
    conv: main.conv,
    bn: main.bn,
    cv2: conv2d(input, output, { stride, padding, groups, dilation, bias: false }),
    act: main.act,
  };
}

/** A transposed convolution with or without norm. */
export function convTranspose(conv: LayerOf<"Conv2d">, act: Activation): LayerOf<"ConvTranspose"> {
  return conv.bias
    ? { kind: "ConvTranspose", conv, act }
    : { kind: "ConvTranspose", conv, bn: { kind: "BatchNorm2d", channels: conv.out }, act };
}

/** Four pixels of each square become channels, then one convolution. */
export const focus = (conv: Layer): LayerOf<"Focus"> => ({ kind: "Focus", conv });

export const c1 = (style: Style, input: number, output: number, n: number): LayerOf<"C1"> => ({
  kind: "C1",
  cv1: conv(style, input, output),
  m: sequential(...repeat(n, () => conv(style, output, output, { kernel: 3 }))),
});

export function bottleneckCsp(style: Style, input: number, output: number, options: Csp): LayerOf<"BottleneckCSP"> {
  const { n = 1, shortcut = true, groups = 1, expansion = 0.5 } = options;
  const hidden = Math.trunc(output * expansion);
  return {
    kind: "BottleneckCSP",
    cv1: conv(style, input, hidden),
    cv2: conv2d(input, hidden, { bias: false }),
    cv3: conv2d(hidden, hidden, { bias: false }),
    cv4: conv(style, 2 * hidden, output),
    bn: { kind: "BatchNorm2d", channels: 2 * hidden },
    m: sequential(...repeat(n, () => bottleneck(style, hidden, hidden, { shortcut, groups, expansion: 1 }))),
  };
}
