import type { Activation, LayerOf } from "../layer.ts";
import { conv, depthwise, repeat, type Style } from "./conv.ts";

/** PP-HGNetV2 has ReLU, whatever the model's activation is. */
const RELU = { act: "ReLU" } as const;

/** The stem: a convolution, a pooled and a convolved branch joined, two more convolutions. Quarter size. */
export function hgStem(style: Style, input: number, inner: number, output: number): LayerOf<"HGStem"> {
  const half = Math.floor(inner / 2);
  return {
    kind: "HGStem",
    stem1: conv(style, input, inner, { kernel: 3, stride: 2, ...RELU }),
    stem2a: conv(style, inner, half, { kernel: 2, padding: 0, ...RELU }),
    stem2b: conv(style, half, inner, { kernel: 2, padding: 0, ...RELU }),
    stem3: conv(style, inner * 2, inner, { kernel: 3, stride: 2, ...RELU }),
    stem4: conv(style, inner, output, RELU),
  };
}

function lightConv(
  style: Style,
  input: number,
  output: number,
  options: { readonly kernel: number; readonly act: Activation },
) {
  return {
    kind: "LightConv",
    conv1: conv(style, input, output, { act: "none" }),
    conv2: depthwise(style, output, output, options),
  } satisfies LayerOf<"LightConv">;
}

export interface HgBlockOptions {
  readonly input: number;
  readonly inner: number;
  readonly output: number;
  readonly kernel: number;
  readonly n: number;
  readonly light: boolean;
  readonly shortcut: boolean;
}

/** n convolutions one after the other; the input and all their outputs joined, squeezed and widened. */
export function hgBlock(style: Style, options: HgBlockOptions): LayerOf<"HGBlock"> {
  const { input, inner, output, kernel, n } = options;
  const make = options.light ? lightConv : conv;
  const half = Math.floor(output / 2);
  return {
    kind: "HGBlock",
    m: Array.from({ length: n }, (_, i) => make(style, i === 0 ? input : inner, inner, { kernel, ...RELU })),
    squeeze: conv(style, input + n * inner, half, RELU),
    excite: conv(style, half, output, RELU),
    add: options.shortcut && input === output,
  };
}

/** Two 1x1 convolutions summed around a chain of re-parameterisable ones; a last one only where the width changes. */
export function repC3(
  style: Style,
  input: number,
  output: number,
  options: { readonly n: number; readonly expansion: number; readonly inner: (channels: number) => LayerOf<"RepConv"> },
): LayerOf<"RepC3"> {
  const hidden = Math.trunc(output * options.expansion);
  return {
    kind: "RepC3",
    cv1: conv(style, input, hidden),
    cv2: conv(style, input, hidden),
    m: { kind: "Sequential", layers: repeat(options.n, () => options.inner(hidden)) },
    cv3: hidden === output ? { kind: "Identity" } : conv(style, hidden, output),
  };
}
